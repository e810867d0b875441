package period

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/agreements/internal/value"
	"parley.example/services/internal/rules/money"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	prose "parley.example/services/internal/rules/text"
)

// Command is a wish about a period.
type Command interface {
	decide(p Period) ([]agreements.PeriodEvent, error)
}

// Decide returns the events that c causes to p, or the refusal that forbids it.
// No events and no error: what c asks for is so already.
func Decide(p Period, c Command) ([]agreements.PeriodEvent, error) { return c.decide(p) }

// Kinds and verdicts.
const (
	Income    = "income"
	Cost      = "cost"
	Confirmed = "confirmed"
	Contested = "contested"
)

// Bounds.
const (
	mostLines     = 1000
	mostAtOnce    = 200
	longestLine   = 300
	longestSource = 300
	longestReason = 2000
)

// The rules that forbid something.
var (
	NoPeriod       = rule.Refuse("NOT_FOUND")
	NoLine         = rule.Refuse("NO_SUCH_LINE").At("line")
	NotTheHolder   = rule.Refuse("NOT_THE_HOLDER")
	IsTheHolder    = rule.Refuse("HOLDER_READS_NOT")
	NotAParty      = rule.Refuse("NOT_A_PARTY")
	NotStating     = rule.Refuse("STATEMENT_PUBLISHED")
	NotReading     = rule.Refuse("NOT_TO_BE_READ")
	NotTheReader   = rule.Refuse("NOT_THE_READER")
	NothingStated  = rule.Refuse("NOTHING_STATED")
	NotContested   = rule.Refuse("NOT_CONTESTED").At("line")
	Beyond         = rule.Refuse("BEYOND_THE_LINE").At("amount")
	StillRead      = rule.Refuse("STILL_BEING_READ")
	IsDistributed  = rule.Refuse("ALREADY_DISTRIBUTED")
	NoSharing      = rule.Refuse("NOTHING_TO_SHARE").At("clause")
	OtherWorth     = rule.Refuse("NO_SUCH_WORTH").At("digest")
	CurrencyOfPlan = rule.Refuse("CURRENCY_MISMATCH", "term", "").At("lines")
)

// By is who acts, and for which seat.
type By struct{ Person, Seat string }

// Open begins a period by the rule that the version in force holds.
type Open struct{ Plan agreements.PeriodOpened }

func (c Open) decide(p Period) ([]agreements.PeriodEvent, error) {
	if p.Exists() {
		return nil, nil
	}
	if !slices.Contains(c.Plan.Parties, c.Plan.Holder) {
		return nil, NotAParty
	}
	if _, err := portions(c.Plan); err != nil {
		return nil, err
	}
	for _, part := range c.Plan.Portions {
		if part.Formula != "" {
			if _, err := value.Read(part.Formula); err != nil {
				return nil, err
			}
		}
	}
	return []agreements.PeriodEvent{c.Plan}, nil
}

// Stated is a line as it is wished for.
type Stated struct {
	ID, Kind, Text, Source, By, Replaces, Reason string
	Amount                                       agreements.Money
}

// Note adds lines, or corrects some while they can be contested.
type Note struct {
	By    By
	Lines []Stated
}

func (c Note) decide(p Period) ([]agreements.PeriodEvent, error) {
	live := 0
	for _, l := range p.Lines {
		if !l.Replaced {
			live++
		}
	}
	switch {
	case !p.Exists():
		return nil, NoPeriod
	case c.By.Seat != p.Opened.Holder:
		return nil, NotTheHolder
	case p.State == Distributed:
		return nil, IsDistributed
	case len(c.Lines) == 0:
		return nil, rule.Refuse("INVALID", "rule", "required").At("lines")
	case len(c.Lines) > mostAtOnce:
		return nil, rule.Refuse("INVALID", "rule", "too_many", "max", strconv.Itoa(mostAtOnce)).At("lines")
	case len(p.Lines)+len(c.Lines) > mostLines:
		return nil, rule.Refuse("INVALID", "rule", "too_many", "max", strconv.Itoa(mostLines)).At("lines")
	}
	e := agreements.LinesStated{Initiative: p.Opened.Initiative, Currency: p.Opened.Currency, Seat: c.By.Seat, Person: c.By.Person}
	replaced := map[string]bool{}
	for i, l := range c.Lines {
		line, err := l.line(p, replaced)
		if err != nil {
			return nil, err.At(append([]string{"lines", strconv.Itoa(i)}, err.Field...)...)
		}
		e.Lines = append(e.Lines, line)
	}
	return []agreements.PeriodEvent{e}, nil
}

func (l Stated) line(p Period, replaced map[string]bool) (agreements.ValueLine, *rule.Refusal) {
	out := agreements.ValueLine{Line: l.ID, Kind: l.Kind, By: l.By, Replaces: l.Replaces, Minor: l.Amount.Minor}
	var refusal *rule.Refusal
	if out.Text, refusal = prose.Line(l.Text, longestLine); refusal != nil {
		return out, refusal.At("text")
	}
	if out.Source, refusal = prose.Line(l.Source, longestSource); refusal != nil {
		return out, refusal.At("source")
	}
	amount, err := money.Parse(l.Amount.Minor, l.Amount.Currency)
	known := slices.ContainsFunc(p.Opened.Portions, func(part agreements.Portion) bool { return part.Key == l.By })
	switch {
	case l.Kind != Income && l.Kind != Cost:
		return out, rule.Refuse("INVALID", "rule", "choice").At("kind")
	case err != nil:
		return out, rule.Refuse("INVALID", "rule", "money").At("amount")
	case amount.Currency != p.Opened.Currency:
		return out, rule.Refuse(CurrencyOfPlan.Code, "term", p.Opened.Currency).At("amount")
	case amount.Minor <= 0:
		return out, rule.Refuse("INVALID", "rule", "negative").At("amount")
	case amount.Minor > value.MostMinor:
		return out, value.TooLarge.At("amount")
	case l.By != "" && !known:
		return out, rule.Refuse("INVALID", "rule", "unknown").At("by")
	}
	return l.corrected(out, p, replaced)
}

// corrected sees that a correction says what it corrects, and why.
func (l Stated) corrected(out agreements.ValueLine, p Period, replaced map[string]bool) (agreements.ValueLine, *rule.Refusal) {
	if l.Replaces == "" {
		if p.State != Stating {
			return out, rule.Refuse(NotStating.Code)
		}
		if l.Reason != "" {
			return out, rule.Refuse("INVALID", "rule", "corrections_only").At("reason")
		}
		return out, nil
	}
	old, known := p.find(l.Replaces)
	var refusal *rule.Refusal
	switch out.Reason, refusal = prose.Clean(l.Reason, longestReason); {
	case refusal != nil:
		return out, refusal.At("reason")
	case !known || replaced[old.ID]:
		return out, rule.Refuse(NoLine.Code).At("replaces")
	}
	replaced[old.ID] = true
	return out, nil
}

// Publish ends stating: from now on lines are read.
type Publish struct {
	By By
	At time.Time
}

func (c Publish) decide(p Period) ([]agreements.PeriodEvent, error) {
	switch {
	case !p.Exists():
		return nil, NoPeriod
	case c.By.Seat != p.Opened.Holder:
		return nil, NotTheHolder
	case p.State != Stating:
		return nil, nil
	case len(p.Lines) == 0:
		return nil, NothingStated
	case p.Sums().Pot > value.MostMinor:
		return nil, value.TooLarge
	}
	contest, _ := terms.Duration(p.Opened.Contest)
	return []agreements.PeriodEvent{agreements.StatementPublished{Seat: c.By.Seat, Person: c.By.Person, ContestBy: agreements.InstantOf(c.At.Add(contest))}}, nil
}

// portions are the rule of a plan in numbers.
func portions(plan agreements.PeriodOpened) ([]value.Portion, error) {
	list := make([]value.Portion, len(plan.Portions))
	for i, part := range plan.Portions {
		share, ok := fraction(part.Share)
		if !ok {
			return nil, value.NotWhole
		}
		list[i] = value.Portion{Key: part.Key, Share: share}
	}
	if _, err := value.Divide(0, list); err != nil {
		return nil, err
	}
	return list, nil
}

func number(minor string) int64 {
	n, _ := strconv.ParseInt(minor, 10, 64)
	return n
}

func minor(n int64) string { return strconv.FormatInt(n, 10) }
