package accord

import (
	"encoding/json"

	"parley.example/events/agreements"
	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
)

// finest is as many decimals as any term has: a limit may be finer than the
// value that it is compared with.
const finest = 6

// within refuses a text with a value that lies beyond a limit of the signer's
// mandate. A limit on what the text does not speak of bounds nothing.
func within(limits []registry.Limit, clauses []agreements.Clause) error {
	for _, limit := range limits {
		for _, clause := range clauses {
			if clause.Key == limit.Term && !kept(limit, clause) {
				return rule.Refuse(BeyondMandate.Code, "term", clause.Name).At(BeyondMandate.Field...)
			}
		}
	}
	return nil
}

// kept tells whether a clause keeps a limit; one that nobody can read does not.
func kept(limit registry.Limit, clause agreements.Clause) bool {
	var value negotiation.Value
	if json.Unmarshal(clause.Value, &value) != nil {
		return false
	}
	term := negotiation.Term{Key: clause.Key, Kind: negotiation.TermKind(clause.Kind), Unit: clause.Unit, Scale: finest}
	if value.Money != nil {
		term.Currency = value.Money.Currency
	}
	return terms.Within(limit, term, value)
}

// Covers tells whether a text lies within the limits of a mandate.
func Covers(limits []registry.Limit, clauses []agreements.Clause) bool {
	return within(limits, clauses) == nil
}
