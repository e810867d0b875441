package e2e

import (
	"maps"

	"parley.example/deploy/story"
)

// keepingWishes are about what is owed, shared, ratified and left.
func (s *stage) keepingWishes(k *inForceStage) map[string]wish {
	owed := func(by *story.Person, key string, more story.Input) wish {
		input := story.Input{"agreement": k.ID, "obligation": k.owed[key]}
		maps.Copy(input, more)
		return wish{by: by, input: input}
	}
	of := func(by *story.Person, period int, more story.Input) wish {
		input := story.Input{"period": k.periods[period]}
		maps.Copy(input, more)
		return wish{by: by, input: input}
	}
	euros := story.Input{"minor": "100", "currency": "EUR"}
	return map[string]wish{
		"reportObligation":  owed(s.Luis, "Luia", story.Input{"note": "They are."}),
		"acceptObligation":  owed(s.Karim, "Paua", nil),
		"disputeObligation": owed(s.Karim, "Paub", story.Input{"reason": "Nobody was there."}),
		"waiveObligation":   owed(s.Karim, "Luib", story.Input{"reason": "After the storm."}),
		"proposeResolution": owed(s.Karim, "Rama", story.Input{"outcome": "fulfilled", "how": "They are there now."}),
		"agreeResolution":   owed(s.Karim, "Ramb", story.Input{"resolution": k.settled}),
		"openPeriod": {by: s.Karim, refused: "NOT_IN_FORCE", outsider: s.Sol, input: story.Input{
			"agreement": s.fixed.Drawn.ID, "clause": "pot", "number": 9, "from": "2026-04-01", "to": "2026-04-30",
		}},
		"stateLines":          of(s.Karim, 0, story.Input{"lines": []story.Input{{"kind": "income", "text": "Deposits", "amount": euros, "source": "Cash box"}}}),
		"publishStatement":    of(s.Karim, 0, nil),
		"readLines":           of(s.Luis, 1, story.Input{"verdict": "confirmed"}),
		"settleLine":          of(s.Karim, 2, story.Input{"line": k.contested, "amount": euros, "how": "So."}),
		"adoptCharacteristic": of(s.Luis, 1, story.Input{"groups": []story.Input{{"of": []string{"growers"}, "minor": "100"}}}),
		"distributePeriod":    of(s.Karim, 3, nil),
		"recordContributions": of(s.Luis, 0, story.Input{"portion": "growers", "rows": []story.Input{{"payee": "van-7", "kind": "key", "amount": "12.5"}}}),
		"markPaid":            of(s.Karim, 4, story.Input{"portion": "growers", "payouts": []string{"1.2"}, "on": "2026-06-05"}),
		"answerPayment":       of(s.Luis, 4, story.Input{"portion": "growers", "payout": "1.1", "verdict": "confirmed"}),
		"ratifyAgreement":     {by: s.Beatriz, input: story.Input{"ratification": k.ratify}, outsider: s.Marc},
		"refuseRatification":  {by: s.Beatriz, input: story.Input{"ratification": k.deny, "terms": []string{"deposit"}, "reason": "Four is too much."}, outsider: s.Marc},
		"exitAgreement":       {by: s.Pau, input: story.Input{"agreement": k.ID, "version": 1, "reason": "The frost took everything."}, outsider: s.Teresa},
	}
}

// keepingOrder is in which they are sent.
var keepingOrder = []string{
	"reportObligation", "acceptObligation", "disputeObligation", "waiveObligation", "proposeResolution", "agreeResolution", "openPeriod",
	"stateLines", "publishStatement", "readLines", "settleLine", "adoptCharacteristic", "distributePeriod", "recordContributions", "markPaid", "answerPayment",
	"ratifyAgreement", "refuseRatification", "exitAgreement",
}
