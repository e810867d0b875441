// Package position says how much of the record somebody has seen: a sequence
// per stream, handed to clients as one sealed word of a fixed length.
//
// A client can give it back, and so see its own writes through any gateway, but
// it cannot read it: how far a sealed stream has come is nobody's business.
package position

import (
	"encoding/binary"
	"errors"
)

// Streams are all streams of the record, in the order in which a position
// stores them. The order never changes; a new stream is a new [version].
var Streams = [...]string{
	"registry", "registry_sealed",
	"deliberation", "deliberation_sealed",
	"negotiation", "negotiation_sealed",
	"agreements", "agreements_sealed",
}

const version = 1

// Vector holds the last sequence seen of each of [Streams].
type Vector [len(Streams)]uint64

// ErrUnknown is returned for a word that this installation did not seal.
var ErrUnknown = errors.New("not a position")

// Of returns the vector that has seen a stream up to a sequence and nothing
// else. An unknown stream is ignored.
func Of(stream string, sequence uint64) Vector {
	var v Vector
	if i := index(stream); i >= 0 {
		v[i] = sequence
	}
	return v
}

// At returns the sequence seen of a stream.
func (v Vector) At(stream string) uint64 {
	if i := index(stream); i >= 0 {
		return v[i]
	}
	return 0
}

// Merge returns what somebody has seen who has seen both.
func (v Vector) Merge(w Vector) Vector {
	for i := range v {
		v[i] = max(v[i], w[i])
	}
	return v
}

// Covers tells whether everything in w has been seen in v too.
func (v Vector) Covers(w Vector) bool {
	for i := range v {
		if v[i] < w[i] {
			return false
		}
	}
	return true
}

// Seal writes the vector as a word that only the box can read.
func (v Vector) Seal(b *Box) string {
	plain := make([]byte, 1, 1+8*len(v))
	plain[0] = version
	for _, sequence := range v {
		plain = binary.BigEndian.AppendUint64(plain, sequence)
	}
	return b.Seal("position", plain)
}

// Open reads a word that [Vector.Seal] wrote.
func Open(b *Box, word string) (Vector, error) {
	var v Vector
	plain, ok := b.Open("position", word)
	if !ok || len(plain) != 1+8*len(v) || plain[0] != version {
		return v, ErrUnknown
	}
	for i := range v {
		v[i] = binary.BigEndian.Uint64(plain[1+8*i:])
	}
	return v, nil
}

func index(stream string) int {
	for i, s := range Streams {
		if s == stream {
			return i
		}
	}
	return -1
}
