package document

import (
	"parley.example/events/agreements"
	"parley.example/events/negotiation"
)

// duties are the duties of a fixed term as they stand in a document.
func duties(fixed []negotiation.Duty) (list []agreements.Duty) {
	for _, d := range fixed {
		stands := agreements.Duty{
			Key: d.Key, Debtor: agreements.Whom(d.Debtor), Creditor: agreements.Whom(d.Creditor), What: d.What,
			Due: agreements.When(d.Due), Every: d.Every, Evidence: string(d.Evidence), Acceptance: d.Acceptance,
		}
		if d.Until != nil {
			until := agreements.When(*d.Until)
			stands.Until = &until
		}
		if d.Amount != nil && d.Amount.Money != nil {
			amount := agreements.Money(*d.Amount.Money)
			stands.Amount = &amount
		}
		list = append(list, stands)
	}
	return list
}

// Owed are the duties of a document in the shape in which a negotiation that
// amends it holds them: the same that its text was fixed with.
func Owed(d agreements.Document) []negotiation.Owed {
	list := []negotiation.Owed{}
	for _, c := range d.Clauses {
		for _, stands := range c.Duties {
			owed := negotiation.Owed{Clause: c.Key, Duty: negotiation.Duty{
				Key: stands.Key, Debtor: negotiation.Whom(stands.Debtor), Creditor: negotiation.Whom(stands.Creditor), What: stands.What,
				Due: negotiation.When(stands.Due), Every: stands.Every, Evidence: negotiation.Evidence(stands.Evidence), Acceptance: stands.Acceptance,
			}}
			if stands.Until != nil {
				until := negotiation.When(*stands.Until)
				owed.Until = &until
			}
			if stands.Amount != nil {
				amount := negotiation.Money(*stands.Amount)
				owed.Amount = &negotiation.Amount{Money: &amount}
			}
			list = append(list, owed)
		}
	}
	return list
}

// sharing is how a shares clause is paid out.
func sharing(s *negotiation.Sharing) *agreements.Sharing {
	if s == nil {
		return nil
	}
	stands := agreements.Sharing{Every: s.Every, Unit: s.Unit, Reserve: s.Reserve, Contest: s.Contest, Reader: s.Reader}
	for _, w := range s.Within {
		stands.Within = append(stands.Within, agreements.Within{Portion: w.Portion, By: string(w.By), Formula: w.Formula})
	}
	return &stands
}
