package agreements

import (
	"encoding/json"
	"fmt"
)

// A period is one distribution of one agreement: what came in, who read it, and
// how it was shared. It is an aggregate of its own, since it outlives versions
// and nothing in it moves the agreement. Who got what within a portion lies in
// the sealed stream, in a roll for each portion: only totals are the table's.

// Portion is a fixed part of what is shared, and the seats that it is for: none
// for a reserve.
type Portion struct {
	Key     string   `json:"key"`
	Share   string   `json:"share"` // exact fraction
	Seats   []string `json:"seats"`
	By      string   `json:"by,omitempty"`      // within: equal, contributions, formula
	Formula string   `json:"formula,omitempty"` // of by formula
}

// PeriodOpened fixes by which rule a period will be shared. What the agreement
// becomes later does not change it.
type PeriodOpened struct {
	Agreement  string    `json:"agreement"`
	Initiative string    `json:"initiative"`
	Version    int       `json:"version"`
	Hash       string    `json:"hash"`
	Clause     string    `json:"clause"` // key of the shares clause
	Number     int       `json:"number"`
	From       string    `json:"from"` // days, both within
	To         string    `json:"to"`
	Currency   string    `json:"currency"`
	Language   string    `json:"language,omitempty"`
	Holder     string    `json:"holder"` // seat that holds the money and states it
	Person     string    `json:"person"`
	Reader     string    `json:"reader,omitempty"` // seat that counter-reads
	Contest    string    `json:"contest"`          // ISO 8601
	Unit       string    `json:"unit,omitempty"`
	Reserve    string    `json:"reserve,omitempty"`
	Portions   []Portion `json:"portions"`
	Parties    []string  `json:"parties"`
}

// ValueLine is one line of a statement.
type ValueLine struct {
	Line     string `json:"line"`
	Kind     string `json:"kind"` // income, cost
	Text     string `json:"text"`
	Minor    string `json:"minor"`
	Source   string `json:"source"`
	By       string `json:"by,omitempty"`       // portion that brought it in
	Replaces string `json:"replaces,omitempty"` // line that it corrects
	Reason   string `json:"reason,omitempty"`   // of a correction
}

// LinesStated adds lines. A corrected line stays readable and counts no more.
type LinesStated struct {
	Initiative string      `json:"initiative"`
	Currency   string      `json:"currency"`
	Seat       string      `json:"seat"`
	Person     string      `json:"person"`
	Lines      []ValueLine `json:"lines"`
}

// StatementPublished ends stating and begins reading.
type StatementPublished struct {
	Seat      string  `json:"seat"`
	Person    string  `json:"person"`
	ContestBy Instant `json:"contestBy"`
}

// LineRead is what a seat says to a line.
type LineRead struct {
	Line    string `json:"line"`
	Seat    string `json:"seat"`
	Person  string `json:"person"`
	Verdict string `json:"verdict"` // confirmed, contested
	Reason  string `json:"reason,omitempty"`
}

// LineSettlementProposed is what one side of a contested line would take it for.
type LineSettlementProposed struct {
	Line   string `json:"line"`
	Seat   string `json:"seat"`
	Person string `json:"person"`
	Minor  string `json:"minor"`
	How    string `json:"how"`
}

// LineSettled says that both sides take a contested line for the same amount.
type LineSettled struct {
	Line   string `json:"line"`
	Seat   string `json:"seat"`
	Person string `json:"person"`
	Minor  string `json:"minor"`
	How    string `json:"how"`
}

// Worth is what a group of portions is worth without the others.
type Worth struct {
	Of    []string `json:"of"`
	Minor string   `json:"minor"`
}

// CharacteristicAdopted is one party's yes to what groups are worth. Only what
// all parties have said in the same words is calculated with.
type CharacteristicAdopted struct {
	Seat   string  `json:"seat"`
	Person string  `json:"person"`
	Digest string  `json:"digest"`
	Groups []Worth `json:"groups,omitempty"` // absent: those of the same digest that stand
	Whole  bool    `json:"whole,omitempty"`  // all parties have adopted it
}

// Given is an amount for a portion.
type Given struct {
	Portion string `json:"portion"`
	Minor   string `json:"minor"`
}

// Distributed shares what is not disputed. A line that is settled later is
// shared in a round of its own; no round is ever computed again.
type Distributed struct {
	Agreement  string    `json:"agreement"`
	Initiative string    `json:"initiative"`
	Currency   string    `json:"currency"`
	Round      int       `json:"round"`
	Pot        string    `json:"pot"` // what there was to share in this round
	Held       string    `json:"held"`
	Portions   []Given   `json:"portions"`
	Deficit    string    `json:"deficit,omitempty"` // costs above income: nothing is shared
	Fairness   *Fairness `json:"fairness,omitempty"`
}

// Fairness sets what portions received beside what other rules would have
// given. All amounts are in minor units, all parts exact fractions.
type Fairness struct {
	Keys             []string `json:"keys"` // portions, without the reserve
	Received         []string `json:"received"`
	Contributed      []string `json:"contributed"`
	Equal            []string `json:"equal"`
	Proportional     []string `json:"proportional,omitempty"`
	Shapley          []string `json:"shapley,omitempty"`
	ShapleyError     string   `json:"shapleyError,omitempty"`
	Gini             string   `json:"gini"`
	FromEqual        string   `json:"fromEqual"`
	FromProportional string   `json:"fromProportional,omitempty"`
	FromShapley      string   `json:"fromShapley,omitempty"`
}

// RollOpened begins who shares one portion of a period.
type RollOpened struct {
	Period     string   `json:"period"`
	Agreement  string   `json:"agreement"`
	Initiative string   `json:"initiative"`
	Portion    string   `json:"portion"`
	Seats      []string `json:"seats"`
	Holder     string   `json:"holder"`
	By         string   `json:"by,omitempty"`
	Formula    string   `json:"formula,omitempty"`
	Unit       string   `json:"unit,omitempty"`
	Currency   string   `json:"currency"`
	From       string   `json:"from"`
	To         string   `json:"to"`
}

// Contribution is what somebody put in. A payee is a seat, a person or a key
// that the portion's seats understand, with a name to show.
type Contribution struct {
	Payee  string `json:"payee"` // id, or key
	Kind   string `json:"kind"`  // seat, person, key
	Name   string `json:"name,omitempty"`
	Amount string `json:"amount"`
}

// ContributionsRecorded adds rows; a payee's newest row counts.
type ContributionsRecorded struct {
	Seat   string         `json:"seat"`
	Person string         `json:"person"`
	Rows   []Contribution `json:"rows"`
}

// Payout is one payee's money of one round.
type Payout struct {
	Payout string `json:"payout"`
	Payee  string `json:"payee"`
	Kind   string `json:"kind"`
	Name   string `json:"name,omitempty"`
	Amount string `json:"amount,omitempty"` // contributed
	Minor  string `json:"minor"`
}

// PayoutsMade shares what fell on the portion in one round.
type PayoutsMade struct {
	Of      RollOpened `json:"of"` // the roll, so that each payout says what it is of
	Round   int        `json:"round"`
	Pot     string     `json:"pot"`
	Payouts []Payout   `json:"payouts"`
}

// PayoutsHeld says why a round could not be shared yet.
type PayoutsHeld struct {
	Round int    `json:"round"`
	Pot   string `json:"pot"`
	Why   string `json:"why"` // code of the rule
}

// PaymentsMarked is the holder's word that payouts are paid.
type PaymentsMarked struct {
	Seat    string   `json:"seat"`
	Person  string   `json:"person"`
	Payouts []string `json:"payouts"`
	On      string   `json:"on"`
	Note    string   `json:"note,omitempty"`
}

// PaymentAnswered is the payee's word about a payment.
type PaymentAnswered struct {
	Payout  string `json:"payout"`
	Seat    string `json:"seat,omitempty"`
	Person  string `json:"person"`
	Verdict string `json:"verdict"` // confirmed, disputed
	Reason  string `json:"reason,omitempty"`
}

// PeriodEvent is an event of a period or of one of its rolls.
type PeriodEvent interface {
	Name() string
	period()
}

// Name implements [PeriodEvent].
func (PeriodOpened) Name() string           { return "agreements.period_opened.v1" }
func (LinesStated) Name() string            { return "agreements.lines_stated.v1" }
func (StatementPublished) Name() string     { return "agreements.statement_published.v1" }
func (LineRead) Name() string               { return "agreements.line_read.v1" }
func (LineSettlementProposed) Name() string { return "agreements.line_settlement_proposed.v1" }
func (LineSettled) Name() string            { return "agreements.line_settled.v1" }
func (CharacteristicAdopted) Name() string  { return "agreements.characteristic_adopted.v1" }
func (Distributed) Name() string            { return "agreements.distributed.v1" }
func (RollOpened) Name() string             { return "agreements.roll_opened.v1" }
func (ContributionsRecorded) Name() string  { return "agreements.contributions_recorded.v1" }
func (PayoutsMade) Name() string            { return "agreements.payouts_made.v1" }
func (PayoutsHeld) Name() string            { return "agreements.payouts_held.v1" }
func (PaymentsMarked) Name() string         { return "agreements.payments_marked.v1" }
func (PaymentAnswered) Name() string        { return "agreements.payment_answered.v1" }

func (PeriodOpened) period()           {}
func (LinesStated) period()            {}
func (StatementPublished) period()     {}
func (LineRead) period()               {}
func (LineSettlementProposed) period() {}
func (LineSettled) period()            {}
func (CharacteristicAdopted) period()  {}
func (Distributed) period()            {}
func (RollOpened) period()             {}
func (ContributionsRecorded) period()  {}
func (PayoutsMade) period()            {}
func (PayoutsHeld) period()            {}
func (PaymentsMarked) period()         {}
func (PaymentAnswered) period()        {}

// PeriodDecoders reads each event of a period, by name, from its stored form.
var PeriodDecoders = map[string]func([]byte) (PeriodEvent, error){
	PeriodOpened{}.Name():           decodePeriod[PeriodOpened],
	LinesStated{}.Name():            decodePeriod[LinesStated],
	StatementPublished{}.Name():     decodePeriod[StatementPublished],
	LineRead{}.Name():               decodePeriod[LineRead],
	LineSettlementProposed{}.Name(): decodePeriod[LineSettlementProposed],
	LineSettled{}.Name():            decodePeriod[LineSettled],
	CharacteristicAdopted{}.Name():  decodePeriod[CharacteristicAdopted],
	Distributed{}.Name():            decodePeriod[Distributed],
	RollOpened{}.Name():             decodePeriod[RollOpened],
	ContributionsRecorded{}.Name():  decodePeriod[ContributionsRecorded],
	PayoutsMade{}.Name():            decodePeriod[PayoutsMade],
	PayoutsHeld{}.Name():            decodePeriod[PayoutsHeld],
	PaymentsMarked{}.Name():         decodePeriod[PaymentsMarked],
	PaymentAnswered{}.Name():        decodePeriod[PaymentAnswered],
}

func decodePeriod[E PeriodEvent](data []byte) (PeriodEvent, error) {
	var e E
	if err := json.Unmarshal(data, &e); err != nil {
		return nil, fmt.Errorf("decode %s: %w", e.Name(), err)
	}
	return e, nil
}
