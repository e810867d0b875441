package table

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

const (
	maxInterests = 500
	maxPlace     = 200
	maxSessions  = 500
	maxMinutes   = 24 * 60
	maxSteps     = 50
)

func itoa(n int) string { return strconv.Itoa(n) }

// Appoint asks all taken seats to consent to a person who helps them to talk.
type Appoint struct {
	Why
	Person    string `json:"person" need:"true"`
	Name      string `json:"name" need:"true"`
	Interests string `json:"interests" need:"true"`
}

func (c Appoint) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "appointFacilitator"); err != nil {
		return nil, err
	}
	var words text.Form
	f := negotiation.Facilitator{
		Person: c.Person, Name: words.Line(c.Name, maxTitle, "name"), Interests: words.Clean(c.Interests, maxInterests, "interests"),
	}
	if err := words.Err(); err != nil {
		return nil, err
	}
	return t.moves(by, at, wished{c.Motion, negotiation.AllSeats, c.Reason, negotiation.Proposal{Facilitator: &f}})
}

func (t Table) appointed(f negotiation.Facilitator, lead negotiation.Lead) (negotiation.Event, error) {
	if t.Led.Person == f.Person {
		return nil, rule.Refuse("ALREADY_DONE")
	}
	return negotiation.FacilitatorAppointed{Initiative: t.Initiative, Facilitator: f, Lead: lead}, first(t.live())
}

// Dismiss ends a facilitator's part: two seats of different classes want it so,
// or the person does.
type Dismiss struct{ Why }

func (c Dismiss) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "dismissFacilitator"); err != nil {
		return nil, err
	}
	return t.moves(by, at, wished{c.Motion, t.guiding(by), c.Reason, negotiation.Proposal{Dismiss: true}})
}

func (t Table) dismissed(lead negotiation.Lead) (negotiation.Event, error) {
	if t.Led.Person == "" {
		return nil, rule.Refuse("NO_FACILITATOR")
	}
	return negotiation.FacilitatorDismissed{Initiative: t.Initiative, Person: t.Led.Person, Lead: lead}, nil
}

// OpenPhase begins a phase of the talks; without a kind it ends the one that is.
type OpenPhase struct {
	Why
	Kind  negotiation.PhaseKind `json:"kind"`
	Title string                `json:"title"`
}

func (c OpenPhase) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "openPhase"); err != nil {
		return nil, err
	}
	switch c.Kind {
	case "", negotiation.Listening, negotiation.Exploring, negotiation.Bargaining, negotiation.Deciding:
	default:
		return nil, rule.Refuse("INVALID", "rule", "phase").At("kind")
	}
	title, refusal := text.Optional(c.Title, maxTitle)
	if refusal != nil {
		return nil, refusal.At("title")
	}
	return t.moves(by, at, wished{c.Motion, t.guiding(by), c.Reason, negotiation.Proposal{Phase: &negotiation.PhaseWish{Kind: c.Kind, Title: title}}})
}

func (t Table) phased(w negotiation.PhaseWish, lead negotiation.Lead) (negotiation.Event, error) {
	switch {
	case w.Kind == "" && t.Phase.Kind == "":
		return nil, rule.Refuse("NOT_OPEN")
	case w.Kind == "":
		return negotiation.PhaseClosed{Initiative: t.Initiative, Number: t.Phases, Lead: lead}, nil
	case w == t.Phase:
		return nil, rule.Refuse("ALREADY_DONE")
	}
	return negotiation.PhaseOpened{Initiative: t.Initiative, Number: t.Phases + 1, PhaseWish: w, Lead: lead}, nil
}

// CallSession asks the seats to meet. It is noted; who comes is theirs.
type CallSession struct {
	Why
	ID      string              `json:"-"`
	Title   string              `json:"title" need:"true"`
	At      negotiation.Instant `json:"at" need:"true"`
	Minutes int                 `json:"minutes" need:"true"`
	Place   string              `json:"place"`
	Terms   []string            `json:"terms"`
}

func (c CallSession) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "callSession"); err != nil {
		return nil, err
	}
	if c.Minutes < 1 || c.Minutes > maxMinutes {
		return nil, rule.Refuse("INVALID", "rule", "minutes").At("minutes")
	}
	var words text.Form
	s := negotiation.Session{
		Session: c.ID, Title: words.Line(c.Title, maxTitle, "title"), At: c.At, Minutes: c.Minutes,
		Place: words.Optional(c.Place, maxPlace, "place"), Terms: append([]string{}, c.Terms...),
	}
	if err := words.Err(); err != nil {
		return nil, err
	}
	return t.moves(by, at, wished{c.Motion, t.guiding(by), c.Reason, negotiation.Proposal{Session: &s}})
}

func (t Table) sessionCalled(s negotiation.Session, lead negotiation.Lead, at time.Time) (negotiation.Event, error) {
	var refusal *rule.Refusal
	switch {
	case !s.At.After(at):
		refusal = rule.Refuse("IN_THE_PAST").At("at")
	case s.At.After(at.Add(longest)):
		refusal = rule.Refuse("DEADLINE_TOO_LATE", "most", "P366D").At("at")
	case t.Sessions >= maxSessions:
		refusal = rule.Refuse("TOO_MANY", "max", itoa(maxSessions))
	}
	e := negotiation.SessionCalled{Initiative: t.Initiative, Number: t.Sessions + 1, Session: s, Lead: lead}
	return e, first(refusal, t.Sheet.names(s.Terms))
}

// SetAgenda says in which order the terms are talked about.
type SetAgenda struct {
	Why
	Terms []string `json:"terms"`
}

func (c SetAgenda) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "setAgenda"); err != nil {
		return nil, err
	}
	return t.moves(by, at, wished{c.Motion, t.guiding(by), c.Reason, negotiation.Proposal{Agenda: &negotiation.Agenda{Terms: append([]string{}, c.Terms...)}}})
}

func (t Table) arranged(a negotiation.Agenda, lead negotiation.Lead) (negotiation.Event, error) {
	return negotiation.AgendaSet{Initiative: t.Initiative, Agenda: a, Lead: lead}, first(t.Sheet.names(a.Terms))
}

// names refuses a list that names a term twice, or one that is not there.
func (s Sheet) names(ids []string) *rule.Refusal {
	for i, id := range ids {
		if s.has(id) != nil {
			return rule.Refuse("NO_SUCH_TERM").At("terms", itoa(i))
		}
		if slices.Contains(ids[:i], id) {
			return rule.Refuse("INVALID", "rule", "twice").At("terms", itoa(i))
		}
	}
	return nil
}

// AskToSpeak puts a seat on the speakers' list, or takes it off.
type AskToSpeak struct {
	Off bool `json:"off"`
}

func (c AskToSpeak) decide(t Table, by By, _ time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "askToSpeak"); err != nil {
		return nil, err
	}
	if slices.Contains(t.Speakers, by.Seat) == !c.Off {
		return nil, nil
	}
	return []negotiation.Event{negotiation.SpeakerAsked{Seat: by.Seat, Off: c.Off}}, nil
}

// CallSpeaker gives the word to a seat on the list: the first, or a named one.
type CallSpeaker struct {
	Why
	Seat string `json:"seat"`
}

func (c CallSpeaker) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	if err := May(t, by, "callSpeaker"); err != nil {
		return nil, err
	}
	if c.Seat == "" && len(t.Speakers) > 0 {
		c.Seat = t.Speakers[0]
	}
	if c.Seat == "" {
		return nil, rule.Refuse("NOBODY_ASKED")
	}
	return t.moves(by, at, wished{c.Motion, t.guiding(by), c.Reason, negotiation.Proposal{Speaker: c.Seat}})
}

func (t Table) given(seat string, lead negotiation.Lead) (negotiation.Event, error) {
	if !slices.Contains(t.Speakers, seat) {
		return nil, rule.Refuse("NOBODY_ASKED").At("seat")
	}
	return negotiation.SpeakerCalled{Seat: seat, Lead: lead}, nil
}

// FloatIdea is the facilitator's: an idea for all to see that does not say whom
// it comes from.
type FloatIdea struct {
	ID     string                   `json:"-"`
	Values []negotiation.DraftValue `json:"values" need:"true"`
	Note   string                   `json:"note"`
}

func (c FloatIdea) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	wish := TablePackage{ID: c.ID, As: negotiation.Idea, Values: c.Values, Note: c.Note}
	if err := either(May(t, by, "floatIdea"), t.room(wish)); err != nil {
		return nil, err
	}
	values, err := t.settle(c.Values)
	if err != nil {
		return nil, err
	}
	note, refusal := text.Optional(c.Note, maxNote)
	if refusal != nil {
		return nil, refusal.At("note")
	}
	return []negotiation.Event{negotiation.PackageTabled{
		Package: c.ID, Initiative: t.Initiative, Number: len(t.Packages) + 1, As: negotiation.Idea, Values: values,
		TabledAt: negotiation.InstantOf(at), Note: note, Floated: true,
	}}, nil
}
