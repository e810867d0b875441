package e2e

import "parley.example/deploy/story"

// keepingWishes are about what is owed and shared. Nothing is in force at this
// stage, so that each is refused with what is missing; what is granted where an
// agreement is in force, the tests of the service's own desk show.
func (s *stage) keepingWishes() map[string]wish {
	const (
		nothing = "obl_aaaaaaaaaaaaaaaaaaaaaaaaaa"
		never   = "prd_aaaaaaaaaaaaaaaaaaaaaaaaaa"
		line    = "lin_aaaaaaaaaaaaaaaaaaaaaaaaaa"
	)
	owed := func(more story.Input) wish {
		input := story.Input{"agreement": s.fixed.Drawn.ID, "obligation": nothing}
		for name, value := range more {
			input[name] = value
		}
		return wish{by: s.Karim, input: input, refused: "NO_SUCH_OBLIGATION", outsider: s.Sol}
	}
	of := func(more story.Input) wish {
		input := story.Input{"period": never}
		for name, value := range more {
			input[name] = value
		}
		return wish{by: s.Karim, input: input, refused: "NOT_FOUND", free: true}
	}
	euros := story.Input{"minor": "100", "currency": "EUR"}
	return map[string]wish{
		"reportObligation":  owed(story.Input{"note": "Counted."}),
		"acceptObligation":  owed(nil),
		"disputeObligation": owed(story.Input{"reason": "Nobody came."}),
		"waiveObligation":   owed(story.Input{"reason": "After the storm."}),
		"proposeResolution": owed(story.Input{"outcome": "fulfilled", "how": "It is there now."}),
		"agreeResolution":   owed(story.Input{"resolution": "res_aaaaaaaaaaaaaaaaaaaaaaaaaa"}),
		"openPeriod": {by: s.Karim, refused: "NOT_IN_FORCE", outsider: s.Sol, input: story.Input{
			"agreement": s.fixed.Drawn.ID, "clause": "surplus", "number": 1, "from": "2026-03-01", "to": "2026-05-31",
		}},
		"stateLines":          of(story.Input{"lines": []story.Input{{"kind": "income", "text": "Deliveries", "amount": euros, "source": "Invoices"}}}),
		"publishStatement":    of(nil),
		"readLines":           of(story.Input{"verdict": "confirmed"}),
		"settleLine":          of(story.Input{"line": line, "amount": euros, "how": "So."}),
		"adoptCharacteristic": of(story.Input{"digest": "x"}),
		"distributePeriod":    of(nil),
		"recordContributions": of(story.Input{"portion": "growers", "rows": []story.Input{{"payee": "van-7", "kind": "key", "amount": "12.5"}}}),
		"markPaid":            of(story.Input{"portion": "growers", "payouts": []string{"1.1"}, "on": "2026-06-05"}),
		"answerPayment":       of(story.Input{"portion": "growers", "payout": "1.1", "verdict": "confirmed"}),
	}
}

// keepingOrder is in which they are sent.
var keepingOrder = []string{
	"reportObligation", "acceptObligation", "disputeObligation", "waiveObligation", "proposeResolution", "agreeResolution", "openPeriod",
	"stateLines", "publishStatement", "readLines", "settleLine", "adoptCharacteristic", "distributePeriod", "recordContributions", "markPaid", "answerPayment",
}
