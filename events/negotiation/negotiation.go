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
	OfThread      Kind = "thread" // the room of all seats
	OfRoom        Kind = "room"   // the room of one seat, in the sealed stream
	OfBox         Kind = "box"    // the votes of one decision, in the sealed stream
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
	MessagePosted{}.Name():     decode[MessagePosted],
	TeamMessagePosted{}.Name(): decode[TeamMessagePosted],
	DraftMade{}.Name():         decode[DraftMade],
	DraftRevised{}.Name():      decode[DraftRevised],
	DraftDiscarded{}.Name():    decode[DraftDiscarded],
	VoteCast{}.Name():          decode[VoteCast],
	BoxClosed{}.Name():         decode[BoxClosed],
}

// Decode reads an event of the given name from its stored form.
func Decode(name string, data []byte) (Event, error) {
	read, known := Decoders[name]
	if !known {
		return nil, fmt.Errorf("decode %s: no such event", name)
	}
	return read(data)
}

func decode[E Event](data []byte) (Event, error) {
	var e E
	if err := json.Unmarshal(data, &e); err != nil {
		return nil, fmt.Errorf("decode %s: %w", e.Name(), err)
	}
	return e, nil
}
