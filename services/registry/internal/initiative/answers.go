package initiative

import (
	"slices"
	"time"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// LookOn is how long somebody who is invited may look on before they decide.
const LookOn = 14 * 24 * time.Hour

const (
	maxObservers = 200
	maxQuestions = 5 // that one invitation may raise about the ground rules
)

// Redirect answers an invitation with the name of somebody else. It needs no
// account.
type Redirect struct{ Token, Instead, Reason string }

// QuestionGroundRules answers an invitation with what would have to be agreed
// first. It needs no account, and the invitation stays open.
type QuestionGroundRules struct{ Token, Reason string }

// LookFirst lets the bearer of a token look on without any voice.
type LookFirst struct{ Observer, Token string }

// EndObservation ends that, by who looks on or by the convener.
type EndObservation struct{ Observer, Reason string }

// ExpireObservation ends it with its time. The clock wishes it, not a person.
type ExpireObservation struct{ Observer string }

// Remind notes that an invitation is unanswered after so many days. The clock
// wishes it, not a person.
type Remind struct {
	Invitation string
	Days       int
}

// Observer is somebody who looks on, or did.
type Observer struct {
	ID, Person, Invitation string
	Until                  time.Time
	Over                   bool
}

func (c Redirect) decide(i Initiative, _ By, at time.Time) ([]registry.Event, error) {
	s, err := i.Offered(c.Token, at)
	if err != nil {
		return nil, err
	}
	var form text.Form
	e := registry.SeatRedirected{
		Seat: s.ID, Invitation: s.Invitation.ID,
		Instead: form.Line(c.Instead, maxName, "instead"),
		Reason:  form.Clean(c.Reason, maxReason, "reason"),
	}
	if form.Err() != nil {
		return nil, form.Err()
	}
	return append([]registry.Event{e}, i.lookNoMore(s.Invitation.ID)...), nil
}

func (c QuestionGroundRules) decide(i Initiative, _ By, at time.Time) ([]registry.Event, error) {
	s, err := i.Offered(c.Token, at)
	if err != nil {
		return nil, err
	}
	var form text.Form
	reason := form.Clean(c.Reason, maxNote, "reason")
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case s.Invitation.Questions == maxQuestions:
		return nil, tooMany(maxQuestions)
	}
	return []registry.Event{registry.GroundRulesQuestioned{Seat: s.ID, Invitation: s.Invitation.ID, Reason: reason}}, nil
}

func (c LookFirst) decide(i Initiative, by By, at time.Time) ([]registry.Event, error) {
	s, err := i.Offered(c.Token, at)
	if err != nil {
		return nil, err
	}
	before := slices.IndexFunc(i.Observers, func(o Observer) bool { return o.Person == by.Person && o.Invitation == s.Invitation.ID })
	switch {
	case before >= 0 && !i.Observers[before].Over:
		return nil, nil
	case before >= 0:
		return nil, rule.Refuse("ALREADY_LOOKED")
	case len(i.Observers) == maxObservers:
		return nil, tooMany(maxObservers)
	}
	return []registry.Event{registry.ObserverAdmitted{
		Observer: c.Observer, Person: by.Person, Seat: s.ID, Invitation: s.Invitation.ID, Until: registry.InstantOf(at.Add(LookOn)),
	}}, nil
}

func (c EndObservation) decide(i Initiative, by By, _ time.Time) ([]registry.Event, error) {
	o, found := i.observer(c.Observer)
	if !found || o.Person != by.Person {
		if err := i.convened(by); err != nil {
			return nil, err
		}
	}
	var form text.Form
	reason := form.Optional(c.Reason, maxReason, "reason")
	switch {
	case !found:
		return nil, rule.Refuse("NOT_FOUND").At("observer")
	case form.Err() != nil:
		return nil, form.Err()
	case o.Over:
		return nil, nil
	}
	return []registry.Event{registry.ObserverLeft{Observer: o.ID, Person: o.Person, Why: registry.Revoked, Reason: reason}}, nil
}

func (c ExpireObservation) decide(i Initiative, _ By, at time.Time) ([]registry.Event, error) {
	o, found := i.observer(c.Observer)
	if !found || o.Over || at.Before(o.Until) {
		return nil, nil
	}
	return []registry.Event{registry.ObserverLeft{Observer: o.ID, Person: o.Person, Why: registry.Expired}}, nil
}

func (c Remind) decide(i Initiative, _ By, at time.Time) ([]registry.Event, error) {
	for _, s := range i.Seats {
		if s.Invitation.ID == c.Invitation && c.Invitation != "" && at.Before(s.Invitation.Expires) {
			return []registry.Event{registry.InvitationReminded{Seat: s.ID, Invitation: c.Invitation, Days: c.Days}}, nil
		}
	}
	return nil, nil
}

func (i Initiative) observer(id string) (Observer, bool) {
	at := slices.IndexFunc(i.Observers, func(o Observer) bool { return o.ID == id })
	if at < 0 {
		return Observer{}, false
	}
	return i.Observers[at], true
}

// lookNoMore ends the looking on of those who came by an invitation that was
// answered with a no or taken back.
func (i Initiative) lookNoMore(invitation string) (events []registry.Event) {
	for _, o := range i.Observers {
		if o.Invitation == invitation && !o.Over {
			events = append(events, registry.ObserverLeft{Observer: o.ID, Person: o.Person, Why: registry.Revoked})
		}
	}
	return events
}
