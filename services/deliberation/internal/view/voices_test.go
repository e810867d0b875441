package view

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"parley.example/events/deliberation"
	"parley.example/events/project"
)

var (
	waiting = deliberation.StatementMade{
		Statement: "stm", Initiative: "ini", Text: "Nobody waits.", Pseudonym: "psn_1", Alias: "calm otter", Readers: "convener:ini", Waits: true, Shared: "registered",
	}
	shownThen = deliberation.StatementShown{Statement: "stm", By: "per_m", Readers: "registered"}
	hiddenAt  = deliberation.StatementHidden{Statement: "stm", By: "per_m", Reason: "Rude.", Readers: "convener:ini", Shared: "registered"}
	appealed  = deliberation.AppealMade{Statement: "stm", Reason: "It is not.", Readers: "convener:ini", Shared: "registered"}
	restored  = deliberation.AppealDecided{Statement: "stm", By: "per_n", Restored: true, Reason: "It is not.", Readers: "registered", Shared: "registered"}
	back      = deliberation.StatementWithdrawn{Statement: "stm", Reason: "Twice.", Readers: "convener:ini", Shared: "registered"}
)

func history(events ...deliberation.Event) (all []project.Event) {
	for i, e := range events {
		one := in("cnv", uint64(i+2), e)
		one.Commit.Sequence = uint64(i + 10)
		all = append(all, one)
	}
	return all
}

func TestWhoReadsAStatement(t *testing.T) {
	tests := []struct {
		rule    string
		history []deliberation.Event
		want    string // state, readers, reason, and whether it is analysed
	}{
		{"what waits the moderators read", []deliberation.Event{waiting}, "waiting convener:ini  unseen"},
		{"what is shown all read", []deliberation.Event{waiting, shownThen}, "shown registered  seen"},
		{"what is hidden the moderators, with the reason", []deliberation.Event{waiting, shownThen, hiddenAt}, "hidden convener:ini Rude. out"},
		{"what is restored all again", []deliberation.Event{waiting, shownThen, hiddenAt, appealed, restored}, "shown registered  seen"},
		{"what was taken back nobody else", []deliberation.Event{waiting, shownThen, back}, "withdrawn convener:ini Twice. out"},
		{"what was never shown is never analysed", []deliberation.Event{waiting, back}, "withdrawn convener:ini Twice. unseen"},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			doc := fold(t, theStatement, applyStatement, history(tt.history...)...)["stm"]
			heard := fold(t, theHeard, applyHeard, history(tt.history...)...)["stm"]
			analysed := "seen"
			if heard.Out {
				analysed = "out"
			}
			if heard.Unseen {
				analysed = "unseen"
			}
			if got := fmt.Sprintf("%s %s %s %s", doc.State, doc.Row().Audience, doc.Reason, analysed); got != tt.want {
				t.Errorf("%s, want %s", got, tt.want)
			}
			if doc.Row().Sort != "stm" || !doc.MadeAt.Equal(day(doc.MadeAt).Time) {
				t.Errorf("under a pseudonym the moment is told: %+v", doc)
			}
			if want := fmt.Sprintf("%020d", 9+len(tt.history)); heard.Row().Sort != want && tt.history[len(tt.history)-1].Name() != "deliberation.appeal_made.v1" {
				t.Errorf("heard stands at %s, want %s", heard.Row().Sort, want)
			}
		})
	}
}

func TestTheLogNeverHoldsWhatIsHidden(t *testing.T) {
	docs := fold(t, theModeration, applyModeration, history(waiting, shownThen, hiddenAt, appealed, restored, back)...)
	acts := make(map[string]bool)
	for _, doc := range docs {
		acts[doc.Act] = true
		if doc.Row().Audience != "registered" || strings.Contains(fmt.Sprintf("%+v", doc), "Nobody waits") || doc.Act == "appealed" && doc.Reason != "" {
			t.Errorf("%+v", doc)
		}
	}
	if want := map[string]bool{"shown": true, "hidden": true, "appealed": true, "restored": true, "withdrawn": true}; !maps.Equal(acts, want) {
		t.Errorf("%v", acts)
	}
}

func TestAVoiceIsReadAsItWasSaid(t *testing.T) {
	says := func(statement string, stance deliberation.Stance) project.Event {
		return in("voi", 1, deliberation.StanceTaken{Conversation: "cnv", Statement: statement, Stance: stance})
	}
	history := []project.Event{says("stm_a", deliberation.Agree), says("stm_b", deliberation.Pass), says("stm_a", deliberation.Disagree)}
	doc := fold(t, theHeard, applyHeard, history...)["voi"]
	got := make(map[string]deliberation.Stance)
	Unpack(doc.Said, func(statement string, stance deliberation.Stance) { got[statement] = stance })
	if want := map[string]deliberation.Stance{"stm_a": deliberation.Disagree, "stm_b": deliberation.Pass}; !maps.Equal(got, want) || doc.Row().Parent != "cnv" {
		t.Errorf("%v of %+v", got, doc)
	}
	if docs := fold(t, theStance, applyStance, history...); len(docs) > 0 {
		t.Errorf("a stance under a pseudonym is a document of somebody: %v", docs)
	}
}

func TestSignaturesAreNumbersOrNames(t *testing.T) {
	opened := deliberation.PetitionOpened{Initiative: "ini", Readers: "registered", Needed: 5, Person: "per_a"}
	for _, named := range []bool{false, true} {
		opened.ByName = named
		events := []deliberation.Event{opened}
		for i := range 6 {
			e := deliberation.PetitionSigned{Signature: fmt.Sprint("sgn", i), Readers: "registered"}
			if named {
				e.Person = fmt.Sprint("per", i)
			}
			events = append(events, e)
		}
		events = append(events, deliberation.SignatureWithdrawn{Signature: "sgn0"}, deliberation.SignatureWithdrawn{Signature: "sgn1"})
		doc := fold(t, thePetition, applyPetition, history(events...)...)["cnv"]
		names := 0
		for range fold(t, theSignature, applySignature, history(events[:7]...)...) {
			names++
		}
		if want := map[bool]string{false: "< 5, 0", true: "4, 6"}[named]; fmt.Sprintf("%s, %d", doc.Signatures, names) != want {
			t.Errorf("by name %t: %s, %d names, want %s", named, doc.Signatures, names, want)
		}
	}
}
