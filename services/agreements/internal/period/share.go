package period

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"math/big"
	"slices"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/agreements/internal/value"
	"parley.example/services/internal/rules/rule"
)

// Share distributes what is not disputed: when the time to contest is over, or
// as soon as every line was confirmed.
type Share struct {
	By *By // nil: the time has come
	At time.Time
}

func (c Share) decide(p Period) ([]agreements.PeriodEvent, error) {
	switch {
	case !p.Exists():
		return nil, NoPeriod
	case c.By != nil && c.By.Seat != p.Opened.Holder:
		return nil, NotTheHolder
	case p.State == Distributed:
		return nil, nil
	case p.State == Stating && c.By != nil:
		return nil, NotReading
	case p.State == Stating:
		return nil, nil
	}
	unread := slices.ContainsFunc(p.Lines, func(l Line) bool { return !l.Replaced && !l.Confirmed && len(l.Contested) == 0 })
	switch over := !c.At.Before(p.ContestBy); {
	case !over && unread && c.By != nil:
		return nil, StillRead
	case !over && c.By == nil:
		return nil, nil
	}
	e, err := round(p)
	if err != nil {
		return nil, err
	}
	return []agreements.PeriodEvent{e}, nil
}

// round shares what is free and was not shared yet.
func round(p Period) (agreements.Distributed, error) {
	sums := p.Sums()
	e := agreements.Distributed{
		Agreement: p.Opened.Agreement, Initiative: p.Opened.Initiative, Currency: p.Opened.Currency,
		Round: p.Round + 1, Held: minor(sums.Held), Portions: []agreements.Given{},
	}
	pot := sums.Free - p.Shared
	if pot < 0 {
		e.Pot, e.Deficit = "0", minor(-pot)
		return e, nil
	}
	list, err := portions(p.Opened)
	if err != nil {
		return e, err
	}
	units, err := value.Divide(pot, list)
	if err != nil {
		return e, err
	}
	e.Pot = minor(pot)
	for i, part := range list {
		e.Portions = append(e.Portions, agreements.Given{Portion: part.Key, Minor: minor(units[i])})
	}
	if pot > 0 {
		e.Fairness, err = fairness(p, units)
	}
	return e, err
}

// released is the round that a settled line causes once the rest was shared.
func released(p Period) []agreements.PeriodEvent {
	if p.State != Distributed || p.Sums().Free <= p.Shared {
		return nil
	}
	e, err := round(p)
	if err != nil {
		return nil // the plan was sound when it was opened
	}
	return []agreements.PeriodEvent{e}
}

// fairness compares what portions receive; a reserve is nobody's and is left out.
func fairness(p Period, units []int64) (*agreements.Fairness, error) {
	f := &agreements.Fairness{}
	var received, contributed []int64
	for i, part := range p.Opened.Portions {
		if len(part.Seats) == 0 {
			continue
		}
		f.Keys = append(f.Keys, part.Key)
		received, contributed = append(received, units[i]), append(contributed, p.brought(part.Key))
	}
	if len(f.Keys) == 0 {
		return nil, nil
	}
	var groups []value.Group
	for _, g := range p.Groups[p.Whole] {
		groups = append(groups, value.Group{Of: g.Of, Minor: number(g.Minor)})
	}
	got, err := value.Compare(f.Keys, received, contributed, groups, p.Opened.Agreement+"/"+p.Opened.Clause+"/"+p.Opened.From)
	if err != nil {
		return nil, err
	}
	f.Received, f.Contributed, f.Equal, f.Proportional = minors(received), minors(contributed), minors(got.Equal), minors(got.Proportional)
	f.Gini, f.FromEqual = text(got.Gini), text(got.FromEqual)
	f.FromProportional, f.FromShapley, f.ShapleyError = text(got.FromByGiven), text(got.FromByShapley), text(got.Error)
	for _, v := range got.Shapley {
		f.Shapley = append(f.Shapley, v.RatString())
	}
	return f, nil
}

// brought is what a portion brought in: its income without its costs.
func (p Period) brought(portion string) (n int64) {
	for _, l := range p.Lines {
		if l.By != portion || l.Replaced || len(l.Contested) > 0 && !l.Settled {
			continue
		}
		amount := l.Minor
		if l.Settled {
			amount = l.Taken
		}
		if l.Kind == Cost {
			amount = -amount
		}
		n += amount
	}
	return n
}

func minors(list []int64) []string {
	var out []string
	for _, n := range list {
		out = append(out, minor(n))
	}
	return out
}

func text(r *big.Rat) string {
	if r == nil {
		return ""
	}
	return r.RatString()
}

// Adopt is a party's yes to what groups of portions are worth: in words of its
// own, or those that another party has said.
type Adopt struct {
	By     By
	Digest string
	Groups []agreements.Worth
}

func (c Adopt) decide(p Period) ([]agreements.PeriodEvent, error) {
	switch {
	case !p.Exists():
		return nil, NoPeriod
	case !slices.Contains(p.Opened.Parties, c.By.Seat):
		return nil, NotAParty
	case p.State == Distributed:
		return nil, IsDistributed
	}
	e := agreements.CharacteristicAdopted{Seat: c.By.Seat, Person: c.By.Person, Digest: c.Digest}
	if len(c.Groups) > 0 {
		if err := c.sound(p); err != nil {
			return nil, err
		}
		e.Digest, e.Groups = digest(c.Groups), c.Groups
	}
	if _, known := p.Groups[e.Digest]; known {
		e.Groups = nil
	} else if e.Groups == nil {
		return nil, OtherWorth
	} else if len(p.Groups) >= mostWorths {
		return nil, rule.Refuse("INVALID", "rule", "too_many", "max", "20").At("groups")
	}
	if p.Adopted[c.By.Seat] == e.Digest {
		return nil, nil
	}
	said := with(p.Adopted, c.By.Seat, e.Digest)
	e.Whole = !slices.ContainsFunc(p.Opened.Parties, func(seat string) bool { return said[seat] != e.Digest })
	return []agreements.PeriodEvent{e}, nil
}

// mostWorths bounds how often parties may try.
const mostWorths = 20

func (c Adopt) sound(p Period) error {
	var keys []string
	for _, part := range p.Opened.Portions {
		if len(part.Seats) > 0 {
			keys = append(keys, part.Key)
		}
	}
	var groups []value.Group
	for _, g := range c.Groups {
		n, ok := whole(agreements.Money{Minor: g.Minor}, "")
		if !ok {
			return rule.Refuse("INVALID", "rule", "money").At("groups")
		}
		groups = append(groups, value.Group{Of: g.Of, Minor: n})
	}
	return value.Sound(keys, groups)
}

// digest names what groups are worth, in whatever order it was said.
func digest(groups []agreements.Worth) string {
	sorted := make([]string, len(groups))
	for i, g := range groups {
		of := slices.Sorted(slices.Values(g.Of))
		line, _ := json.Marshal(agreements.Worth{Of: of, Minor: g.Minor})
		sorted[i] = string(line)
	}
	slices.Sort(sorted)
	sum := sha256.New()
	for _, line := range sorted {
		sum.Write([]byte(line))
	}
	return hex.EncodeToString(sum.Sum(nil))
}
