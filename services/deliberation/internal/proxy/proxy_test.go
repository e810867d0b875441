package proxy

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	. "parley.example/events/deliberation"
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rules/delegation"
	"parley.example/services/internal/rules/rule"
)

var noon = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// lending is what happened to the votes: "a→b" at an hour after noon, within a
// scope.
func lending(d Delegations, hour int, from, to string, scope LendingScope) Delegations {
	events, err := Decide(d, noon.Add(time.Duration(hour)*time.Hour), Lend{Organization: "org", From: from, To: to, Scope: scope})
	if err != nil {
		panic(err)
	}
	for _, e := range events {
		d = Evolve(d, e)
	}
	return d
}

func opened(hour int, scope LendingScope, electors ...string) BallotOpened {
	e := BallotOpened{Lending: true, Scope: scope, OpenedAt: InstantOf(noon.Add(time.Duration(hour) * time.Hour))}
	for _, p := range electors {
		e.Electors = append(e.Electors, Voter{Person: p})
	}
	return e
}

var (
	everything = LendingScope{}
	table      = LendingScope{Negotiation: "neg"}
	term       = LendingScope{Negotiation: "neg", Term: "trm"}
)

func TestLending(t *testing.T) {
	lent := lending(Delegations{}, 0, "a", "b", everything)
	full := Delegations{}
	for i := range maxScopes {
		full = lending(full, 0, "a", "b", LendingScope{Negotiation: fmt.Sprint(i)})
	}
	tests := []struct {
		rule   string
		d      Delegations
		wish   Lend
		events int
		want   error
	}{
		{"a vote is lent", Delegations{}, Lend{From: "a", To: "b"}, 1, nil},
		{"the same again is nothing", lent, Lend{From: "a", To: "b"}, 0, nil},
		{"to somebody else it is", lent, Lend{From: "a", To: "c"}, 1, nil},
		{"it is taken back", lent, Lend{From: "a"}, 1, nil},
		{"what was not lent is not", lent, Lend{From: "b"}, 0, nil},
		{"nobody lends to themselves", lent, Lend{From: "a", To: "a"}, 0, rule.Refuse("OWN_VOTE")},
		{"a term is one of a table", lent, Lend{From: "a", To: "b", Scope: LendingScope{Term: "trm"}}, 0, rule.Refuse("INVALID")},
		{"there is an end to it", full, Lend{From: "a", To: "b", Scope: table}, 0, rule.Refuse("TOO_MANY")},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			events, err := Decide(tt.d, noon, tt.wish)
			if len(events) != tt.events || !errors.Is(err, tt.want) {
				t.Errorf("%v, %v", events, err)
			}
		})
	}
}

func TestWhatCountsIsWhatWasLentAtTheOpening(t *testing.T) {
	d := lending(Delegations{}, 0, "a", "b", everything)
	d = lending(d, 2, "a", "c", everything)
	d = lending(d, 4, "a", "", everything)
	for hour, want := range map[int]string{0: "b", 1: "b", 2: "c", 3: "c", 5: ""} {
		asked := opened(hour, everything, "a", "b", "c")
		if to, _ := d.Way(asked, "a"); to != want {
			t.Errorf("opened at %d it is with %q, not %q", hour, to, want)
		}
		if to, _ := d.At(asked.OpenedAt.Time).Way(asked, "a"); to != want {
			t.Errorf("as kept at %d it is with %q, not %q", hour, to, want)
		}
	}
}

func TestUnfolded(t *testing.T) {
	d := lending(Delegations{}, 0, "a", "b", everything)
	d = lending(d, 0, "b", "c", everything)
	d = lending(d, 0, "a", "d", term)
	circle := lending(lending(Delegations{}, 0, "a", "b", everything), 0, "b", "a", everything)
	yes := func(p string) BallotVote { return BallotVote{Person: p, Choice: BallotYes} }
	object := BallotVote{Person: "c", Choice: BallotObject, Objection: &BallotObjection{Harm: "x"}}
	tests := []struct {
		rule  string
		d     Delegations
		asked BallotOpened
		cast  []BallotVote
		want  string
	}{
		{"it goes on from hand to hand", d, opened(1, everything, "a", "b", "c", "d"), []BallotVote{yes("c")}, "a:yes+ b:yes+ c:yes "},
		{"an own vote goes before", d, opened(1, everything, "a", "b", "c", "d"), []BallotVote{{Person: "b", Choice: BallotNo}, yes("c")}, "a:no+ b:no c:yes "},
		{"the closest scope counts", d, opened(1, term, "a", "b", "c", "d"), []BallotVote{yes("c"), {Person: "d", Choice: BallotNo}}, "a:no+ b:yes+ c:yes d:no "},
		{"a circle is no vote", circle, opened(1, everything, "a", "b", "c"), []BallotVote{yes("c")}, "c:yes "},
		{"nobody counts who has no vote", d, opened(1, everything, "a", "c"), []BallotVote{yes("c")}, "c:yes "},
		{"nothing is lent where that does not count", d, BallotOpened{OpenedAt: InstantOf(noon.Add(time.Hour))}, []BallotVote{yes("c")}, "c:yes "},
		{"an objection is its author's alone", d, opened(1, everything, "b", "c"), []BallotVote{object}, "b:abstain+ c:object "},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			var got strings.Builder
			for _, v := range tt.d.Unfolded(tt.asked, tt.cast) {
				mark := ""
				if v.Lent {
					mark = "+"
				}
				got.WriteString(v.Person + ":" + string(v.Choice) + mark + " ")
			}
			if got.String() != tt.want {
				t.Errorf("%s, want %s", got.String(), tt.want)
			}
		})
	}
}

func TestALenderIsToldWhereTheVoteGoes(t *testing.T) {
	d := lending(lending(lending(Delegations{}, 0, "a", "b", everything), 0, "b", "c", everything), 0, "c", "b", everything)
	asked := opened(1, everything, "a", "b", "c", "d", "e")
	if to, lost := d.Way(asked, "a"); to != "b" || lost != delegation.Circle {
		t.Error(to, lost)
	}
	if to, lost := d.Way(asked, "d"); to != "" || lost != "" {
		t.Error(to, lost)
	}
	if n := d.Voices(asked, "b"); n != 2 {
		t.Error(n)
	}
}

// Every event of delegations has a place in the state.
func TestEvolve(t *testing.T) {
	for _, decode := range Decoders {
		if e, err := decode([]byte("{}")); err != nil {
			t.Fatal(err)
		} else if e.Of() == OfDelegations {
			Evolve(Delegations{}, e)
		}
	}
}

// Who may lend is who has a vote.
func TestRolesAreThoseOfThePage(t *testing.T) {
	for _, row := range rolestest.Rows(t, []string{"lendVote", "takeVoteBack"}) {
		if votes := row.Role == "steward" || row.Role == "member"; votes != row.May {
			t.Errorf("%+v", row)
		}
	}
}
