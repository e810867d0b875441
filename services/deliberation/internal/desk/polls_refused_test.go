package desk

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/view"
)

func wrongly(t *testing.T, w *assembly) {
	before := w.count(t)
	for want, in := range map[string]input{
		"NOT_FOUND input organization":       {"organization": outsider.Organization},
		"INVALID input openness":             {"openness": "half"},
		"DEADLINE_TOO_SOON input deadline":   {"deadline": time.Now()},
		"OPTIONS input options":              {"rule": input{"method": "ranked", "quorum": "0"}, "options": make([]string, 50_000)},
		"INVALID input question":             {"question": strings.Repeat("a", 1<<19)},
		"NOT_MEMBER input electors 0 person": {"electors": []input{{"person": "per_else", "class": "riders"}}},
		"INVALID input rule threshold":       {"rule": input{"method": "majority", "threshold": "1/0", "quorum": "0"}},
		"INVALID input whim":                 {"whim": 1},
		"INVALID input scope":                {"scope": input{"negotiation": "neg"}},
		"NOT_IN_SECRET input rule method":    {"openness": "secret", "rule": input{"method": "unanimity", "quorum": "0"}},
		"INVALID input subject kind":         {"subject": input{"kind": "weather"}},
	} {
		if got := w.refused(t, chair, "open_ballot", w.asking(in)); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if got := w.refused(t, w.members[1], "open_ballot", w.asking(nil)); got != "NOT_STEWARD" {
		t.Error(got)
	}
	if after := w.count(t); after != before {
		t.Errorf("refusals left %d commits", after-before)
	}
	id := w.asks(t, nil)
	for name, in := range map[string]input{
		"move_ballot_deadline": {"ballot": id, "to": time.Now().Add(2 * time.Hour), "reason": "I like it."},
		"close_ballot":         {"ballot": id}, "call_second_ballot": {"ballot": id, "deadline": time.Now().Add(time.Hour)},
	} {
		if got := w.refused(t, w.members[1], name, in); got != "NOT_STEWARD" {
			t.Errorf("%s: %s", name, got)
		}
	}
	w.do(t, chair, "move_ballot_deadline", "ballot", input{"ballot": id, "to": time.Now().Add(2 * time.Hour), "reason": "The figures come late."})
	if got := w.refused(t, chair, "move_ballot_deadline", input{"ballot": id, "to": time.Now().Add(3 * time.Hour), "reason": "Later still."}); got != "ALREADY_MOVED" {
		t.Error(got)
	}
}

// count is how many commits people have caused: policies may still be at work on
// what was done before.
func (w *assembly) count(t *testing.T) (n int) {
	t.Helper()
	if err := w.house.Pool().QueryRow(t.Context(), "SELECT count(*) FROM journal.deliberation WHERE convert_from(body, 'UTF8')::json->>'actor' NOT LIKE 'system:%'").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func elsewhere(t *testing.T, w *assembly) {
	id := w.asks(t, nil)
	none := record.NewID("bal", "none")
	strangers := []command.Actor{outsider, {Person: "per_counsel", Organization: coop}, {Person: chair.Person, Organization: outsider.Organization}, {Person: "per_nobody"}}
	for _, who := range strangers {
		for _, name := range []string{"cast_ballot", "close_ballot", "call_second_ballot", "read_objection_back", "move_ballot_deadline"} {
			in := func(id string) input {
				return map[string]input{
					"cast_ballot": {"ballot": id, "choice": "yes"}, "close_ballot": {"ballot": id}, "call_second_ballot": {"ballot": id, "deadline": time.Now().Add(time.Hour)},
					"read_objection_back": {"ballot": id, "person": "per_01", "words": "x"}, "move_ballot_deadline": {"ballot": id, "to": time.Now().Add(2 * time.Hour), "reason": "x"},
				}[name]
			}
			if a, b := w.refused(t, who, name, in(id)), w.refused(t, who, name, in(none)); a != b || a != "NOT_FOUND input ballot" {
				t.Errorf("%s of %s: %s, of nothing %s", name, who.Person, a, b)
			}
		}
		for _, question := range []string{"ballot_may", "ballot_own", "ballot_recount", "ballot_record"} {
			if a, b := w.ask(t, who, question, id), w.ask(t, who, question, none); a != b || !strings.Contains(a, "NOT_FOUND") {
				t.Errorf("%s by %s: %s and %s", question, who.Person, a, b)
			}
		}
	}
	for who, want := range map[string]string{chair.Person: `"openBallot","allowed":true`, "per_03": `"openBallot","allowed":false,"code":"NOT_STEWARD"`, "per_counsel": `"lendVote","allowed":false,"code":"NO_ORGANIZATION"`} {
		if got := w.ask(t, command.Actor{Person: who, Organization: coop}, "ballots_may", coop); !strings.Contains(got, want) {
			t.Errorf("%s may %s", who, got)
		}
	}
	if a, b := w.ask(t, outsider, "ballots_may", coop), w.ask(t, outsider, "ballots_may", record.NewID("org", "none")); a != b {
		t.Errorf("an organization is told from none: %s and %s", a, b)
	}
	var news int
	if err := w.house.Pool().QueryRow(t.Context(), "SELECT count(*) FROM deliberation.news WHERE parent = $1 AND doc->>'act' = 'castBallot'", "needs org:"+coop).Scan(&news); err != nil || news == 0 {
		t.Errorf("nobody is told that a ballot waits: %v", err)
	}
	w.later = append(w.later, func(t *testing.T) { participated(t, w) })
}

func participated(t *testing.T, w *assembly) {
	t.Helper()
	var doc view.Participation
	_, text := w.row(t, "participation", coop)
	if err := json.Unmarshal([]byte(text), &doc); err != nil || doc.Ballots < 8 || doc.Told >= doc.Ballots || doc.Voted == 0 {
		t.Errorf("%+v, %v", doc, err)
	}
}

func dry(t *testing.T, w *assembly) {
	sealed, secret := w.asks(t, nil), w.asks(t, input{"openness": "secret"})
	before := w.count(t)
	for what, tt := range map[string]struct {
		who  command.Actor
		name string
		in   input
		want string
	}{
		"all members see a ballot":                 {chair, "open_ballot", w.asking(nil), `"audience":["org:` + coop + `"],"seats":0,"people":25,"public":false,"binds":false`},
		"members see that somebody has voted":      {w.members[1], "cast_ballot", input{"ballot": sealed, "choice": "yes"}, `"audience":["org:` + coop + `"]`},
		"a vote binds":                             {w.members[1], "cast_ballot", input{"ballot": sealed, "choice": "yes"}, `"binds":true,"until":`},
		"of a secret vote nobody learns":           {w.members[1], "cast_ballot", input{"ballot": secret, "choice": "yes"}, `"audience":[],"seats":0,"people":0`},
		"a vote is lent between two":               {w.members[1], "lend_vote", input{"organization": coop, "to": chair.Person}, `"audience":["person:per_01","person:per_00"],"seats":0,"people":2`},
		"what would be refused is refused at once": {w.members[1], "close_ballot", input{"ballot": sealed}, `NOT_STEWARD`},
	} {
		body, err := json.Marshal(merged(tt.in, input{"commandId": uuid.NewString()}))
		if err != nil {
			t.Fatal(err)
		}
		got, err := command.Request(t.Context(), w.gateway, command.Subject("deliberation", tt.name), tt.who, true, body)
		if err != nil || !strings.Contains(string(got), tt.want) {
			t.Errorf("%s: %s, %v", what, got, err)
		}
	}
	if after := w.count(t); after != before {
		t.Errorf("dry runs left %d commits", after-before)
	}
	if got := w.ask(t, w.members[1], "ballot_own", sealed); !strings.Contains(got, `"voted":false`) {
		t.Error(got)
	}
}
