// Package view makes the documents that people at a table read: pure functions
// from the record to the shape of the API's types.
package view

import (
	"fmt"
	"strings"

	"parley.example/events/negotiation"
	"parley.example/events/project"
	"parley.example/events/record"
)

// The audiences, as the SDL says them.
const (
	atTable = "table:{initiative}"
	onSeat  = "seat:{seat}"
)

// Shared is what is projected from the stream that everyone at a table shares.
func Shared() project.Model {
	return project.Model{
		Stream: negotiation.Stream, Decode: decode, Due: sharedDue,
		Views: []project.View{
			negotiations(), terms(), sheets(), packages(), positions(), decisions(), votes(), messages(), seals(), mediationRounds(), suggestions(),
			talks(), guidances(), motions(), rounds(), workingTexts(), redlines(), constraints(), sessions(), briefs(), closingWords(),
			asks(), duties(), voices(), stands(), threads(), standingOffers(), publicNegotiations(), newsItems(),
		},
	}
}

// Sealed is what is projected from the stream of single seats.
func Sealed() project.Model {
	return project.Model{
		Stream: negotiation.Sealed, Decode: decode, Due: dueErasure,
		Views: []project.View{drafts(), ownVotes(), teamMessages(), ownSeals(), blindVotes(), annexes(), caucuses(), caucusMessages(), envelopes(), joints(), sealedNews()},
	}
}

// Histories are read with what commits are read with: the standard library takes
// three times as long.
func init() { negotiation.Unmarshal = record.Unmarshal }

func decode(name string, data []byte) (record.Event, error) { return negotiation.Decode(name, data) }

// VoteID is the id of a seat's vote in a decision: the sealed document that the
// seat reads at once, and the one that everyone reads after the close.
func VoteID(decision, seat string) string { return record.NewID("vot", decision, seat) }

// one is the usual answer of touches.
func one(key string) []string { return []string{key} }

// author is the person within the recorded actor "<seat>/<person>"; a policy is
// nobody.
func author(e project.Event) string {
	_, person, _ := strings.Cut(e.Commit.Actor, "/")
	return person
}

// place is a place in a list, for strings that are compared byte by byte.
func place[N int | uint64](n N) string { return fmt.Sprintf("%012d", n) }

func at(e project.Event) negotiation.Instant { return negotiation.InstantOf(e.At()) }
