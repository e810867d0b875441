// Package petition decides who may ask for signatures, who signs, and when
// there are enough.
package petition

import (
	"fmt"
	"strconv"
	"time"

	"parley.example/events/deliberation"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/text"
)

// Bounds of what is written, in characters, of signatures and of time.
const (
	maxTitle  = 120
	maxText   = 4000
	maxTo     = 200
	leastMany = 5
	mostMany  = 1_000_000
	longest   = 366 * 24 * time.Hour
)

// By is whoever wishes something, as far as the rules need to know.
type By struct {
	Person, Organization string
	Signature            string // the id under which they sign here
	System               bool   // nobody: the clock
	Hears                bool   // is in the audience
	MayOpen              error  // why they may not ask so many; nil: they may
	Readers              string // of what they open
}

// Petition is what the rules remember. The zero Petition does not exist.
type Petition struct {
	Initiative, Readers, Organization, Community string
	Audience                                     deliberation.Audience
	Title, To                                    string
	Needed                                       int
	Deadline                                     time.Time
	ByName                                       bool
	Closed, Reached                              bool
	Signed                                       map[string]bool
}

// Exists tells whether the petition has been opened.
func (p Petition) Exists() bool { return p.Readers != "" }

// Over tells whether nobody can sign any more.
func (p Petition) Over(at time.Time) bool { return p.Closed || !at.Before(p.Deadline) }

// Command is a wish that a petition may grant or refuse.
type Command interface {
	decide(p Petition, by By, at time.Time) ([]deliberation.Event, error)
}

// Open asks for signatures.
type Open struct {
	Initiative      string
	Audience        deliberation.Audience
	Community       string // that it is for, if it is for one
	Title, Text, To string
	Needed          int
	Deadline        time.Time
	ByName          bool
}

// Sign adds one's signature to the petition of that id.
type Sign struct{ Petition string }

// Withdraw takes one's signature back.
type Withdraw struct{}

// Close ends a petition whose time has come.
type Close struct{}

// Decide returns the events that wanted causes, or the refusal that forbids
// it. Who is not in the audience is told that there is nothing.
func Decide(p Petition, by By, at time.Time, wanted Command) ([]deliberation.Event, error) {
	if _, opening := wanted.(Open); !opening && !(p.Exists() && (by.Hears || by.System)) {
		return nil, rule.Refuse("NOT_FOUND").At("petition")
	}
	return wanted.decide(p, by, at)
}

func (o Open) decide(p Petition, by By, at time.Time) ([]deliberation.Event, error) {
	if p.Exists() {
		return nil, nil // its id depends on the command alone: it was this one
	}
	if by.MayOpen != nil {
		return nil, by.MayOpen
	}
	if o.Community != "" && o.Audience != deliberation.InCommunity {
		return nil, rule.Refuse("NOT_FOUND").At("community")
	}
	var form text.Form
	e := deliberation.PetitionOpened{
		Initiative: o.Initiative, Audience: o.Audience, Readers: by.Readers,
		Title: form.Line(o.Title, maxTitle, "title"), Text: form.Clean(o.Text, maxText, "text"), To: form.Line(o.To, maxTo, "to"),
		Needed: o.Needed, Deadline: deliberation.InstantOf(o.Deadline), ByName: o.ByName, Person: by.Person, For: by.Organization,
	}
	if o.Audience == deliberation.InOrganization {
		e.Organization = by.Organization
	}
	if o.Audience == deliberation.InCommunity {
		e.Community = o.Community
	}
	switch {
	case form.Err() != nil:
		return nil, form.Err()
	case o.Needed < leastMany || o.Needed > mostMany:
		return nil, rule.Refuse("INVALID", "rule", "range", "min", strconv.Itoa(leastMany), "max", strconv.Itoa(mostMany)).At("needed")
	case !o.Deadline.After(at):
		return nil, rule.Refuse("IN_THE_PAST").At("deadline")
	case o.Deadline.After(at.Add(longest)):
		return nil, rule.Refuse("DEADLINE_TOO_LATE", "most", "P366D").At("deadline")
	}
	return []deliberation.Event{e}, nil
}

// decide signs; the signature that makes them enough says so, once.
func (s Sign) decide(p Petition, by By, at time.Time) ([]deliberation.Event, error) {
	switch {
	case p.Over(at):
		return nil, rule.Refuse("PETITION_CLOSED")
	case p.Signed[by.Signature]:
		return nil, nil
	case len(p.Signed) == mostMany:
		return nil, rule.Refuse("TOO_MANY", "max", strconv.Itoa(mostMany))
	}
	e := deliberation.PetitionSigned{Signature: by.Signature, Readers: p.Readers}
	if p.ByName {
		e.Person = by.Person
	}
	events := []deliberation.Event{e}
	if n := len(p.Signed) + 1; n >= p.Needed && !p.Reached {
		events = append(events, deliberation.PetitionReached{
			Petition: s.Petition, Initiative: p.Initiative, Title: p.Title, Signatures: n, Needed: p.Needed, To: p.To,
		})
	}
	return events, nil
}

func (Withdraw) decide(p Petition, by By, at time.Time) ([]deliberation.Event, error) {
	switch {
	case !p.Signed[by.Signature]:
		return nil, rule.Refuse("NOT_SIGNED")
	case p.Over(at):
		return nil, rule.Refuse("PETITION_CLOSED")
	case p.Reached:
		return nil, rule.Refuse("PETITION_REACHED")
	}
	return []deliberation.Event{deliberation.SignatureWithdrawn{Signature: by.Signature}}, nil
}

func (Close) decide(p Petition, by By, at time.Time) ([]deliberation.Event, error) {
	switch {
	case p.Closed:
		return nil, nil
	case !by.System || !p.Over(at):
		return nil, rule.Refuse("NOT_YET")
	}
	return []deliberation.Event{deliberation.PetitionClosed{Reached: p.Reached}}, nil
}

// Acts are what people may wish of a petition, by the names under which the API
// and schema/roles.csv know them.
var Acts = []string{"signPetition", "withdrawSignature"}

// May returns nil if somebody may do an act now, or the refusal that they
// would get.
func May(p Petition, by By, at time.Time, act string) error {
	var wanted Command = Sign{}
	if act == "withdrawSignature" {
		wanted = Withdraw{}
	}
	events, err := Decide(p, by, at, wanted)
	if err == nil && len(events) == 0 {
		return rule.Refuse("ALREADY_DONE")
	}
	return err
}

// Evolve returns p after e. It may reuse the map of p, so, as with append, use
// only the result.
func Evolve(p Petition, e deliberation.Event) Petition {
	switch e := e.(type) {
	case deliberation.PetitionOpened:
		return Petition{
			Initiative: e.Initiative, Readers: e.Readers, Organization: e.Organization, Community: e.Community, Audience: e.Audience, Title: e.Title, To: e.To,
			Needed: e.Needed, Deadline: e.Deadline.Time, ByName: e.ByName, Signed: make(map[string]bool),
		}
	case deliberation.PetitionSigned:
		if p.Signed == nil {
			p.Signed = make(map[string]bool)
		}
		p.Signed[e.Signature] = true
	case deliberation.SignatureWithdrawn:
		delete(p.Signed, e.Signature)
	case deliberation.PetitionReached:
		p.Reached = true
	case deliberation.PetitionClosed:
		p.Closed = true
	default:
		panic(fmt.Sprintf("petition: no place for %T", e)) // TestEvolve knows them all
	}
	return p
}
