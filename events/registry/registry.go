// Package registry is the contract of the registry service: who there is, who
// acts for whom, and who sits at which table, in the form in which it is stored
// for good; and, in contract.go, what other services may look up.
//
// Names and JSON fields never change; a new meaning is a new event. What an
// event is about, its aggregate, stands in its commit and is not repeated.
package registry

import (
	"encoding/json"
	"fmt"
)

// The streams that the service writes: one that is shared, one for what only
// an organization itself may know.
const (
	Stream = "registry"
	Sealed = "registry_sealed"
)

// Kind is whose history an event belongs to.
type Kind string

// The kinds of aggregates.
const (
	OfPerson       Kind = "person"
	OfOrganization Kind = "organization"
	OfInitiative   Kind = "initiative"
	OfLimits       Kind = "limits"       // in the sealed stream
	OfPresumptions Kind = "presumptions" // in the sealed stream
	OfCommunity    Kind = "community"
	OfIntroduction Kind = "introduction" // in the sealed stream
	OfAgent        Kind = "agent"
	OfKey          Kind = "key"
)

// Event is one of the events of this package.
type Event interface {
	Name() string
	Of() Kind
}

// Decoders reads each event, by name, from its stored form.
var Decoders = map[string]func([]byte) (Event, error){
	PersonRegistered{}.Name():       decode[PersonRegistered],
	PersonRenamed{}.Name():          decode[PersonRenamed],
	OrganizationFounded{}.Name():    decode[OrganizationFounded],
	MemberAdded{}.Name():            decode[MemberAdded],
	RolesChanged{}.Name():           decode[RolesChanged],
	MemberRemoved{}.Name():          decode[MemberRemoved],
	MemberLeft{}.Name():             decode[MemberLeft],
	MandateGranted{}.Name():         decode[MandateGranted],
	DeputyNamed{}.Name():            decode[DeputyNamed],
	MandateRevoked{}.Name():         decode[MandateRevoked],
	MandateLapsed{}.Name():          decode[MandateLapsed],
	MandateExpired{}.Name():         decode[MandateExpired],
	InitiativeOpened{}.Name():       decode[InitiativeOpened],
	ClassAdded{}.Name():             decode[ClassAdded],
	SeatOpened{}.Name():             decode[SeatOpened],
	SeatInvited{}.Name():            decode[SeatInvited],
	InvitationRevoked{}.Name():      decode[InvitationRevoked],
	InvitationExpired{}.Name():      decode[InvitationExpired],
	SeatTaken{}.Name():              decode[SeatTaken],
	SeatDeclined{}.Name():           decode[SeatDeclined],
	SeatVacated{}.Name():            decode[SeatVacated],
	LevelStated{}.Name():            decode[LevelStated],
	AttemptRecorded{}.Name():        decode[AttemptRecorded],
	LimitsSet{}.Name():              decode[LimitsSet],
	LimitsShown{}.Name():            decode[LimitsShown],
	MemberInvited{}.Name():          decode[MemberInvited],
	MemberInvitationsEnded{}.Name(): decode[MemberInvitationsEnded],
	HandoverOffered{}.Name():        decode[HandoverOffered],
	HandoverEnded{}.Name():          decode[HandoverEnded],
	MandateHandedOver{}.Name():      decode[MandateHandedOver],
	ControllerDeclared{}.Name():     decode[ControllerDeclared],
	ControllerConfirmed{}.Name():    decode[ControllerConfirmed],
	MandatesGoverned{}.Name():       decode[MandatesGoverned],
	MandateProposed{}.Name():        decode[MandateProposed],
	LimitsAsked{}.Name():            decode[LimitsAsked],
	ProposalEnded{}.Name():          decode[ProposalEnded],
	LimitsWanted{}.Name():           decode[LimitsWanted],
	LimitsAnswered{}.Name():         decode[LimitsAnswered],
	SeatRedirected{}.Name():         decode[SeatRedirected],
	GroundRulesQuestioned{}.Name():  decode[GroundRulesQuestioned],
	InvitationReminded{}.Name():     decode[InvitationReminded],
	ObserverAdmitted{}.Name():       decode[ObserverAdmitted],
	ObserverLeft{}.Name():           decode[ObserverLeft],
	AdvocateNamed{}.Name():          decode[AdvocateNamed],
	AdvocateSeconded{}.Name():       decode[AdvocateSeconded],
	SeatRepresented{}.Name():        decode[SeatRepresented],
	AdvocateEnded{}.Name():          decode[AdvocateEnded],
	ClassChangeProposed{}.Name():    decode[ClassChangeProposed],
	ClassChangeVoted{}.Name():       decode[ClassChangeVoted],
	ClassChangeEnded{}.Name():       decode[ClassChangeEnded],
	ClassesChanged{}.Name():         decode[ClassesChanged],
	LevelPresumed{}.Name():          decode[LevelPresumed],
	PresumptionsPublished{}.Name():  decode[PresumptionsPublished],
	VisionsRevised{}.Name():         decode[VisionsRevised],
	InitiativeLinked{}.Name():       decode[InitiativeLinked],
	LinkConfirmed{}.Name():          decode[LinkConfirmed],
	FacilitatorAdmitted{}.Name():    decode[FacilitatorAdmitted],
	FacilitatorLeft{}.Name():        decode[FacilitatorLeft],
	OffersGoverned{}.Name():         decode[OffersGoverned],
	PageSet{}.Name():                decode[PageSet],
	NameShown{}.Name():              decode[NameShown],
	SteppedForward{}.Name():         decode[SteppedForward],

	// People and organizations that find each other.
	ProfileRevised{}.Name():       decode[ProfileRevised],
	ExpertiseRevised{}.Name():     decode[ExpertiseRevised],
	PeerNamed{}.Name():            decode[PeerNamed],
	NamingWithdrawn{}.Name():      decode[NamingWithdrawn],
	AgentStoodDown{}.Name():       decode[AgentStoodDown],
	AgentStoodUp{}.Name():         decode[AgentStoodUp],
	IntroductionProposed{}.Name(): decode[IntroductionProposed],
	IntroductionAnswered{}.Name(): decode[IntroductionAnswered],
	IntroductionExpired{}.Name():  decode[IntroductionExpired],
	CommunityFounded{}.Name():     decode[CommunityFounded],
	CharterProposed{}.Name():      decode[CharterProposed],
	CharterAgreed{}.Name():        decode[CharterAgreed],
	CharterAdopted{}.Name():       decode[CharterAdopted],
	CharterDropped{}.Name():       decode[CharterDropped],
	MembershipSought{}.Name():     decode[MembershipSought],
	MemberVouched{}.Name():        decode[MemberVouched],
	MemberAdmitted{}.Name():       decode[MemberAdmitted],
	SeekingEnded{}.Name():         decode[SeekingEnded],
	CommunityLeft{}.Name():        decode[CommunityLeft],
	RemovalMoved{}.Name():         decode[RemovalMoved],
	CommunityRemoved{}.Name():     decode[CommunityRemoved],
	ControlDeclared{}.Name():      decode[ControlDeclared],
	ControlClaimed{}.Name():       decode[ControlClaimed],
	ControlSeconded{}.Name():      decode[ControlSeconded],
	ControlUpheld{}.Name():        decode[ControlUpheld],
	StandingOffered{}.Name():      decode[StandingOffered],
	StandingWithdrawn{}.Name():    decode[StandingWithdrawn],

	// What people sign with.
	KeyRegistered{}.Name(): decode[KeyRegistered],
	KeyRevoked{}.Name():    decode[KeyRevoked],
}

func decode[E Event](data []byte) (Event, error) {
	var e E
	if err := json.Unmarshal(data, &e); err != nil {
		return nil, fmt.Errorf("decode %s: %w", e.Name(), err)
	}
	return e, nil
}
