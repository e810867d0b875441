package story

import (
	"maps"
	"slices"
)

// Obligation is one as everybody at the table sees it.
type Obligation struct {
	ID         string
	Version    int
	ClauseKey  string
	Duty       string
	State      string
	What       string
	On         string
	Debtor     struct{ ID string }
	Creditors  []struct{ ID string }
	Proposals  []struct{ ID string }
	Resolution *struct{ Outcome, How string }
	Dispute    *struct{ Reason string }
}

const owedFields = "id version clauseKey duty state what on debtor { id } creditors { id } proposals { id } resolution { outcome how } dispute { reason }"

// Owed waits until the obligations of an agreement are as wished, and returns
// them.
func (p *Person) Owed(agreement string, until func([]Obligation) bool) []Obligation {
	type answer struct {
		Agreement struct {
			Obligations struct{ Edges []struct{ Node Obligation } }
		}
	}
	list := func(a answer) (all []Obligation) {
		for _, e := range a.Agreement.Obligations.Edges {
			all = append(all, e.Node)
		}
		return all
	}
	return list(Waits(p, "subscription($id: ID!) { agreement(id: $id) { obligations(first: 100) { edges { node { "+owedFields+" } } } } }",
		Input{"id": agreement}, func(a answer) bool { return until(list(a)) }))
}

// Named is the newest obligation of a duty; a zero one if there is none.
func Named(all []Obligation, duty string) (o Obligation) {
	for _, other := range all {
		if other.Duty == duty {
			o = other
		}
	}
	return o
}

// Keeps does something about an obligation.
func (p *Person) Keeps(act, agreement, obligation string, more Input) {
	input := Input{"agreement": agreement, "obligation": obligation}
	maps.Copy(input, more)
	p.Does(act, input, "obligation { id state }", nil)
}

// Version waits until a version of an agreement stands somewhere.
func (p *Person) Version(agreement string, version int, statuses ...string) Agreement {
	type answer struct{ Agreement Agreement }
	return Waits(p, "subscription($id: ID!) { agreement(id: $id) { id version status hash } }", Input{"id": agreement}, func(a answer) bool {
		return a.Agreement.Version == version && slices.Contains(statuses, a.Agreement.Status)
	}).Agreement
}

// BindsSince waits until a version is in force.
func (p *Person) BindsSince(a Agreement) Agreement { return p.Version(a.ID, a.Version, "inForce") }

// Amends opens a table at which an agreement is negotiated anew, with its terms
// on the sheet.
func (i *Initiative) Amends(a Agreement, before *Table, title string, rules Input) *Table {
	t := &Table{Initiative: i, convener: i.Convener, tale: i.tale}
	var got struct{ Negotiation struct{ ID string } }
	i.Convener.Does("openNegotiation", Input{
		"initiative": i.ID, "title": title, "groundRules": rules, "amends": Input{"agreement": a.ID, "version": a.Version},
	}, "negotiation { id }", &got)
	t.ID = got.Negotiation.ID
	var sheet struct {
		Negotiation struct {
			Terms struct {
				Edges []struct{ Node struct{ ID, Key string } }
			}
		}
	}
	i.Convener.Sees("query($id: ID!) { negotiation(id: $id) { terms(first: 100) { edges { node { id key } } } } }", Input{"id": t.ID}, &sheet)
	for _, e := range sheet.Negotiation.Terms.Edges {
		term := *before.Term(e.Node.Key)
		term.ID = e.Node.ID
		t.Terms = append(t.Terms, &term)
	}
	return t
}

// Rewrites gives a term another definition, whole.
func (t *Table) Rewrites(key string, change func(*Term)) {
	term := t.Term(key)
	change(term)
	input := t.definition(*term)
	input["term"] = term.ID
	t.convener.Does("changeTerm", input, "term { id }", nil)
}

// values are those that mediation has suggested, by the keys of terms, beside
// shares, of which nobody made a suggestion.
func (m Mediated) values(shares Values) Values {
	values := maps.Clone(shares)
	if len(m.Suggestions) == 0 {
		return values
	}
	for _, v := range m.Suggestions[0].Values {
		for _, said := range []*string{v.Value.Quantity, v.Value.Percentage, v.Value.Choice} {
			if said != nil {
				values[v.Term.Key] = *said
			}
		}
		if v.Value.Money != nil {
			values[v.Term.Key] = v.Value.Money.Minor
		}
	}
	return values
}
