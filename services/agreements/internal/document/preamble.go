package document

import (
	"slices"
	"strings"

	"parley.example/events/agreements"
	"parley.example/events/negotiation"
)

// preamble is what a text of the second format says before its clauses. The
// first paragraph is about those who were not there.
func (w speech) preamble(d agreements.Document, fixed negotiation.TextFixed) []string {
	list := []string{w.missingAndHeld(d), w.natures[d.Nature], w.levelsSought(d)}
	for _, more := range []string{
		w.parent(d), w.open(d), w.unanswered(d, fixed), w.numbers(d), w.ratifies(d), w.enters(d), w.lasting(d), w.language(d),
	} {
		if more != "" {
			list = append(list, more)
		}
	}
	return list
}

// missingAndHeld says who was missing, who spoke for them, and what the text
// keeps for each: nothing, where it keeps nothing.
func (w speech) missingAndHeld(d agreements.Document) string {
	if len(d.Preamble.Missing) == 0 {
		return w.allSat
	}
	var nobody, spoken []string
	var kept strings.Builder
	for _, m := range d.Preamble.Missing {
		if m.State == "represented" {
			spoken = append(spoken, m.Name)
		} else {
			nobody = append(nobody, m.Name+" ("+w.state(m.State)+")")
		}
		sentence, articles := w.heldNot, []string{}
		for _, c := range d.Clauses {
			if slices.Contains(m.Held, c.Key) {
				articles = append(articles, w.numbered(c))
			}
		}
		if len(articles) > 0 {
			sentence = w.held
		}
		kept.WriteString(" " + fill(sentence, "{seat}", m.Name, "{articles}", w.list(articles)))
	}
	var told []string
	if len(nobody) > 0 {
		told = append(told, fill(w.nobody, "{seats}", strings.Join(nobody, ", ")))
	}
	if len(spoken) > 0 {
		told = append(told, fill(w.represented, "{seats}", strings.Join(spoken, ", ")))
	}
	return strings.Join(told, " ") + kept.String()
}

func (w speech) state(state string) string {
	if said, known := w.states[state]; known {
		return said
	}
	return state
}

// numbered is how a sentence speaks of a clause.
func (w speech) numbered(c agreements.Clause) string {
	return fill(w.article, "{number}", number(c.Number), "{name}", c.Name)
}

// parent says which version this one replaces, and what becomes of what was
// owed.
func (w speech) parent(d agreements.Document) string {
	if d.Parent == nil {
		return ""
	}
	var sentence strings.Builder
	sentence.WriteString(fill(w.replaces, "{version}", number(d.Version), "{before}", number(d.Parent.Version), "{hash}", d.Parent.Hash))
	for _, of := range []struct{ fate, says string }{
		{string(negotiation.Kept), w.kept}, {string(negotiation.Changed), w.changed}, {string(negotiation.Cancelled), w.cancelled},
	} {
		var list []string
		for _, c := range d.Carries {
			if c.Fate != of.fate {
				continue
			}
			duty := c.Clause + "/" + c.Duty
			if c.Reason != "" {
				duty += " (" + c.Reason + ")"
			}
			list = append(list, duty)
		}
		if len(list) > 0 {
			sentence.WriteString(" " + fill(of.says, "{duties}", strings.Join(list, ", ")))
		}
	}
	return sentence.String()
}

// open says what the text leaves open, and on whom no obligation may fall.
func (w speech) open(d agreements.Document) string {
	var told []string
	if len(d.Left) > 0 {
		told = append(told, fill(w.left, "{terms}", strings.Join(d.Left, ", ")))
	}
	if len(d.Aside) > 0 {
		told = append(told, fill(w.aside, "{classes}", strings.Join(d.Aside, ", ")))
	}
	return strings.Join(told, " ")
}

// unanswered are the asks that nobody has answered, with their dates.
func (w speech) unanswered(d agreements.Document, fixed negotiation.TextFixed) string {
	if len(d.Asks) == 0 {
		return ""
	}
	list := make([]string, len(d.Asks))
	for i, a := range d.Asks {
		list[i] = fill(w.ask, "{from}", w.asker(d, fixed.Asks[i].From), "{to}", name(d, a.To), "{text}", a.Text, "{date}", w.date(a.Due.UTC()))
	}
	sentence := fill(w.asks, "{asks}", strings.Join(list, "; "))
	if d.MoreAsks > 0 {
		sentence += " " + fill(w.moreAsks, "{number}", number(d.MoreAsks))
	}
	return sentence
}

func (w speech) asker(d agreements.Document, from negotiation.Origin) string {
	switch {
	case from.Seat != "":
		return name(d, from.Seat)
	case from.Conversation != "" || from.Petition != "":
		return fill(w.people, "{number}", number(from.People))
	}
	return w.convener
}

// numbers are the measures beside the result.
func (w speech) numbers(d agreements.Document) string {
	m := d.Measures
	if m == nil {
		return ""
	}
	var turnout, voices []string
	for _, t := range m.Turnout {
		turnout = append(turnout, fill(w.turnoutOf, "{class}", t.Class, "{voted}", number(t.Voted), "{of}", number(t.Of)))
	}
	for _, v := range m.Voices {
		voices = append(voices, name(d, v.Seat)+" "+number(v.Said))
	}
	told := []string{}
	if len(turnout) > 0 {
		told = append(told, fill(w.turnout, "{classes}", strings.Join(turnout, ", ")))
	}
	if len(voices) > 0 {
		told = append(told, fill(w.said, "{seats}", strings.Join(voices, ", ")), fill(w.gini, "{gini}", m.Gini))
	}
	told = append(told, fill(w.asked, "{raised}", number(m.Asked), "{answered}", number(m.Answered), "{confirmed}", number(m.Confirmed), "{contested}", number(m.Contested)))
	if len(m.Empty) > 0 {
		told = append(told, fill(w.empty, "{seats}", strings.Join(named(d, m.Empty), ", ")))
	}
	if len(m.Represented) > 0 {
		told = append(told, fill(w.advocates, "{seats}", strings.Join(named(d, m.Represented), ", ")))
	}
	return strings.Join(told, " ")
}

func (w speech) ratifies(d agreements.Document) string {
	r := d.Ratification
	if r == nil {
		return ""
	}
	if r.Until == nil {
		return w.byMandate
	}
	sentence := w.mandateAsks
	if r.By == string(negotiation.MembersRatify) {
		sentence = w.byMembers
	}
	sentence = fill(sentence, "{seats}", w.list(names(d, r.Seats)), "{until}", w.at(*r.Until))
	if r.Turnout != "" {
		sentence += " " + fill(w.turnoutLeast, "{turnout}", r.Turnout)
	}
	return sentence
}

// enters says when the text binds whom, and which articles sleep until then.
func (w speech) enters(d agreements.Document) string {
	var sentence strings.Builder
	sentence.WriteString(fill(w.entry2, "{by}", w.at(d.Entry.By), "{seats}", w.list(names(d, d.Entry.Seats))))
	if d.Entry.NotBefore != nil {
		sentence.WriteString(" " + fill(w.notBefore, "{from}", w.at(*d.Entry.NotBefore)))
	}
	for _, c := range d.Clauses {
		if len(c.Needs) > 0 {
			sentence.WriteString(" " + fill(w.asleep, "{article}", w.numbered(c), "{seats}", w.list(named(d, c.Needs))))
		}
	}
	return sentence.String() + w.others
}

func (w speech) lasting(d agreements.Document) string {
	l := d.Lasts
	if l == nil {
		return w.ends + " " + w.noExit
	}
	told := []string{w.ends}
	if l.Until != "" {
		told[0] = fill(w.until, "{date}", w.on(l.Until))
	}
	if l.Renews != "" {
		told = append(told, fill(w.renews, "{length}", w.length(l.Renews)))
	}
	if l.Notice != "" {
		told = append(told, fill(w.notice, "{length}", w.length(l.Notice)))
	} else {
		told = append(told, w.noExit)
	}
	return strings.Join(told, " ")
}

func (w speech) language(d agreements.Document) string {
	all := make([]string, len(d.Languages))
	for i, tag := range d.Languages {
		all[i] = w.tongue(tag)
	}
	if len(all) < 2 {
		return fill(w.only, "{language}", w.tongue(d.Language))
	}
	return fill(w.prevails, "{languages}", w.list(all), "{language}", w.tongue(d.Language))
}
