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
	Version int     `json:"version"`
	By      Instant `json:"by"`
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
}

// Lapsed ends a version that not all who had to have signed in time.
type Lapsed struct {
	Version int      `json:"version"`
	Missing []string `json:"missing"`
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
