package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/command"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/agreements/internal/keeping"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

// aboutBoard asks for what is not settled.
type aboutBoard struct {
	About
	Seat      string     `json:"seat"`
	State     string     `json:"state"`
	DueBefore *time.Time `json:"dueBefore"`
}

// openLine is one line of the board: the document says the rest.
type openLine struct {
	Obligation string `json:"obligation"`
	State      string `json:"state"`
	Owes       bool   `json:"owes"`
	IsOwed     bool   `json:"isOwed"`
}

// mostOpen bounds the lines of one answer.
const mostOpen = 200

// board lists what is not settled, what is due first first: of a seat, in a
// state, due before a moment.
func (d *desk) board(ctx context.Context, c serve.Call, in aboutBoard) (any, error) {
	a, _, s, err := d.seen(ctx, c, in.ID)
	if err != nil {
		return nil, err
	}
	if _, err := s.Seat(); err != nil {
		return nil, command.NotFound
	}
	own, _ := s.Seat()
	list := []openLine{}
	all := slices.Clone(a.Keeping.Open)
	slices.SortStableFunc(all, func(a, b keeping.Obligation) int { return cmp.Or(a.By.Compare(b.By), cmp.Compare(a.ID, b.ID)) })
	for _, o := range all {
		mine := in.Seat == "" || o.Debtor == in.Seat || slices.Contains(o.Creditors, in.Seat)
		soon := in.DueBefore == nil || o.By.Before(*in.DueBefore)
		if mine && soon && (in.State == "" || in.State == string(o.State)) && len(list) < mostOpen {
			list = append(list, openLine{Obligation: o.ID, State: string(o.State), Owes: o.Debtor == own.ID, IsOwed: slices.Contains(o.Creditors, own.ID)})
		}
	}
	return list, nil
}

// keepingActs are what people may wish of an obligation.
var keepingActs = []string{"reportObligation", "acceptObligation", "disputeObligation", "waiveObligation", "proposeResolution", "agreeResolution"}

// mayKeep asks the rules themselves about one obligation.
func (d *desk) mayKeep(ctx context.Context, c serve.Call, in About) (any, error) {
	var agreement string
	err := d.house.Pool().QueryRow(ctx, "SELECT coalesce((SELECT aggregate FROM agreements.obligation WHERE id = $1), '')", in.ID).Scan(&agreement)
	if err != nil {
		return nil, fmt.Errorf("find obligation: %w", err)
	}
	a, _, s, err := d.seen(ctx, c, agreement)
	if err != nil {
		return nil, err
	}
	now := d.house.Now()
	return serve.Permits(keepingActs, func(act string) error { return tryKeep(act, s, a, in.ID, now) }), nil
}

// tryKeep is what the rules would say to an act with words that would do.
func tryKeep(act string, s standing.Standing, a accord.Agreement, id string, at time.Time) error {
	o, known := a.Keeping.Find(id)
	if !known {
		return keeping.NoObligation
	}
	ruling, err := ruled(s, a, act, at, func(by keeping.Party, a accord.Agreement, at time.Time) keeping.Command {
		return likely(act, o, by, zoneOf(a), at)
	})
	return changing(ruling, err)
}

// changing refuses what would change nothing.
func changing(r resident.Ruling, err error) error {
	if err == nil && len(r.Events) == 0 {
		return rule.Refuse("ALREADY_DONE")
	}
	return err
}

func likely(act string, o keeping.Obligation, by keeping.Party, zone *time.Location, at time.Time) keeping.Command {
	switch act {
	case "reportObligation":
		return keeping.Report{By: by, Obligation: o.ID, Note: "done", Files: fileFor(o), Zone: zone, At: at}
	case "acceptObligation":
		return keeping.Accept{By: by, Obligation: o.ID}
	case "disputeObligation":
		return keeping.Dispute{By: by, Obligation: o.ID, Reason: "because"}
	case "waiveObligation":
		return keeping.Waive{By: by, Obligation: o.ID, Reason: "because"}
	case "proposeResolution":
		return keeping.Propose{By: by, Obligation: o.ID, Resolution: "res", Outcome: keeping.Fulfilled, How: "so", Zone: zone, At: at}
	}
	resolution := ""
	for _, p := range o.Proposals {
		if (p.Seat == o.Debtor) != (by.Seat == o.Debtor) {
			resolution = p.Resolution
		}
	}
	return keeping.Agree{By: by, Obligation: o.ID, Resolution: resolution}
}

// fileFor is evidence that would do, where a file is needed.
func fileFor(o keeping.Obligation) []agreements.File {
	if o.Evidence != "file" {
		return nil
	}
	return []agreements.File{{Hash: "any", Size: 1}}
}
