package desk

import (
	"context"
	"strconv"

	"parley.example/events/command"
	"parley.example/events/negotiation"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/view"
)

// advice is a sentence with its values.
type advice struct {
	Code   string            `json:"code"`
	Params map[string]string `json:"params"`
}

// sentences are what is said of the methods of a round.
var sentences = map[negotiation.MediationMethod]string{
	negotiation.SingleText: "SEAL_ADVICE_SINGLE_TEXT", negotiation.Leximin: "SEAL_ADVICE_LEXIMIN", negotiation.Nash: "SEAL_ADVICE_NASH",
}

// adviseSeal says what one should know before sealing: what misreporting gains
// by the methods that the ground rules chose.
func (d *desk) adviseSeal(ctx context.Context, c serve.Call, in about) (any, error) {
	_, p, err := d.asker(ctx, c.Actor, in.ID)
	if err != nil {
		return nil, err
	}
	all := []advice{{Code: "SEAL_ADVICE", Params: map[string]string{}}}
	err = d.tables.With(ctx, p.negotiation, func(t table.Table, _ uint64) error {
		for _, m := range table.Whole(t.Level, t.Rules).Mediation.Methods {
			gains := mediation.Measured[mediation.Method(m)]
			all = append(all, advice{sentences[m], map[string]string{
				"cases": strconv.Itoa(mediation.MeasuredCases), "reservation": gains.Reservation, "reservationHalf": gains.ReservationHalf,
				"weight": gains.Weight, "weightHalf": gains.WeightHalf,
			}})
		}
		return nil
	})
	return all, err
}

// ownBlindVote is what lies in the box from the seat of whoever asks.
func (d *desk) ownBlindVote(ctx context.Context, c serve.Call, in about) (any, error) {
	p, err := d.find(ctx, "med", in.ID)
	if err != nil {
		return nil, err
	}
	_, who, err := d.seated(ctx, c.Actor, p.negotiation)
	if err != nil {
		return nil, command.NotFound
	}
	var vote view.BlindVote
	if err := d.read(ctx, "negotiation_sealed.blind_vote", view.BlindVoteID(in.ID, who.seat), &vote); err != nil {
		return nil, err
	}
	return vote, nil
}
