// Package negotiation is the contract of the negotiation service: what can have
// happened at a table, in its rooms and in its ballot boxes, in the form in
// which it is stored for good.
//
// Names and JSON fields never change; a new meaning is a new event. What an
// event is about, its aggregate, stands in its commit and is not repeated. The
// initiative is, where a read model begins: it says who may read it.
package negotiation

import (
	"encoding/json"
	"fmt"
)

// The streams that the service writes: one that everyone at a table shares, one
// for what only one seat, or nobody yet, may know.
const (
	Stream = "negotiation"
	Sealed = "negotiation_sealed"
)

// Kind is whose history an event belongs to.
type Kind string

// The kinds of aggregates.
const (
	OfNegotiation Kind = "negotiation"
	OfThread      Kind = "thread"   // the room of all seats
	OfRoom        Kind = "room"     // the room of one seat, in the sealed stream
	OfBox         Kind = "box"      // the votes of one decision, in the sealed stream
	OfAsk         Kind = "ask"      // who owes whom an answer
	OfAnnex       Kind = "annex"    // an answer for named readers, in the sealed stream
	OfCaucus      Kind = "caucus"   // a closed room, in the sealed stream
	OfStanding    Kind = "standing" // what is kept open for a seat that is not there
)

// Event is one of the events of this package.
type Event interface {
	Name() string
	Of() Kind
}

// Decoders reads each event, by name, from its stored form.
var Decoders = map[string]func([]byte) (Event, error){
	Opened{}.Name():            decode[Opened],
	RulesChanged{}.Name():      decode[RulesChanged],
	RulesAccepted{}.Name():     decode[RulesAccepted],
	TermAdded{}.Name():         decode[TermAdded],
	TermChanged{}.Name():       decode[TermChanged],
	TermRemoved{}.Name():       decode[TermRemoved],
	PackageTabled{}.Name():     decode[PackageTabled],
	PackageWithdrawn{}.Name():  decode[PackageWithdrawn],
	PackageExpired{}.Name():    decode[PackageExpired],
	PositionTaken{}.Name():     decode[PositionTaken],
	DecisionOpened{}.Name():    decode[DecisionOpened],
	DeadlineMoved{}.Name():     decode[DeadlineMoved],
	Voted{}.Name():             decode[Voted],
	ClosingCalled{}.Name():     decode[ClosingCalled],
	DecisionClosed{}.Name():    decode[DecisionClosed],
	TextFixed{}.Name():         decode[TextFixed],
	TermsReopened{}.Name():     decode[TermsReopened],
	MessagePosted{}.Name():     decode[MessagePosted],
	TeamMessagePosted{}.Name(): decode[TeamMessagePosted],
	DraftMade{}.Name():         decode[DraftMade],
	DraftRevised{}.Name():      decode[DraftRevised],
	DraftDiscarded{}.Name():    decode[DraftDiscarded],
	VoteCast{}.Name():          decode[VoteCast],
	BoxClosed{}.Name():         decode[BoxClosed],

	Moved{}.Name():                decode[Moved],
	Supported{}.Name():            decode[Supported],
	MotionClosed{}.Name():         decode[MotionClosed],
	FacilitatorAppointed{}.Name(): decode[FacilitatorAppointed],
	FacilitatorDismissed{}.Name(): decode[FacilitatorDismissed],
	PhaseOpened{}.Name():          decode[PhaseOpened],
	PhaseClosed{}.Name():          decode[PhaseClosed],
	SessionCalled{}.Name():        decode[SessionCalled],
	AgendaSet{}.Name():            decode[AgendaSet],
	SpeakerAsked{}.Name():         decode[SpeakerAsked],
	SpeakerCalled{}.Name():        decode[SpeakerCalled],
	RungClimbed{}.Name():          decode[RungClimbed],
	ExpertHeard{}.Name():          decode[ExpertHeard],
	ClosingWord{}.Name():          decode[ClosingWord],
	RoundOpened{}.Name():          decode[RoundOpened],
	RoundCalled{}.Name():          decode[RoundCalled],
	RoundClosed{}.Name():          decode[RoundClosed],
	EnvelopeFilled{}.Name():       decode[EnvelopeFilled],
	EnvelopesOpened{}.Name():      decode[EnvelopesOpened],
	TextTaken{}.Name():            decode[TextTaken],
	TextAmended{}.Name():          decode[TextAmended],
	LateSeated{}.Name():           decode[LateSeated],
	StoodStill{}.Name():           decode[StoodStill],
	Presumed{}.Name():             decode[Presumed],
	WayChosen{}.Name():            decode[WayChosen],
	ConstraintAdded{}.Name():      decode[ConstraintAdded],
	ConstraintLifted{}.Name():     decode[ConstraintLifted],
	JointDrafted{}.Name():         decode[JointDrafted],
	JointConfirmed{}.Name():       decode[JointConfirmed],
	JointDropped{}.Name():         decode[JointDropped],

	PreferencesSealed{}.Name():    decode[PreferencesSealed],
	BlindVoteCast{}.Name():        decode[BlindVoteCast],
	BlindBoxClosed{}.Name():       decode[BlindBoxClosed],
	SealShown{}.Name():            decode[SealShown],
	MediationAsked{}.Name():       decode[MediationAsked],
	MediationJoined{}.Name():      decode[MediationJoined],
	MediationBegan{}.Name():       decode[MediationBegan],
	MediationAnswered{}.Name():    decode[MediationAnswered],
	MediationLapsed{}.Name():      decode[MediationLapsed],
	MediationClosed{}.Name():      decode[MediationClosed],
	StandingOffered{}.Name():      decode[StandingOffered],
	StandingJoined{}.Name():       decode[StandingJoined],
	StandingTaken{}.Name():        decode[StandingTaken],
	StandingWithdrawn{}.Name():    decode[StandingWithdrawn],
	AskRaised{}.Name():            decode[AskRaised],
	AskAnswered{}.Name():          decode[AskAnswered],
	AskConfirmed{}.Name():         decode[AskConfirmed],
	AskContested{}.Name():         decode[AskContested],
	AskWithdrawn{}.Name():         decode[AskWithdrawn],
	AskOverdue{}.Name():           decode[AskOverdue],
	AnnexLaid{}.Name():            decode[AnnexLaid],
	SeatReminded{}.Name():         decode[SeatReminded],
	CaucusOpened{}.Name():         decode[CaucusOpened],
	CaucusSaid{}.Name():           decode[CaucusSaid],
	CaucusUnsaid{}.Name():         decode[CaucusUnsaid],
	CaucusLeft{}.Name():           decode[CaucusLeft],
	CaucusClosed{}.Name():         decode[CaucusClosed],
	CaucusErased{}.Name():         decode[CaucusErased],
	MessageEdited{}.Name():        decode[MessageEdited],
	MessageWithdrawn{}.Name():     decode[MessageWithdrawn],
	TeamMessageEdited{}.Name():    decode[TeamMessageEdited],
	TeamMessageWithdrawn{}.Name(): decode[TeamMessageWithdrawn],
	DraftReviewed{}.Name():        decode[DraftReviewed],
}

// Decode reads an event of the given name from its stored form.
func Decode(name string, data []byte) (Event, error) {
	read, known := Decoders[name]
	if !known {
		return nil, fmt.Errorf("decode %s: no such event", name)
	}
	return read(data)
}

// Unmarshal reads JSON. A program that reads long histories may put a faster one
// in its place before it decodes anything; this package knows the standard
// library only.
var Unmarshal = json.Unmarshal

func decode[E Event](data []byte) (Event, error) {
	var e E
	if err := Unmarshal(data, &e); err != nil {
		return nil, fmt.Errorf("decode %s: %w", e.Name(), err)
	}
	return e, nil
}
