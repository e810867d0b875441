package view

import (
	"fmt"
	"os"
	"strings"
	"testing"

	n "parley.example/events/negotiation"
)

// What everyone reads of mediation, and what one seat alone does.
func TestMediationDocuments(t *testing.T) {
	shown := n.SealShown{Seat: "sea_h", Initiative: "ini_x", Version: 1, Commitment: "c0ffee", Sheet: "00ff"}
	asked := n.MediationAsked{Round: "med_1", Initiative: "ini_x", Number: 1, Seat: "sea_h", Text: "pkg_1", Methods: []n.MediationMethod{n.SingleText, n.Nash}, VoteFor: "P2D", LapsesAt: hour(168)}
	began := n.MediationBegan{Round: "med_1", Seals: []n.RoundSeal{{Seat: "sea_h", Version: 1, Commitment: "c0ffee"}}, Unprotected: []string{"sea_r"}, Sheet: "00ff", AnswerAt: hour(5)}
	answered := n.MediationAnswered{Round: "med_1", Initiative: "ini_x", Suggestions: []n.Suggestion{{Suggestion: "sug_1", Methods: []n.MediationMethod{n.SingleText, n.Nash}, Values: values}}, VoteUntil: until(48)}
	joins := n.MediationJoined{Round: "med_1", Seat: "sea_r"}
	var got strings.Builder
	for _, s := range []struct {
		story  string
		events []n.Event
	}{
		{"sealed, asked, joined, answered, carried", []n.Event{shown, asked, joins, began, answered, n.MediationClosed{Round: "med_1", Initiative: "ini_x", Suggestion: "sug_1", Package: "pkg_9"}}},
		{"none was carried", []n.Event{asked, joins, began, answered, n.MediationClosed{Round: "med_1", Initiative: "ini_x"}}},
		{"no suggestion", []n.Event{asked, joins, began, n.MediationAnswered{Round: "med_1", Initiative: "ini_x", Suggestions: []n.Suggestion{}}}},
		{"stale", []n.Event{asked, joins, began, n.MediationAnswered{Round: "med_1", Initiative: "ini_x", Stale: true}}},
		{"lapsed", []n.Event{asked, n.MediationLapsed{Round: "med_1"}}},
		{"what lies in a vault and in a blind box", []n.Event{
			n.PreferencesSealed{Negotiation: "neg_x", Seat: "sea_h", Version: 1, Sheet: "00ff", Full: &n.Utility{Reservation: "0.5", Terms: []n.Preference{{Term: "trm_1", Weight: "1", Curve: []n.Point{{At: "0", Worth: "1"}}}}}, Key: "secret", Commitment: "c0ffee"},
			n.PreferencesSealed{Negotiation: "neg_x", Seat: "sea_r", Version: 1, Sheet: "00ff", Refused: []n.Refused{{Term: "trm_1", Below: "100"}}, Key: "secret", Commitment: "decaf"},
			n.BlindVoteCast{Negotiation: "neg_x", Round: "med_1", BlindVote: n.BlindVote{Seat: "sea_h", Choices: []n.BlindChoice{{Suggestion: "sug_1", Choice: n.Yes}}}},
		}},
	} {
		fmt.Fprintf(&got, "== %s\n", s.story)
		events := history(s.events...)
		for _, view := range []struct {
			name string
			docs []string
		}{
			{"seal", folded(events, touchesSeal, projectSeal)},
			{"round", folded(events, touchesMediation, projectMediation)},
			{"suggestion", folded(events, touchesSuggestion, projectSuggestion)},
			{"own seal", folded(events, touchesOwnSeal, projectOwnSeal)},
			{"blind vote", folded(events, touchesBlindVote, projectBlindVote)},
		} {
			for _, doc := range view.docs {
				fmt.Fprintf(&got, "%s %s\n", view.name, doc)
			}
		}
		for _, e := range events {
			for _, due := range dueRound(e) {
				fmt.Fprintf(&got, "due %s %s\n", due.What, due.At.UTC().Format("2006-01-02T15:04Z"))
			}
		}
	}
	const file = "testdata/mediation.golden"
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
	if strings.Contains(got.String(), "secret") {
		t.Error("a document holds the key of a commitment")
	}
}
