// Package agreements is the contract of the agreements service: what became of
// a text that was agreed on, in the form in which it is stored for good.
//
// Names and JSON fields never change; a new meaning is a new event.
package agreements

import (
	"encoding/json"
	"fmt"
)

// The streams that the service writes: one that everyone at a table shares, one
// for what only some of them may know.
const (
	Stream = "agreements"
	Sealed = "agreements_sealed"
)

// Event is one of the events of this package.
type Event interface {
	Name() string
	agreements()
}

// Drafted is a version of an agreement: from here on its bytes are fixed.
type Drafted struct {
	Version  int    `json:"version"`
	Hash     string `json:"hash"`     // hex SHA-256 of Document, which is what is signed
	Document string `json:"document"` // canonical bytes (RFC 8785) of a [Document]

	Publicity string `json:"publicity,omitempty"` // what others may read of it: seats, result, all; absent: nothing

	text Document
}

// NewDrafted returns the event of a document, given its canonical bytes and
// their hash.
func NewDrafted(hash, document string) (Drafted, error) {
	d := Drafted{Hash: hash, Document: document}
	if err := json.Unmarshal([]byte(document), &d.text); err != nil {
		return d, fmt.Errorf("read document %s: %w", hash, err)
	}
	d.Version = d.text.Version
	return d, nil
}

// Text is the document, decoded.
func (d Drafted) Text() Document { return d.text }

// UnmarshalJSON reads the event and the document within it: a commit with a
// document that nobody can read is parked, not believed.
func (d *Drafted) UnmarshalJSON(data []byte) error {
	type plain Drafted
	if err := json.Unmarshal(data, (*plain)(d)); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(d.Document), &d.text); err != nil {
		return fmt.Errorf("read document %s: %w", d.Hash, err)
	}
	if d.Version < 1 || d.text.Version != d.Version {
		return fmt.Errorf("document %s is version %d, the event says %d", d.Hash, d.text.Version, d.Version)
	}
	return nil
}

// Opened lets seats sign a version, until a moment by which it is in force or
// will never be.
type Opened struct {
	Version   int      `json:"version"`
	By        Instant  `json:"by"`
	NotBefore *Instant `json:"notBefore,omitempty"` // the end of the cooling-off: in force no sooner
}

// Signed puts an organization's name under the bytes that have this hash. The
// commit's authority says by which mandate.
type Signed struct {
	Signature    string `json:"signature"`
	Initiative   string `json:"initiative"`
	Version      int    `json:"version"`
	Hash         string `json:"hash"`
	Seat         string `json:"seat"`
	Organization string `json:"organization"`
	Person       string `json:"person"`
	Accession    bool   `json:"accession,omitempty"` // joins what is in force already

	// Absent in what was signed before people had keys of their own: the meaning
	// is the same, and a verifier says of such a signature that it has no key.
	Key      string   `json:"key,omitempty"`
	Public   string   `json:"public,omitempty"`   // the key itself, in base64
	SignedAt *Instant `json:"signedAt,omitempty"` // as its statement says
	Bytes    string   `json:"bytes,omitempty"`    // the signature over the statement, in base64
	Registry uint64   `json:"registry,omitempty"` // how far the registry had come when the key was looked up
}

// Declined is a seat's no to a version, with the seats that had signed it and
// so have to hear of it.
type Declined struct {
	Version      int      `json:"version"`
	Seat         string   `json:"seat"`
	Organization string   `json:"organization"`
	Person       string   `json:"person"`
	Reason       string   `json:"reason"`
	Told         []string `json:"told"`
}

// Voided ends a version that can no longer enter into force.
type Voided struct {
	Version int      `json:"version"`
	Seat    string   `json:"seat"` // whose no it was
	Reason  string   `json:"reason"`
	Told    []string `json:"told"`
}

// EnteredIntoForce makes a version bind the seats that have signed it, and
// nobody else.
type EnteredIntoForce struct {
	Version int      `json:"version"`
	Hash    string   `json:"hash"`
	Parties []string `json:"parties"`

	Until    *Instant `json:"until,omitempty"`    // when its term is over
	LookBack *Instant `json:"lookBack,omitempty"` // when the parties look back for the first time
}

// Lapsed ends a version that not all who had to have signed in time.
type Lapsed struct {
	Version int      `json:"version"`
	Missing []string `json:"missing"`
	Refused []string `json:"refused,omitempty"` // whose organizations did not ratify it
	Told    []string `json:"told"`
}

// Name implements [Event].
func (Drafted) Name() string          { return "agreements.drafted.v1" }
func (Opened) Name() string           { return "agreements.opened.v1" }
func (Signed) Name() string           { return "agreements.signed.v1" }
func (Declined) Name() string         { return "agreements.declined.v1" }
func (Voided) Name() string           { return "agreements.voided.v1" }
func (EnteredIntoForce) Name() string { return "agreements.entered_into_force.v1" }
func (Lapsed) Name() string           { return "agreements.lapsed.v1" }

func (Drafted) agreements()          {}
func (Opened) agreements()           {}
func (Signed) agreements()           {}
func (Declined) agreements()         {}
func (Voided) agreements()           {}
func (EnteredIntoForce) agreements() {}
func (Lapsed) agreements()           {}

// Decoders reads each event, by name, from its stored form.
var Decoders = map[string]func([]byte) (Event, error){
	Drafted{}.Name():          decode[Drafted],
	Opened{}.Name():           decode[Opened],
	Signed{}.Name():           decode[Signed],
	Declined{}.Name():         decode[Declined],
	Voided{}.Name():           decode[Voided],
	EnteredIntoForce{}.Name(): decode[EnteredIntoForce],
	Lapsed{}.Name():           decode[Lapsed],

	ObligationRaised{}.Name():   decode[ObligationRaised],
	ObligationReported{}.Name(): decode[ObligationReported],
	ObligationAccepted{}.Name(): decode[ObligationAccepted],
	ObligationDisputed{}.Name(): decode[ObligationDisputed],
	ResolutionProposed{}.Name(): decode[ResolutionProposed],
	ObligationResolved{}.Name(): decode[ObligationResolved],
	ObligationBreached{}.Name(): decode[ObligationBreached],
	ObligationWaived{}.Name():   decode[ObligationWaived],
	DutyCarried{}.Name():        decode[DutyCarried],
	DutyEnded{}.Name():          decode[DutyEnded],

	ArticleAwoke{}.Name():       decode[ArticleAwoke],
	Superseded{}.Name():         decode[Superseded],
	ExitAnnounced{}.Name():      decode[ExitAnnounced],
	Exited{}.Name():             decode[Exited],
	Renewed{}.Name():            decode[Renewed],
	Ended{}.Name():              decode[Ended],
	LookBackCalled{}.Name():     decode[LookBackCalled],
	RatificationOpened{}.Name(): decode[RatificationOpened],
	RatificationClosed{}.Name(): decode[RatificationClosed],
	Reopened{}.Name():           decode[Reopened],
	RatificationAsked{}.Name():  decode[RatificationAsked],
	RatificationSaid{}.Name():   decode[RatificationSaid],
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
