package reading

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"parley.example/events/copies"
	"parley.example/events/proof"
)

// shown is what a page says, with names in the place of ids.
type shown struct {
	Initiative  string
	Negotiation negotiation
	Seats       []pair
	Terms       []term
	Packages    []tabled
	Decisions   []decision
	Talks       []talk
	Asks        []ask
	Agreements  []agreement
	Held        []proof.Check
	Key         string

	names map[string]string
	terms map[string]string
}

type pair struct{ What, Value string }

type negotiation struct {
	ID, Title, Status, OpenedAt string
	Level                       int
}

type term struct {
	ID, Name, Kind, Unit, Description string
	Number                            int
	Removed                           bool
}

type tabled struct {
	ID, Seat, Status, Note, Reason, TabledAt string
	Number                                   int
	Values                                   []struct {
		Term  string
		Value json.RawMessage
	}
	Says      []pair     `json:"-"`
	Positions []position `json:"-"`
}

type position struct{ Package, Seat, Stance, Reason, Change string }

type decision struct {
	ID, Status, Package, Question, Outcome, Kind, OpenedAt, Deadline string
	Number                                                           int
	Steps                                                            []struct {
		Kind, Class, Yes, No, Have, Of, Share, Needed string
		Seats                                         []string
		Met                                           bool
	}
	Votes []vote `json:"-"`
}

type vote struct {
	Decision, Seat, Choice string
	Objection              *struct{ Harm, Change string }
}

type message struct {
	Room, Seat, By, Text, PostedAt string
	About                          *struct{ Kind, ID string }
	Withdrawn                      bool
}

type talk struct {
	About    string
	Messages []message
}

type ask struct {
	Text, Status, Due string
	To                struct{ Seat, Organization string }
	Answers           []struct{ Text, Words, Reason string }
}

type agreement struct {
	ID, Title, Status string
	Version, InForce  int
	Parties           []string
	Bound             string `json:"-"`
	Texts             []text `json:"-"`
	Owed              []owed `json:"-"`
}

type text struct {
	Agreement, Hash, Canonical, Language string
	Version                              int
	Preamble                             struct{ Paragraphs []string }
	Clauses                              []clause    `json:"-"`
	Signed                               []signature `json:"-"`
}

type clause struct {
	Number     int
	Name, Text string
	Says       []string
}

type signature struct {
	Agreement, Seat, Person, SignedAt, Public string
	Version                                   int
	Fingerprint                               string `json:"-"`
}

type owed struct {
	Agreement, Debtor, What, On, State string
	Creditors                          []string
	To                                 string `json:"-"`
}

func (s *shown) sheet(c *copies.Copy) (err error) {
	s.Terms, err = copies.Documents[term](c, "negotiation.term")
	s.terms = make(map[string]string)
	for _, t := range s.Terms {
		s.terms[t.ID], s.names[t.ID] = t.Name, t.Name
	}
	return err
}

func (s *shown) packages(c *copies.Copy) (err error) {
	if s.Packages, err = copies.Documents[tabled](c, "negotiation.package"); err != nil {
		return err
	}
	positions, err := copies.Documents[position](c, "negotiation.position")
	for i := range s.Packages {
		p := &s.Packages[i]
		s.names[p.ID] = fmt.Sprint("№ ", p.Number)
		for _, v := range p.Values {
			p.Says = append(p.Says, pair{s.name(v.Term), s.value(v.Value)})
		}
		for _, o := range positions {
			if o.Package == p.ID {
				o.Seat = s.name(o.Seat)
				p.Positions = append(p.Positions, o)
			}
		}
		p.Seat = s.name(p.Seat)
	}
	return err
}

// value is a stored value as people read it.
func (s *shown) value(raw json.RawMessage) string {
	var v struct {
		Money                                              *struct{ Minor, Currency string }
		Quantity, Percentage, Date, Choice, Text, Duration string
		YesNo                                              *bool
		Choices                                            []string
		Shares                                             []struct{ Of, Share string }
	}
	if json.Unmarshal(raw, &v) != nil {
		return string(raw)
	}
	all := []string{v.Quantity, v.Date, v.Choice, v.Text, v.Duration, strings.Join(v.Choices, ", ")}
	if v.Percentage != "" {
		all = append(all, v.Percentage+" %")
	}
	if v.Money != nil {
		all = append(all, money(v.Money.Minor, v.Money.Currency))
	}
	if v.YesNo != nil {
		all = append(all, map[bool]string{true: "✓", false: "✗"}[*v.YesNo])
	}
	for _, share := range v.Shares {
		all = append(all, s.name(share.Of)+" "+share.Share)
	}
	return strings.Join(slices.DeleteFunc(all, func(one string) bool { return one == "" }), ", ")
}

// decimals are those of ISO 4217 where they are not two.
var decimals = map[string]int{
	"BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0, "RWF": 0, "UGX": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
	"BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
}

// money is an amount of minor units, written out.
func money(minor, currency string) string {
	places, other := decimals[currency]
	if !other {
		places = 2
	}
	sign := ""
	if rest, negative := strings.CutPrefix(minor, "-"); negative {
		sign, minor = "−", rest
	}
	if len(minor) <= places {
		minor = strings.Repeat("0", places-len(minor)+1) + minor
	}
	if point := len(minor) - places; places > 0 {
		minor = minor[:point] + "." + minor[point:]
	}
	return sign + minor + " " + currency
}

func (s *shown) decisions(c *copies.Copy) (err error) {
	if s.Decisions, err = copies.Documents[decision](c, "negotiation.decision"); err != nil {
		return err
	}
	votes, err := copies.Documents[vote](c, "negotiation.vote")
	for i := range s.Decisions {
		d := &s.Decisions[i]
		d.Package = s.name(d.Package)
		for n := range d.Steps {
			for k, seat := range d.Steps[n].Seats {
				d.Steps[n].Seats[k] = s.name(seat)
			}
		}
		for _, v := range votes {
			if v.Decision == d.ID {
				v.Seat = s.name(v.Seat)
				d.Votes = append(d.Votes, v)
			}
		}
	}
	return err
}

func (s *shown) said(c *copies.Copy) error {
	messages, err := copies.Documents[message](c, "negotiation.message")
	if err != nil {
		return err
	}
	for _, m := range messages {
		about := ""
		if m.About != nil {
			about = s.name(m.About.ID)
		}
		if m.Seat = s.name(m.Seat); m.Seat == "" {
			m.Seat = s.name(m.By)
		}
		at := slices.IndexFunc(s.Talks, func(t talk) bool { return t.About == about })
		if at < 0 {
			at, s.Talks = len(s.Talks), append(s.Talks, talk{About: about})
		}
		s.Talks[at].Messages = append(s.Talks[at].Messages, m)
	}
	s.Asks, err = copies.Documents[ask](c, "negotiation.ask")
	for i := range s.Asks {
		s.Asks[i].To.Seat = s.name(s.Asks[i].To.Seat + s.Asks[i].To.Organization)
	}
	return err
}

func (s *shown) agreements(c *copies.Copy) (err error) {
	if s.Agreements, err = copies.Documents[agreement](c, "agreements.agreement"); err != nil {
		return err
	}
	texts, err := copies.Documents[text](c, "agreements.document")
	if err != nil {
		return err
	}
	signatures, err := copies.Documents[signature](c, "agreements.signature")
	if err != nil {
		return err
	}
	duties, err := copies.Documents[owed](c, "agreements.obligation")
	for i := range s.Agreements {
		a := &s.Agreements[i]
		a.Bound = s.list(a.Parties)
		for _, t := range texts {
			if t.Agreement != a.ID {
				continue
			}
			var d struct{ Clauses []clause }
			if err := json.Unmarshal([]byte(t.Canonical), &d); err != nil {
				return fmt.Errorf("documents/agreements.document.jsonl: %w", err)
			}
			t.Clauses = d.Clauses
			for _, sig := range signatures {
				if sig.Agreement == a.ID && sig.Version == t.Version {
					sig.Seat, sig.Person, sig.Fingerprint = s.name(sig.Seat), s.name(sig.Person), proof.Fingerprint(sig.Public)
					t.Signed = append(t.Signed, sig)
				}
			}
			a.Texts = append(a.Texts, t)
		}
		for _, o := range duties {
			if o.Agreement == a.ID {
				o.Debtor, o.To = s.name(o.Debtor), s.list(o.Creditors)
				a.Owed = append(a.Owed, o)
			}
		}
	}
	return err
}
