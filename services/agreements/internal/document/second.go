package document

import (
	"encoding/json"
	"slices"

	"parley.example/events/agreements"
	"parley.example/events/negotiation"
)

// Version draws up a version of an agreement. What a text was fixed with decides
// about the format: a text of before that says nothing of its nature has the
// bytes that it always had.
func Version(agreement, table string, version int, fixed negotiation.TextFixed) agreements.Document {
	d := first(agreement, table, fixed)
	d.Version = version
	if fixed.Nature == "" {
		return d
	}
	d.Format = agreements.Format2
	d.Nature = string(fixed.Nature)
	d.Clauses = caused(fixed)
	if fixed.Entry.NotBefore != nil {
		from := agreements.InstantOf(fixed.Entry.NotBefore.Time)
		d.Entry.NotBefore = &from
	}
	if fixed.Amends != nil {
		d.Parent = &agreements.Parent{Agreement: fixed.Amends.Agreement, Version: fixed.Amends.Version, Hash: fixed.Amends.Hash}
	}
	for _, c := range fixed.Carries {
		d.Carries = append(d.Carries, agreements.Carrying{Clause: c.Clause, Duty: c.Duty, Fate: string(c.Fate), Reason: c.Reason})
	}
	d.Ratification = ratification(fixed.Ratification)
	if fixed.Lasts != nil {
		lasts := agreements.Lasting(*fixed.Lasts)
		d.Lasts = &lasts
	}
	d.Left, d.Aside = slices.Clone(fixed.Left), slices.Clone(fixed.Aside)
	d.Asks, d.MoreAsks, d.Measures = asks(fixed.Asks), fixed.MoreAsks, measures(fixed.Measures)
	for i := range d.Preamble.Missing {
		d.Preamble.Missing[i].Held = held(d, d.Preamble.Missing[i].Seat)
	}
	w := voice(d.Language)
	for i := range d.Clauses {
		d.Clauses[i].Says = w.says(d, d.Clauses[i])
	}
	d.Preamble.Paragraphs = w.preamble(d, fixed)
	return d
}

// caused are the clauses with what they cause.
func caused(fixed negotiation.TextFixed) []agreements.Clause {
	list := clauses(fixed.Terms)
	for i, t := range fixed.Terms {
		list[i].Needs = slices.Clone(t.Needs)
		list[i].HeldFor = slices.Clone(t.HeldFor)
		list[i].Duties = duties(t.Duties)
		list[i].Sharing = sharing(t.Sharing)
	}
	return list
}

func ratification(r *negotiation.Ratification) *agreements.Ratification {
	if r == nil {
		return nil
	}
	stands := agreements.Ratification{By: string(r.By), Seats: append([]string{}, r.Seats...), Turnout: r.Turnout}
	if r.Until != nil {
		until := agreements.InstantOf(r.Until.Time)
		stands.Until = &until
	}
	return &stands
}

func asks(open []negotiation.OpenAsk) (list []agreements.Ask) {
	for _, a := range open {
		from := a.From.Seat + a.From.Conversation + a.From.Petition // one of them
		list = append(list, agreements.Ask{
			Ask: a.Ask, Kind: string(a.Kind), From: from, To: a.To.Seat + a.To.Organization, Text: a.Text, Due: agreements.InstantOf(a.Due.Time),
		})
	}
	return list
}

func measures(m *negotiation.Measures) *agreements.Measures {
	if m == nil {
		return nil
	}
	stands := agreements.Measures{
		Turnout: []agreements.Turnout{}, Voices: []agreements.Voice{}, Gini: m.Gini,
		Asked: m.Asks.Raised, Answered: m.Asks.Answered, Confirmed: m.Asks.Confirmed, Contested: m.Asks.Contested,
		Empty: append([]string{}, m.Empty...), Represented: append([]string{}, m.Represented...),
	}
	for _, t := range m.Turnout {
		stands.Turnout = append(stands.Turnout, agreements.Turnout(t))
	}
	for _, v := range m.Voices {
		stands.Voices = append(stands.Voices, agreements.Voice{Seat: v.Seat, Class: v.Class, Said: v.Messages + v.Packages + v.Positions})
	}
	return &stands
}

// held are the clauses that keep something for a seat that was not there: those
// that say so, those that wait for it, and those that set a share apart for it.
func held(d agreements.Document, seat string) (keys []string) {
	for _, c := range d.Clauses {
		var value negotiation.Value
		_ = json.Unmarshal(c.Value, &value) // what clauses wrote
		share := slices.ContainsFunc(value.Shares, func(s negotiation.Share) bool { return s.Of == seat && s.Share != "0" })
		if share || slices.Contains(c.HeldFor, seat) || slices.Contains(c.Needs, seat) {
			keys = append(keys, c.Key)
		}
	}
	return keys
}
