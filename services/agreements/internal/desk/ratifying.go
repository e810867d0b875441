package desk

import (
	"context"
	"strconv"
	"time"

	"parley.example/events/agreements"
	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/agreements/internal/accord"
	"parley.example/services/agreements/internal/ratification"
	"parley.example/services/internal/resident"
	"parley.example/services/internal/serve"
	"parley.example/services/internal/standing"
)

// The policies about ratification.
const (
	askRatifications    = "ask-ratifications"    // of a text that was drafted
	countRatifications  = "count-ratifications"  // what a ballot of members came to
	unfoldRatifications = "unfold-ratifications" // when all have spoken
)

// ratifyAgreement is an organization's yes.
type ratifyAgreement struct {
	serve.Common
	Ratification string `json:"ratification" need:"true"`
}

// refuseRatification is its no, with the terms that it is about.
type refuseRatification struct {
	serve.Common
	Ratification string   `json:"ratification" need:"true"`
	Terms        []string `json:"terms" need:"true"`
	Reason       string   `json:"reason" need:"true"`
}

// words is the store of ratifications, each of them sealed.
func words(h *serve.House) *resident.Store[ratification.Word] {
	return resident.New(h, resident.Kind[ratification.Word]{
		Name: "ratification", Stream: agreements.Sealed,
		Evolve: func(r ratification.Word, e record.Event) ratification.Word {
			return ratification.Evolve(r, e.(agreements.Event))
		},
	})
}

// hearRatifications declares what the service answers and follows about them.
func (d *desk) hearRatifications() {
	serve.Command(d.house, "ratify_agreement", func(ctx context.Context, c serve.Call, in ratifyAgreement) (command.Receipt, error) {
		return d.says(ctx, c, in.Ratification, ratification.Say{Ratifies: true})
	})
	serve.Command(d.house, "refuse_ratification", func(ctx context.Context, c serve.Call, in refuseRatification) (command.Receipt, error) {
		return d.says(ctx, c, in.Ratification, ratification.Say{Terms: in.Terms, Reason: in.Reason})
	})
	serve.Question(d.house, "may_ratify", d.mayRatify)
	d.house.Policy(askRatifications, agreements.Stream, d.askToRatify)
	d.house.Policy(unfoldRatifications, agreements.Sealed, d.allHaveSpoken)
	ballots := []string{deliberation.BallotClosed{}.Name()}
	d.house.PolicyOn(countRatifications, deliberation.Stream, ballots, project.Decoding(deliberation.Decoders), d.membersSaid)
}

// says lets a steward speak. How much lies in a ratification stays there.
func (d *desk) says(ctx context.Context, c serve.Call, id string, word ratification.Say) (command.Receipt, error) {
	if !record.ValidID("rat", id) {
		return command.Receipt{}, command.NotFound
	}
	var asked agreements.RatificationAsked
	wish := c.Wish(id, c.Actor.ID())
	wish.Expected = nil
	out, err := d.words.Do(ctx, wish, func(ctx context.Context, r ratification.Word, at time.Time) (resident.Ruling, error) {
		s, err := d.within(ctx, c.Actor, r)
		if err != nil {
			return resident.Ruling{}, err
		}
		asked = r.Asked
		return ruleOn(r, s, word, at)
	})
	if err != nil {
		return command.Receipt{}, err
	}
	if c.DryRun {
		if err := d.previewWord(ctx, c, asked, out.Events); err != nil {
			return command.Receipt{}, err
		}
	}
	receipt := out.Receipt(map[string]string{"ratification": id})
	receipt.Aggregate, receipt.Version = "", 0
	return receipt, nil
}

func (d *desk) previewWord(ctx context.Context, c serve.Call, asked agreements.RatificationAsked, events []record.Event) (err error) {
	p := serve.Preview{Audience: []string{"org:" + asked.Organization}, Binds: true, Until: &asked.Until.Time, Events: []string{}}
	for _, e := range events {
		p.Events = append(p.Events, e.Name())
	}
	if p.People, err = standing.People(ctx, d.house.Pool(), p.Audience); err == nil {
		c.Preview(p)
	}
	return err
}

// ruleOn brings together who speaks and what is said.
func ruleOn(r ratification.Word, s standing.Standing, word ratification.Say, at time.Time) (resident.Ruling, error) {
	word.Person, word.Steward = s.Actor.Person, s.Authority.Has(registry.Steward)
	events, err := ratification.Decide(r, at, word)
	return resident.Ruling{Events: recorded(events)}, err
}

// within is what the actor is to the organization that is asked. For everybody
// else there is no ratification.
func (d *desk) within(ctx context.Context, who command.Actor, r ratification.Word) (standing.Standing, error) {
	if !r.Exists() || who.Organization != r.Asked.Organization {
		return standing.Standing{}, command.NotFound
	}
	s, err := standing.Glance(ctx, d.house.Pool(), who, "")
	if err == nil && len(s.Authority.Roles) == 0 {
		err = command.NotFound
	}
	return s, err
}

func (d *desk) mayRatify(ctx context.Context, c serve.Call, in About) (any, error) {
	r, _, err := d.words.Look(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	s, err := d.within(ctx, c.Actor, r)
	if err != nil {
		return nil, err
	}
	return serve.Permits([]string{"ratifyAgreement", "refuseRatification"}, func(act string) error {
		return tryWord(act, s, r, d.house.Now())
	}), nil
}

// tryWord is what the rules would say to a word.
func tryWord(act string, s standing.Standing, r ratification.Word, at time.Time) error {
	word := ratification.Say{Ratifies: true}
	if act == "refuseRatification" {
		word = ratification.Say{Reason: "because"}
		if len(r.Asked.Terms) > 0 {
			word.Terms = r.Asked.Terms[:1]
		}
	}
	_, err := ruleOn(r, s, word, at)
	return err
}

// RatificationID is the id of what one seat says to one version.
func ratificationID(agreement string, version int, seat string) string {
	return record.NewID("rat", agreement, strconv.Itoa(version), seat)
}

// askToRatify begins what each organization says, where the others do not look.
func (d *desk) askToRatify(ctx context.Context, e project.Event) error {
	opened, is := e.Event.(agreements.RatificationOpened)
	if !is {
		return nil
	}
	id := e.Commit.Aggregate
	a, _, err := d.held.Look(ctx, id)
	if err != nil {
		return err
	}
	var terms []string
	for _, clause := range a.Versions[opened.Version-1].Text.Clauses {
		terms = append(terms, clause.Key)
	}
	for _, r := range opened.Seats {
		if r.Ratification == "" {
			continue
		}
		asked := ratification.Begin{RatificationAsked: agreements.RatificationAsked{
			Agreement: id, Version: opened.Version, Initiative: opened.Initiative, Seat: r.Seat, Organization: r.Organization,
			By: r.By, Terms: terms, VoteBy: opened.VoteBy, Until: opened.Until,
		}}
		if err := d.hear(ctx, serve.PolicyWish(askRatifications, e, r.Ratification), asked); err != nil {
			return err
		}
	}
	return nil
}

// hear lets a ratification hear what nobody in particular says.
func (d *desk) hear(ctx context.Context, w serve.Wish, what ratification.Command) error {
	_, err := d.words.Do(ctx, w, func(_ context.Context, r ratification.Word, at time.Time) (resident.Ruling, error) {
		events, err := ratification.Decide(r, at, what)
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}

// membersSaid brings what a ballot came to. One that too few took part in says
// nothing.
func (d *desk) membersSaid(ctx context.Context, e project.Event) error {
	closed, is := e.Event.(deliberation.BallotClosed)
	if !is || closed.Subject.Kind != deliberation.AboutRatification || closed.Outcome == deliberation.BallotNoQuorum || !record.ValidID("rat", closed.Subject.ID) {
		return nil
	}
	said := ratification.Answered{Ballot: e.Commit.Aggregate, Carried: closed.Outcome == deliberation.BallotCarried}
	return d.hear(ctx, serve.PolicyWish(countRatifications, e, closed.Subject.ID), said)
}

// allHaveSpoken ends the time for everyone when nothing is left to be said. Until
// then it leaves no trace: not even a commit without events.
func (d *desk) allHaveSpoken(ctx context.Context, e project.Event) error {
	if _, is := e.Event.(agreements.RatificationSaid); !is {
		return nil
	}
	r, _, err := d.words.Look(ctx, e.Commit.Aggregate)
	if err != nil {
		return err
	}
	id, version := r.Asked.Agreement, r.Asked.Version
	said, all, err := d.said(ctx, id, version)
	if err != nil || !all {
		return err
	}
	w := serve.UnseenWish(unfoldRatifications, e, id+"/ratified/"+strconv.Itoa(version), id)
	w.Correlation = ""
	return d.unfold(ctx, w, accord.CloseRatification{Version: version, Said: said, All: true})
}

// said is what has been said so far to a version, and whether that is all.
func (d *desk) said(ctx context.Context, id string, version int) (said []agreements.Ratified, all bool, err error) {
	a, _, err := d.held.Look(ctx, id)
	if err != nil || version < 1 || version > len(a.Versions) || a.Versions[version-1].Status != accord.IsRatifying {
		return nil, false, err
	}
	all = true
	for _, seat := range a.Versions[version-1].Ratifying.Seats {
		if seat.Ratification == "" {
			continue
		}
		r, _, err := d.words.Look(ctx, seat.Ratification)
		if err != nil {
			return nil, false, err
		}
		if result, spoke := r.Result(); spoke {
			said = append(said, result)
		}
		all = all && r.Spoken()
	}
	return said, all, nil
}

func (d *desk) unfold(ctx context.Context, w serve.Wish, c accord.CloseRatification) error {
	_, err := d.held.Do(ctx, w, func(_ context.Context, a accord.Agreement, at time.Time) (resident.Ruling, error) {
		c.At = at
		events, err := accord.Decide(a, c)
		return resident.Ruling{Events: recorded(events)}, err
	})
	return err
}
