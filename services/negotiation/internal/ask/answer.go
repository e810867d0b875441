package ask

import (
	"encoding/hex"
	"strconv"
	"strings"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
	"parley.example/services/negotiation/internal/table"
)

const (
	maxAnswers = 6
	maxReason  = 500
	maxReaders = 10
	maxName    = 200
)

// Answer is what who owes it says: a term, a document, words, or why not.
type Answer struct {
	How      negotiation.AnswerKind `json:"how" need:"true"`
	Text     string                 `json:"text"`
	Term     string                 `json:"term"`
	Document *negotiation.File      `json:"document"`
	Readers  []negotiation.Reader   `json:"readers"` // information for these alone
}

// clean returns the answer as it is stored, if it may be given. Its readers' being
// people of this house is for the caller to see to.
func (c Answer) clean(a Ask, by table.By, p Place) (negotiation.AskAnswered, error) {
	e := negotiation.AskAnswered{Initiative: p.Initiative, To: a.To, Number: a.Answers + 1, Seat: by.Seat, How: c.How, Readers: c.Readers}
	if err := May(a, by, p, "answerAsk"); err != nil {
		return e, err
	}
	if a.Answers >= maxAnswers {
		return e, rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxAnswers))
	}
	words, refusal := text.Optional(c.Text, maxText)
	if refusal != nil {
		return e, refusal.At("text")
	}
	e.Text = words
	if refusal := c.form(a, words, p); refusal != nil {
		return e, refusal
	}
	if c.Term != "" {
		e.Term = c.Term
	}
	if c.Document != nil {
		name, refusal := text.Line(c.Document.Name, maxName)
		if refusal != nil {
			return e, refusal.At("document", "name")
		}
		e.Document = &negotiation.File{Name: name, Hash: strings.ToLower(c.Document.Hash)}
	}
	if refusal := c.readers(a, by); refusal != nil {
		return e, refusal
	}
	return e, nil
}

// form refuses an answer that lacks what its form is made of.
func (c Answer) form(a Ask, words string, p Place) *rule.Refusal {
	if a.Kind == negotiation.AskHeard && c.How != negotiation.ByWords {
		return rule.Refuse("RESTATE_FIRST").At("how") // whoever is to be heard is answered in words
	}
	_, listed := p.Sheet[c.Term]
	switch c.How {
	case negotiation.ByWords, negotiation.WhyNot:
		if words == "" {
			return rule.Refuse("INVALID", "rule", "required").At("text")
		}
	case negotiation.ByTerm:
		if !listed {
			return rule.Refuse("NO_SUCH_TERM").At("term")
		}
	case negotiation.ByDocument:
		if c.Document == nil || !digest(c.Document.Hash) {
			return rule.Refuse("INVALID", "rule", "sha256").At("document")
		}
	default:
		return rule.Refuse("INVALID", "rule", "answer").At("how")
	}
	if c.Term != "" && c.How != negotiation.ByTerm || c.Document != nil && c.How != negotiation.ByDocument {
		return rule.Refuse("INVALID", "rule", "one").At("how")
	}
	return nil
}

func digest(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == 32
}

// readers refuses an answer for nobody, for too many, or one that is not
// information. A seat among them has to be at the table.
func (c Answer) readers(a Ask, by table.By) *rule.Refusal {
	if len(c.Readers) == 0 {
		return nil
	}
	if a.Kind != negotiation.AskInformation || c.How == negotiation.WhyNot || c.How == negotiation.ByTerm {
		return rule.Refuse("INVALID", "rule", "information_only").At("readers")
	}
	if len(c.Readers) > maxReaders {
		return rule.Refuse("TOO_MANY", "max", strconv.Itoa(maxReaders)).At("readers")
	}
	known := make(map[negotiation.Reader]bool)
	for _, r := range c.Readers {
		if (r.Seat == "") == (r.Person == "") || known[r] {
			return rule.Refuse("INVALID", "rule", "one").At("readers")
		}
		known[r] = true
		if r.Seat != "" && !sits(by, negotiation.Addressee{Seat: r.Seat}) {
			return rule.Refuse("NO_SUCH_SEAT").At("readers")
		}
	}
	return nil
}

func (c Answer) decide(a Ask, by table.By, p Place, _ time.Time) ([]negotiation.Event, error) {
	e, err := c.clean(a, by, p)
	if err != nil {
		return nil, err
	}
	if len(c.Readers) > 0 {
		return nil, rule.Refuse("INVALID", "rule", "sealed").At("readers") // such an answer comes by way of its annex
	}
	return []negotiation.Event{e}, nil
}

// Lay returns the annex that holds an answer for named readers.
func Lay(id string, a Ask, by table.By, p Place, c Answer) (negotiation.AnnexLaid, error) {
	e, err := c.clean(a, by, p)
	return negotiation.AnnexLaid{
		Ask: id, Initiative: p.Initiative, To: a.To, Number: e.Number, Seat: by.Seat, How: e.How, Text: e.Text, Document: e.Document, Readers: e.Readers,
	}, err
}

// Laid is a policy's word that an answer for named readers is there. Everybody
// learns who they are.
type Laid struct{ Annex negotiation.AnnexLaid }

func (c Laid) decide(a Ask, _ table.By, p Place, _ time.Time) ([]negotiation.Event, error) {
	if !a.Owed() || c.Annex.Number != a.Answers+1 {
		return nil, nil // another answer came first
	}
	return []negotiation.Event{negotiation.AskAnswered{
		Initiative: p.Initiative, To: a.To, Number: c.Annex.Number, Seat: c.Annex.Seat, How: c.Annex.How, Readers: c.Annex.Readers,
	}}, nil
}

// Confirm says that an answer is one.
type Confirm struct{}

func (Confirm) decide(a Ask, by table.By, p Place, _ time.Time) ([]negotiation.Event, error) {
	if a.State == Confirmed && a.asked(by, p) && by.SpeaksOrConvenes() == nil {
		return nil, nil
	}
	if err := May(a, by, p, "confirmAnswer"); err != nil {
		return nil, err
	}
	return []negotiation.Event{negotiation.AskConfirmed{Initiative: p.Initiative, To: a.To, Seat: by.Seat}}, nil
}

// Contest says why an answer is none, and until when there is to be another.
type Contest struct {
	Reason string               `json:"reason" need:"true"`
	Due    *negotiation.Instant `json:"due"` // else the date that there was, or a week
}

func (c Contest) decide(a Ask, by table.By, p Place, at time.Time) ([]negotiation.Event, error) {
	if err := May(a, by, p, "contestAnswer"); err != nil {
		return nil, err
	}
	reason, refusal := text.Clean(c.Reason, maxReason)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	due := at.AddDate(0, 0, 7)
	switch {
	case c.Due != nil && !c.Due.After(at):
		return nil, rule.Refuse("IN_THE_PAST").At("due")
	case c.Due != nil && c.Due.After(at.Add(longest)):
		return nil, rule.Refuse("DEADLINE_TOO_LATE", "most", "P366D").At("due")
	case c.Due != nil:
		due = c.Due.Time
	case a.Due.After(due):
		due = a.Due
	}
	return []negotiation.Event{negotiation.AskContested{Initiative: p.Initiative, To: a.To, Seat: by.Seat, Reason: reason, Due: negotiation.InstantOf(due)}}, nil
}

// Withdraw takes an ask back, for a reason that everyone reads.
type Withdraw struct {
	Reason string `json:"reason" need:"true"`
}

func (c Withdraw) decide(a Ask, by table.By, p Place, _ time.Time) ([]negotiation.Event, error) {
	if err := May(a, by, p, "withdrawAsk"); err != nil {
		return nil, err
	}
	reason, refusal := text.Clean(c.Reason, maxReason)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	return []negotiation.Event{negotiation.AskWithdrawn{
		Initiative: p.Initiative, To: a.To, Answered: a.State == Answered, Contested: a.State == Contested, Reason: reason,
	}}, nil
}

// Overdue tells everyone that the date has come without an answer.
type Overdue struct{}

func (Overdue) decide(a Ask, _ table.By, p Place, at time.Time) ([]negotiation.Event, error) {
	switch {
	case !a.Owed() || a.Overdue:
		return nil, nil
	case at.Before(a.Due):
		return nil, rule.Refuse("NOT_YET")
	}
	return []negotiation.Event{negotiation.AskOverdue{Initiative: p.Initiative, To: a.To}}, nil
}
