package keeping

import (
	"slices"
	"strconv"
	"time"

	"parley.example/events/agreements"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	prose "parley.example/services/internal/rules/text"
)

// Outcomes of a dispute.
const (
	Fulfilled = "fulfilled"
	Owed      = "owed" // still, until another day
	GivenUp   = "waived"
)

// Bounds on what people write.
const (
	LongestNote = 2000
	MostFiles   = 10
	mostTries   = 20 // resolutions of one dispute that lie open
	farthest    = 10 // years that a new day may lie ahead
)

// The rules that forbid something.
var (
	NoObligation   = rule.Refuse("NO_SUCH_OBLIGATION").At("obligation")
	NotTheDebtor   = rule.Refuse("NOT_THE_DEBTOR").At("obligation")
	NotTheCreditor = rule.Refuse("NOT_THE_CREDITOR").At("obligation")
	NotASide       = rule.Refuse("NOT_A_SIDE").At("obligation")
	NotReported    = rule.Refuse("NOT_REPORTED").At("obligation")
	IsReported     = rule.Refuse("ALREADY_REPORTED").At("obligation")
	InDispute      = rule.Refuse("IN_DISPUTE").At("obligation")
	NotDisputed    = rule.Refuse("NOT_DISPUTED").At("obligation")
	NotDueYet      = rule.Refuse("NOTHING_TO_DISPUTE").At("obligation")
	NoEvidence     = rule.Refuse("EVIDENCE_NEEDED").At("note")
	NoFile         = rule.Refuse("FILE_NEEDED").At("files")
	NoSuchFile     = rule.Refuse("NO_SUCH_FILE").At("files")
	NoResolution   = rule.Refuse("NO_SUCH_RESOLUTION").At("resolution")
	OwnResolution  = rule.Refuse("OWN_RESOLUTION").At("resolution")
	TooManyTries   = rule.Refuse("INVALID", "rule", "too_many", "max", strconv.Itoa(mostTries)).At("obligation")
)

// Party is who acts, and for which seat.
type Party struct{ Person, Seat string }

// Report says that an obligation was fulfilled.
type Report struct {
	By         Party
	Obligation string
	Note       string
	Files      []agreements.File // one without a size is not kept here
	Zone       *time.Location
	At         time.Time
}

// Accept settles a reported obligation.
type Accept struct {
	By         Party
	Obligation string
}

// Dispute says no: a creditor to a report, the debtor to a breach.
type Dispute struct {
	By         Party
	Obligation string
	Reason     string
}

// Waive gives a claim up.
type Waive struct {
	By         Party
	Obligation string
	Reason     string
}

func (c Report) decide(b Board) ([]agreements.Event, error) {
	o, known := b.Find(c.Obligation)
	switch {
	case !known:
		return nil, NoObligation
	case c.By.Seat != o.Debtor:
		return nil, NotTheDebtor
	case o.State == Reported:
		return nil, IsReported
	case o.State == Disputed:
		return nil, InDispute
	}
	note, refusal := prose.Optional(c.Note, LongestNote)
	switch {
	case refusal != nil:
		return nil, refusal.At("note")
	case len(c.Files) > MostFiles:
		return nil, rule.Refuse("INVALID", "rule", "too_many", "max", strconv.Itoa(MostFiles)).At("files")
	case slices.ContainsFunc(c.Files, func(f agreements.File) bool { return f.Size == 0 }):
		return nil, NoSuchFile
	case o.Evidence == "file" && len(c.Files) == 0:
		return nil, NoFile
	case o.Evidence == "note" && note == "" && len(c.Files) == 0:
		return nil, NoEvidence
	}
	e := agreements.ObligationReported{Obligation: o.ID, Seat: c.By.Seat, Person: c.By.Person, Note: note, Files: c.Files}
	if on, ok := readDay(o.On); ok {
		e.Late = max(0, days(on, dayOf(c.At, c.Zone)))
	}
	if silence, ok := terms.Duration(o.Acceptance); ok {
		by := agreements.InstantOf(c.At.Add(silence))
		e.AcceptBy = &by
	}
	return []agreements.Event{e}, nil
}

func (c Accept) decide(b Board) ([]agreements.Event, error) {
	o, err := b.claimed(c.Obligation, c.By)
	switch {
	case err != nil:
		return nil, err
	case o.State == Disputed:
		return nil, InDispute
	case o.State != Reported:
		return nil, NotReported
	}
	return []agreements.Event{agreements.ObligationAccepted{Obligation: o.ID, Seat: c.By.Seat, Person: c.By.Person}}, nil
}

func (c Dispute) decide(b Board) ([]agreements.Event, error) {
	o, err := b.sided(c.Obligation, c.By)
	creditor := slices.Contains(o.Creditors, c.By.Seat)
	switch {
	case err != nil:
		return nil, err
	case o.State == Disputed:
		return nil, InDispute
	case creditor && o.State == Reported, !creditor && o.State == Breached:
	default:
		return nil, NotDueYet
	}
	reason, refusal := prose.Clean(c.Reason, LongestNote)
	if refusal != nil {
		return nil, refusal.At("reason")
	}
	return []agreements.Event{agreements.ObligationDisputed{Obligation: o.ID, Seat: c.By.Seat, Person: c.By.Person, Reason: reason}}, nil
}

func (c Waive) decide(b Board) ([]agreements.Event, error) {
	o, err := b.claimed(c.Obligation, c.By)
	if err != nil {
		return nil, err
	}
	reason, refusal := prose.Clean(c.Reason, LongestNote)
	switch {
	case refusal != nil:
		return nil, refusal.At("reason")
	case slices.Contains(o.Waived, c.By.Seat):
		return nil, nil
	}
	return []agreements.Event{agreements.ObligationWaived{
		Obligation: o.ID, Seat: c.By.Seat, Person: c.By.Person, Reason: reason, Whole: len(o.Waived)+1 == len(o.Creditors),
	}}, nil
}

// claimed is an obligation that is owed to whoever asks.
func (b Board) claimed(id string, by Party) (Obligation, error) {
	o, known := b.Find(id)
	switch {
	case !known:
		return o, NoObligation
	case !slices.Contains(o.Creditors, by.Seat):
		return o, NotTheCreditor
	}
	return o, nil
}

// sided is an obligation of which whoever asks is debtor or creditor.
func (b Board) sided(id string, by Party) (Obligation, error) {
	o, known := b.Find(id)
	switch {
	case !known:
		return o, NoObligation
	case by.Seat != o.Debtor && !slices.Contains(o.Creditors, by.Seat):
		return o, NotASide
	}
	return o, nil
}
