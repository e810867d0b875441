// Package desk is where wishes and questions about agreements come in, and
// where the service follows what the negotiations decide.
package desk

import (
	"context"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/agreements/internal/ratification"
	"parley.example/services/agreements/internal/view"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

type desk struct {
	house *serve.House
	held  *resident.Store[accord.Agreement]
	words *resident.Store[ratification.Word]
	value *value
}

// Open declares what the service projects, answers and follows.
func Open(h *serve.House) error {
	h.Project(view.Model())
	h.Project(view.Sealed())
	d := &desk{house: h, words: words(h), held: resident.New(h, resident.Kind[accord.Agreement]{
		Name: "agreement", Stream: agreements.Stream,
		Evolve: func(a accord.Agreement, e record.Event) accord.Agreement {
			return accord.Evolve(a, e.(agreements.Event))
		},
	})}
	serve.Command(h, "sign_agreement", d.sign)
	serve.Command(h, "decline_agreement", d.decline)
	serve.Command(h, "exit_agreement", d.exit)
	serve.Question(h, "may", d.may)
	serve.Question(h, "version", d.version)
	serve.Question(h, "record", d.record)
	serve.Question(h, "changes", d.changes)
	serve.Question(h, "signing_statement", d.statement)
	h.PolicyOn(drafting, negotiations, decided, decodeFixed, d.draft)
	d.hearRatifications()
	d.keepDuties()
	d.shareValue()
	h.OnDue(agreements.Stream, d.timeIsUp)
	return nil
}

// DeclineAgreement says no to a version, and why.
type DeclineAgreement struct {
	serve.Common
	Agreement string `json:"agreement" need:"true"`
	Version   int    `json:"version" need:"true"`
	Reason    string `json:"reason" need:"true"`
}

func (d *desk) decline(ctx context.Context, c serve.Call, in DeclineAgreement) (command.Receipt, error) {
	return d.act(ctx, c, in.Agreement, func(_ context.Context, s standing.Standing, a accord.Agreement, at time.Time) (resident.Ruling, error) {
		return declining(s, a, in, at)
	})
}

// act lets the rules decide on one agreement, with what the registry knows of
// the actor at that very moment.
func (d *desk) act(ctx context.Context, c serve.Call, id string, rules func(context.Context, standing.Standing, accord.Agreement, time.Time) (resident.Ruling, error)) (command.Receipt, error) {
	if !record.ValidID("agr", id) {
		return command.Receipt{}, command.NotFound
	}
	var preview serve.Preview
	out, err := d.held.Do(ctx, c.Wish(id, c.Actor.ID()), func(ctx context.Context, a accord.Agreement, at time.Time) (resident.Ruling, error) {
		s, err := d.standing(ctx, c.Actor, a)
		if err != nil {
			return resident.Ruling{}, err
		}
		ruling, err := rules(ctx, s, a, at)
		preview = previewOf(s, a, ruling)
		return ruling, err
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if c.DryRun {
		if preview.People, err = standing.People(ctx, d.house.Pool(), preview.Audience); err != nil {
			return command.Receipt{}, err
		}
		c.Preview(preview)
	}
	return out.Receipt(map[string]string{"agreement": id}), nil
}

// standing is what the actor is at the agreement's table. For whoever is
// nothing there, there is no agreement.
func (d *desk) standing(ctx context.Context, who command.Actor, a accord.Agreement) (standing.Standing, error) {
	if len(a.Versions) == 0 {
		return standing.Standing{}, command.NotFound
	}
	s, err := standing.Read(ctx, d.house.Pool(), who, a.Versions[0].Text.Initiative)
	if err != nil {
		return s, err
	}
	if _, err := s.Seat(); err != nil && !belongs(s, a) {
		return s, command.NotFound
	}
	return s, nil
}

// limitless is a standing in which mandates have no limits: a no agrees to
// nothing that could lie beyond one.
func limitless(s standing.Standing) standing.Standing {
	mandates := make([]registry.Mandate, len(s.Authority.Mandates))
	for i, m := range s.Authority.Mandates {
		m.Limited = false
		mandates[i] = m
	}
	s.Authority.Mandates = mandates
	return s
}
