package document

import (
	"strings"

	"parley.example/events/agreements"
)

// says are the sentences about what a clause causes.
func (w speech) says(d agreements.Document, c agreements.Clause) (list []string) {
	if len(c.Needs) > 0 {
		list = append(list, fill(w.sleeps, "{seats}", w.list(named(d, c.Needs))))
	}
	if len(c.HeldFor) > 0 {
		list = append(list, fill(w.keeps, "{seats}", w.list(named(d, c.HeldFor))))
	}
	for _, duty := range c.Duties {
		list = append(list, w.owed(d, duty))
	}
	if c.Sharing != nil {
		list = append(list, w.paidOut(d, c))
	}
	return list
}

// owed is a duty in sentences.
func (w speech) owed(d agreements.Document, duty agreements.Duty) string {
	what := strings.TrimRight(duty.What, ". ")
	if duty.Amount != nil {
		what += " (" + w.amount(*duty.Amount) + ")"
	}
	when := w.due(duty.Due)
	if duty.Every != "" {
		when += fill(w.every, "{length}", w.each(duty.Every))
	}
	switch u := duty.Until; {
	case u != nil && u.On != "":
		when += fill(w.untilOn, "{date}", w.on(u.On))
	case u != nil:
		when += fill(w.untilAfter, "{length}", w.length(u.After))
	}
	sentence := fill(w.owes, "{debtor}", w.whom(d, duty.Debtor), "{creditor}", w.whom(d, duty.Creditor), "{what}", what, "{when}", when)
	if proof := w.proofs[duty.Evidence]; proof != "" {
		sentence += " " + proof
	}
	if duty.Acceptance != "" {
		sentence += " " + fill(w.silence, "{length}", w.length(duty.Acceptance))
	}
	return sentence
}

func (w speech) due(on agreements.When) string {
	switch {
	case on.On != "":
		return fill(w.dueOn, "{date}", w.on(on.On))
	case on.After == "P0D":
		return w.dueAtOnce
	}
	return fill(w.dueAfter, "{length}", w.length(on.After))
}

func (w speech) whom(d agreements.Document, side agreements.Whom) string {
	switch {
	case side.Seat != "":
		return name(d, side.Seat)
	case side.Class != "":
		return fill(w.class, "{class}", side.Class)
	}
	return w.everyone
}

// paidOut is how the parts of a shares clause are paid.
func (w speech) paidOut(d agreements.Document, c agreements.Clause) string {
	s := c.Sharing
	told := []string{w.shared}
	if s.Every != "" {
		told[0] = fill(w.sharedEvery, "{length}", w.each(s.Every))
	}
	for _, in := range s.Within {
		told = append(told, fill(w.within, "{portion}", portion(d, in.Portion), "{how}", fill(w.ways[in.By], "{unit}", s.Unit, "{formula}", in.Formula)))
	}
	if s.Reserve != "" {
		told = append(told, fill(w.reserve, "{portion}", portion(d, s.Reserve)))
	}
	told = append(told, fill(w.contest, "{length}", w.length(s.Contest)))
	if s.Reader != "" {
		told = append(told, fill(w.reader, "{seat}", name(d, s.Reader)))
	}
	return strings.Join(told, " ")
}

// portion is a part by its key, which may be a seat.
func portion(d agreements.Document, key string) string { return name(d, key) }
