package ask

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
	"parley.example/services/negotiation/internal/table"
)

const (
	maxAsks    = 500 // of one table
	maxFrom    = 10  // of one conversation
	maxText    = 2_000
	maxPurpose = 500
	longest    = 366 * 24 * time.Hour

	leastPeople = 5  // behind what a conversation asks
	leastShare  = 10 // and of a hundred
)

// Raise asks a seat or an organization of the table for an answer by a date.
type Raise struct {
	Negotiation string                `json:"-"`
	Kind        negotiation.AskKind   `json:"kind" need:"true"`
	To          negotiation.Addressee `json:"to"`
	Text        string                `json:"text" need:"true"`
	Purpose     string                `json:"purpose"`
	Term        string                `json:"term"`
	Due         negotiation.Instant   `json:"due" need:"true"`
}

func (c Raise) decide(a Ask, by table.By, p Place, at time.Time) ([]negotiation.Event, error) {
	if a.State != "" {
		return nil, rule.Refuse("ALREADY_DONE")
	}
	if refusal := c.sensible(by, p, at); refusal != nil {
		return nil, refusal
	}
	var words text.Form
	e := negotiation.AskRaised{
		Initiative: p.Initiative, Negotiation: c.Negotiation, Kind: c.Kind, From: negotiation.Origin{Seat: by.Seat}, To: c.To,
		Text:    words.Clean(c.Text, maxText, "text"),
		Purpose: words.Optional(c.Purpose, maxPurpose, "purpose"), Due: negotiation.InstantOf(c.Due.Time),
	}
	if c.Term != "" {
		e.About = &negotiation.Subject{Kind: "term", ID: c.Term}
	}
	if err := words.Err(); err != nil {
		return nil, err
	}
	if (e.Kind == negotiation.AskInformation) != (e.Purpose != "") {
		return nil, rule.Refuse("INVALID", "rule", "purpose").At("purpose") // whoever asks for figures says what for
	}
	return []negotiation.Event{e}, nil
}

// sensible refuses what cannot be asked.
func (c Raise) sensible(by table.By, p Place, at time.Time) *rule.Refusal {
	if refusal := by.SpeaksOrConvenes(); refusal != nil {
		return refusal
	}
	switch c.Kind {
	case negotiation.AskQuestion, negotiation.AskInformation, negotiation.AskHeard, negotiation.AskCall:
	default:
		return rule.Refuse("INVALID", "rule", "kind").At("kind")
	}
	switch {
	case p.Raised >= maxAsks:
		return rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxAsks))
	case (c.To.Seat == "") == (c.To.Organization == ""):
		return rule.Refuse("INVALID", "rule", "one").At("to")
	case !sits(by, c.To):
		return rule.Refuse("NO_SUCH_SEAT").At("to")
	case c.To.Seat != "" && c.To.Seat == by.Seat || c.To.Organization != "" && c.To.Organization == p.Organization:
		return rule.Refuse("OWN_ASK").At("to")
	case !c.Due.After(at):
		return rule.Refuse("IN_THE_PAST").At("due")
	case c.Due.After(at.Add(longest)):
		return rule.Refuse("DEADLINE_TOO_LATE", "most", "P366D").At("due")
	}
	if _, listed := p.Sheet[c.Term]; c.Term != "" && !listed {
		return rule.Refuse("NO_SUCH_TERM").At("term")
	}
	return nil
}

// sits tells whether somebody at the table would have to answer.
func sits(by table.By, to negotiation.Addressee) bool {
	return slices.ContainsFunc(by.Table, func(s registry.SeatRow) bool {
		return table.Spoken(s) && (to.Seat != "" && s.ID == to.Seat || to.Organization != "" && s.Organization == to.Organization)
	})
}

// Carry is a policy's word that a conversation or a petition asks the table.
// What too few stand behind, or one too many, is not carried.
type Carry struct {
	Kind  negotiation.AskKind
	From  negotiation.Origin
	Of    int // people whose group or conversation it is; 0 where that is not counted
	To    negotiation.Addressee
	Text  string
	About *negotiation.Subject
	Due   time.Time
}

func (c Carry) decide(a Ask, _ table.By, p Place, _ time.Time) ([]negotiation.Event, error) {
	few := c.Kind == negotiation.AskStatement && (c.From.People < leastPeople || 100*c.From.People < leastShare*c.Of)
	words, refusal := text.Optional(c.Text, maxText)
	if a.State != "" || few || refusal != nil || words == "" || p.FromThere >= maxFrom || p.Raised >= maxAsks {
		return nil, nil
	}
	return []negotiation.Event{negotiation.AskRaised{
		Initiative: p.Initiative, Kind: c.Kind, From: c.From, To: c.To, Text: words, About: c.About, Due: negotiation.InstantOf(c.Due),
	}}, nil
}
