package view

import (
	"strconv"
	"strings"

	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/events/registry"
)

// Introduction is a document of registry_sealed.introduction: what one side may
// know of an introduction. It changes by what this side does, by both having
// said yes, and by the time being up; never by what the other side says alone.
type Introduction struct {
	ID           string            `json:"id"`
	To           string            `json:"to"`
	Side         int               `json:"side"`
	Organization string            `json:"organization,omitempty"` // this side, if it is one
	Person       string            `json:"person,omitempty"`
	WithOrg      string            `json:"withOrganization,omitempty"`
	WithPerson   string            `json:"withPerson,omitempty"`
	By           string            `json:"by,omitempty"`
	Agent        bool              `json:"agent"`
	Why          string            `json:"why"`
	State        string            `json:"state"` // asked, waiting, declined, introduced, notNow
	Contact      string            `json:"contact,omitempty"`
	TheirPerson  string            `json:"theirPerson,omitempty"`
	TheirContact string            `json:"theirContact,omitempty"`
	ProposedAt   registry.Instant  `json:"proposedAt"`
	Expires      registry.Instant  `json:"expires"`
	EndedAt      *registry.Instant `json:"endedAt,omitempty"`
}

// Row implements [project.Document].
func (i *Introduction) Row() project.Row {
	return project.Row{Parent: i.Organization + i.Person, Sort: sortable(i.ProposedAt), Audience: i.To}
}

// IntroductionID is the id under which a side knows an introduction.
func IntroductionID(aggregate string, side int) string {
	return record.NewID("int", aggregate, []string{"0", "1"}[side&1])
}

func theIntroductions(e project.Event) []string {
	both := []string{IntroductionID(e.Commit.Aggregate, 0), IntroductionID(e.Commit.Aggregate, 1)}
	switch e := e.Event.(type) {
	case registry.IntroductionProposed, registry.IntroductionExpired:
		return both
	case registry.IntroductionAnswered:
		if e.Made == nil {
			return both[e.Side&1 : e.Side&1+1]
		}
		return both
	}
	return nil
}

func applyIntroduction(id string, i *Introduction, e project.Event) *Introduction {
	at := registry.InstantOf(e.At())
	switch event := e.Event.(type) {
	case registry.IntroductionProposed:
		side := 0
		if id == IntroductionID(e.Commit.Aggregate, 1) {
			side = 1
		}
		own, other := event.Sides[side], event.Sides[1-side]
		return &Introduction{
			ID: id, To: own.Audience(), Side: side, Organization: own.Organization, Person: own.Person,
			WithOrg: other.Organization, WithPerson: other.Person, By: event.By, Agent: event.Agent, Why: event.Why,
			State: "asked", ProposedAt: at, Expires: event.Expires,
		}
	case registry.IntroductionAnswered:
		if event.Side == i.Side {
			i.State, i.Contact = "declined", event.Contact
			if event.Yes {
				i.State = "waiting"
			}
		}
		if event.Made != nil {
			their := event.Made[1-i.Side&1]
			i.State, i.TheirPerson, i.TheirContact, i.EndedAt = "introduced", their.Person, their.Contact, &at
		}
	case registry.IntroductionExpired:
		if i.EndedAt = &at; i.State != "declined" {
			i.State = "notNow" // whether the other said no, or nothing
		}
	}
	return i
}

// IntroductionProposal is a document of registry_sealed.proposal: what who proposed an
// introduction may know of it.
type IntroductionProposal struct {
	ID         string            `json:"id"`
	By         string            `json:"by"`
	Sides      []registry.Side   `json:"sides"`
	Why        string            `json:"why"`
	State      string            `json:"state"` // open, introduced, notNow
	ProposedAt registry.Instant  `json:"proposedAt"`
	Expires    registry.Instant  `json:"expires"`
	EndedAt    *registry.Instant `json:"endedAt,omitempty"`
}

// Row implements [project.Document].
func (p *IntroductionProposal) Row() project.Row {
	return project.Row{Parent: p.By, Sort: sortable(p.ProposedAt), Audience: "person:" + p.By}
}

// ProposalID is the id under which who proposed it knows an introduction.
func ProposalID(aggregate string) string { return record.NewID("ipr", aggregate) }

func theIntroductionProposal(e project.Event) []string {
	switch event := e.Event.(type) {
	case registry.IntroductionProposed:
		if event.By == "" {
			return nil
		}
	case registry.IntroductionAnswered:
		if event.Made == nil {
			return nil
		}
	case registry.IntroductionExpired:
	default:
		return nil
	}
	return []string{ProposalID(e.Commit.Aggregate)}
}

func applyIntroductionProposal(id string, p *IntroductionProposal, e project.Event) *IntroductionProposal {
	at := registry.InstantOf(e.At())
	switch event := e.Event.(type) {
	case registry.IntroductionProposed:
		return &IntroductionProposal{ID: id, By: event.By, Sides: event.Sides[:], Why: event.Why, State: "open", ProposedAt: at, Expires: event.Expires}
	case registry.IntroductionAnswered:
		if p != nil {
			p.State, p.EndedAt = "introduced", &at
		}
	case registry.IntroductionExpired:
		if p != nil {
			p.State, p.EndedAt = "notNow", &at
		}
	}
	return p
}

// introductionDue names the row at which nobody waits any longer.
const introductionDue = "introduction/"

// dueSealed asks again when an introduction has run its time. The row stays
// until then whatever is answered: when it goes says nothing.
func dueSealed(e project.Event) []project.Due {
	switch event := e.Event.(type) {
	case registry.IntroductionProposed:
		return []project.Due{{Aggregate: e.Commit.Aggregate, What: introductionDue + strconv.Itoa(event.Round), At: event.Expires.Time}}
	case registry.IntroductionExpired:
		return []project.Due{{Aggregate: e.Commit.Aggregate, What: introductionDue + strconv.Itoa(event.Round)}}
	case registry.IntroductionAnswered:
		if event.Made != nil {
			return []project.Due{{Aggregate: e.Commit.Aggregate, What: introductionDue + strconv.Itoa(event.Round)}}
		}
	}
	return nil
}

// DueIntroduction returns the round whose time a due row is about.
func DueIntroduction(what string) (round int, ok bool) {
	rest, ok := strings.CutPrefix(what, introductionDue)
	round, err := strconv.Atoi(rest)
	return round, ok && err == nil
}
