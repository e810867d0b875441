package keeping

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/agreements"
)

// Command is a wish about what is owed.
type Command interface {
	decide(b Board) ([]agreements.Event, error)
}

// Decide returns the events that c causes to b, or the refusal that forbids it.
// No events and no error: what c asks for is so already.
func Decide(b Board, c Command) ([]agreements.Event, error) { return c.decide(b) }

// Keep brings the board up to a moment and to what is in force then: it raises
// what begins to be owed, says what is breached, takes silence for acceptance
// and ends what no longer binds. It is asked whenever one of these may be so,
// and does nothing twice.
type Keep struct {
	Contract Contract
	Since    time.Time // what begins now begins to bind at this moment
	At       time.Time
	NewID    func(prefix string, parts ...string) string
}

// mostAtOnce bounds the obligations that one commit raises; what is left is
// raised by the next one.
const mostAtOnce = 300

func (c Keep) decide(b Board) ([]agreements.Event, error) {
	k := keeper{Keep: c, board: b}
	for _, s := range b.Series {
		k.carry(s)
	}
	if c.Contract.Binds {
		for _, d := range c.Contract.Duties {
			for _, seat := range d.Debtors {
				k.begin(d, seat)
			}
		}
	}
	for i := 0; i < len(k.board.Series); i++ {
		k.goOn(k.board.Series[i].ID)
	}
	for _, o := range k.board.Open {
		k.expire(o)
	}
	return k.events, nil
}

// keeper collects events and sees each of them come true.
type keeper struct {
	Keep

	board  Board
	raised int
	events []agreements.Event
}

func (k *keeper) say(e agreements.KeepingEvent) {
	k.events = append(k.events, e)
	k.board = Evolve(k.board, e)
}

// carry takes a series over into the version that is in force, or ends it.
func (k *keeper) carry(s Series) {
	if s.Ended {
		return
	}
	c := k.Contract
	party := c.Parties[s.Debtor]
	duty, there := k.duty(s)
	fate := c.fate(s)
	switch {
	case !c.Binds:
		k.end(s, c.Why, "")
	case !party:
		k.end(s, "exit", "")
	case s.Version == c.Version:
		// nothing has changed for it
	case fate.Fate == "cancel", !there:
		k.end(s, "cancelled", fate.Reason)
	case fate.Fate == "change", duty.Sum() != s.Content:
		k.end(s, "changed", fate.Reason)
	default:
		k.say(agreements.DutyCarried{Series: s.ID, Version: c.Version, Hash: c.Hash, Article: duty.Article, Reason: fate.Reason, Obligations: k.open(s.ID)})
	}
}

func (k *keeper) open(series string) (ids []string) {
	for _, o := range k.board.Open {
		if o.Series == series {
			ids = append(ids, o.ID)
		}
	}
	return ids
}

func (c Contract) fate(s Series) Fate {
	for _, key := range []string{s.ID, s.Clause + "/" + s.Duty, s.Duty} {
		if f, known := c.Fates[key]; known {
			return f
		}
	}
	return Fate{}
}

func (k *keeper) duty(s Series) (Duty, bool) {
	at := slices.IndexFunc(k.Contract.Duties, func(d Duty) bool {
		return d.Clause == s.Clause && d.Key == s.Duty && slices.Contains(d.Debtors, s.Debtor)
	})
	if at < 0 {
		return Duty{}, false
	}
	return k.Contract.Duties[at], true
}

// end lets fall away what is not due yet. What is, is owed still.
func (k *keeper) end(s Series, why, reason string) {
	gone := []string{}
	for _, o := range k.board.Open {
		if o.Series == s.ID && o.State == Raised && o.By.After(k.At) {
			gone = append(gone, o.ID)
		}
	}
	k.say(agreements.DutyEnded{Series: s.ID, Why: why, Reason: reason, Obligations: gone})
}

// begin raises the first occurrence of a duty that a party has begun to owe.
func (k *keeper) begin(d Duty, seat string) {
	if k.Contract.fate(Series{Clause: d.Clause, Duty: d.Key}).Fate == "cancel" {
		return // its words stay in this version, and bind nobody
	}
	before := 0
	for _, s := range k.board.Series {
		if s.Clause != d.Clause || s.Duty != d.Key || s.Debtor != seat {
			continue
		}
		if !s.Ended || s.Version == k.Contract.Version && s.Why != "exit" {
			return // it goes on, or this text has no more of it
		}
		before++
	}
	o, owed := d.begin(k.Since, k.Contract.Zone)
	if k.Contract.Parties[seat] && owed {
		k.raise(k.NewID("ser", k.Contract.Agreement, d.Clause, d.Key, seat, strconv.Itoa(before)), d, seat, o)
	}
}

// goOn raises what follows an occurrence whose day is over.
func (k *keeper) goOn(id string) {
	for {
		s := k.board.Series[slices.IndexFunc(k.board.Series, func(s Series) bool { return s.ID == id })]
		if s.Ended || s.Next.IsZero() || s.Next.After(k.At) || k.raised >= mostAtOnce {
			return
		}
		d, there := k.duty(s)
		o, more := d.at(s.First, s.Until, s.Number+1, k.Contract.Zone)
		if !there || !more || !k.raise(id, d, s.Debtor, o) {
			k.end(s, "ended", "") // its article sleeps again, or nobody is left to owe it to
			return
		}
	}
}

func (k *keeper) raise(series string, d Duty, seat string, o occurrence) bool {
	creditors := slices.DeleteFunc(slices.Clone(d.Creditors), func(c string) bool {
		return c == seat || !k.Contract.Parties[c]
	})
	if len(creditors) == 0 || k.raised >= mostAtOnce {
		return false
	}
	k.raised++
	c := k.Contract
	e := agreements.ObligationRaised{
		Obligation: k.NewID("obl", c.Agreement, series, strconv.Itoa(o.number)), Series: series,
		Initiative: c.Initiative, Version: c.Version, Hash: c.Hash, Clause: d.Clause, Article: d.Article, Duty: d.Key, Number: o.number,
		Debtor: seat, Creditors: creditors, What: d.What, Language: c.Language,
		First: o.first, Until: o.until, On: o.on.Format(Date), By: agreements.InstantOf(o.by),
		Evidence: d.Evidence, Acceptance: d.Acceptance, Amount: d.Amount, Content: d.Sum(),
	}
	if !o.last {
		e.Next = &e.By
	}
	k.say(e)
	return true
}

// expire says what the time has decided about an obligation.
func (k *keeper) expire(o Obligation) {
	switch {
	case o.State == Raised && !o.By.After(k.At):
		k.say(agreements.ObligationBreached{Obligation: o.ID})
	case o.State == Reported && !o.AcceptBy.IsZero() && !o.AcceptBy.After(k.At):
		k.say(agreements.ObligationAccepted{Obligation: o.ID, Silence: true})
	}
}
