package desk

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"parley.example/events/command"
	"parley.example/events/record"
	"parley.example/services/deliberation/internal/view"
)

var (
	canaryX = command.Actor{Person: "per_canaryx"}
	canaryY = command.Actor{Person: "per_canaryy"}
	third   = command.Actor{Person: "per_third"}
)

// world is what two people did in two conversations in which people have
// pseudonyms.
type world struct {
	town
	conversations [2]string
	sent          []string // bodies of their commands
	chosen        []string // ids of their commands
	from, upTo    uint64   // the record of it
}

func (w *world) do(t *testing.T, who command.Actor, name, made string, in input) string {
	t.Helper()
	id := uuid.NewString()
	body := input{"commandId": id}
	maps.Copy(body, in)
	encoded, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	w.sent, w.chosen = append(w.sent, string(encoded)), append(w.chosen, id)
	var reply command.Reply
	if err := json.Unmarshal([]byte(w.request(t, who, command.Subject("deliberation", name), body)), &reply); err != nil {
		t.Fatal(err)
	}
	if reply.Refusal != nil {
		t.Fatalf("%s is refused: %v", name, reply.Refusal)
	}
	return reply.IDs[made]
}

// play lets the first and the second of two people do what they do, and others
// beside them.
func play(t *testing.T, w town, first, second command.Actor) *world {
	t.Helper()
	v := &world{town: w}
	if err := w.house.Pool().QueryRow(t.Context(), "SELECT coalesce(max(seq), 0) FROM journal.deliberation").Scan(&v.from); err != nil {
		t.Fatal(err)
	}
	for n := range v.conversations {
		id := w.do(t, ana, "open_conversation", "conversation", input{
			"initiative": commons, "question": "What must not happen?", "audience": "registered", "pseudonyms": true, "languages": []string{"es"},
		})
		v.conversations[n] = id
		one := v.do(t, first, "make_statement", "statement", input{"conversation": id, "text": "I am owed four weeks."})
		two := v.do(t, second, "make_statement", "statement", input{"conversation": id, "text": "I drive at night."})
		for i := range 6 {
			other := command.Actor{Person: fmt.Sprint("per_other", i)}
			w.do(t, other, "take_stance", "statement", input{"conversation": id, "statement": one, "stance": "agree"})
		}
		v.do(t, second, "take_stance", "statement", input{"conversation": id, "statement": one, "stance": "agree"})
		v.do(t, first, "take_stance", "statement", input{"conversation": id, "statement": two, "stance": "disagree"})
		v.do(t, first, "report_statement", "statement", input{"statement": two, "reason": "Too personal."})
		w.do(t, ana, "hide_statement", "statement", input{"statement": two, "reason": "Too personal."})
		v.do(t, second, "appeal_moderation", "statement", input{"statement": two, "reason": "It is mine to tell."})
		three := v.do(t, second, "make_statement", "statement", input{"conversation": id, "text": "A slip."})
		v.do(t, second, "withdraw_statement", "statement", input{"statement": three, "reason": "A slip."})
	}
	if err := w.house.Pool().QueryRow(t.Context(), "SELECT max(seq) FROM journal.deliberation").Scan(&v.upTo); err != nil {
		t.Fatal(err)
	}
	return v
}

// transcript is everything about the conversations that anybody but the two can
// ever come by: the whole record of the stream, all documents that are not
// one person's own, and what a third person is told.
func (v *world) transcript(t *testing.T) string {
	t.Helper()
	var lines, rest []string
	for _, line := range v.read(t, "SELECT convert_from(body, 'UTF8') FROM journal.deliberation WHERE seq > $1 AND seq <= $2 ORDER BY seq") {
		if strings.Contains(line, v.conversations[0]) || strings.Contains(line, v.conversations[1]) { // policies work on for others
			lines = append(lines, line)
		}
	}
	for _, table := range []string{"conversation", "statement", "tally", "stance", "moderation", "report", "lift", "lift_of_term", "raised", "heard", "news"} {
		rest = append(rest, v.read(t, "SELECT '"+table+" ' || (doc::jsonb - 'sequence')::text FROM deliberation."+table+
			" WHERE aggregate IN (SELECT aggregate FROM journal.deliberation WHERE seq > $1 AND seq <= $2 AND convert_from(body, 'UTF8') ~ '"+v.conversations[0]+"|"+v.conversations[1]+"')")...)
	}
	for _, id := range v.conversations {
		for _, question := range []string{"analysis", "measures", "own_statements", "voice", "may"} {
			rest = append(rest, question+" "+v.ask(t, third, question, id))
		}
		rest = append(rest, "waiting "+v.ask(t, ana, "waiting_statements", id))
	}
	names := make(map[string]string)
	for i := range lines {
		lines[i] = rename(lines[i], names, true)
	}
	for i := range rest {
		rest[i] = rename(rest[i], names, false) // what is first seen here stands in no order
	}
	slices.Sort(rest)
	return strings.Join(append(lines, rest...), "\n")
}

// read returns what a query finds; $1 and $2 are the bounds of the record.
func (v *world) read(t *testing.T, query string) (lines []string) {
	t.Helper()
	rows, err := v.house.Pool().Query(t.Context(), query, v.from, v.upTo)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			t.Fatal(err)
		}
		lines = append(lines, line)
	}
	if rows.Err() != nil {
		t.Fatal(rows.Err())
	}
	return lines
}

// random is whatever is drawn, hashed or read from a clock.
var random = regexp.MustCompile(`[a-z]{3}_[a-z2-7]{26}|[a-z2-7]{26}=|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32,64}|\d{4}-\d\d-\d\dT[0-9:.]+Z|"alias": ?"[^"]*"|"sequence": ?"?\d+"?`)

func rename(line string, names map[string]string, learn bool) string {
	return random.ReplaceAllStringFunc(line, func(found string) string {
		if strings.Contains(found, "alias") {
			return "<alias>" // two words that follow from the pseudonym beside it
		}
		if short, is := strings.CutSuffix(found, "="); is {
			found = "stm_" + short // as a voice writes it
		}
		if names[found] == "" && !learn {
			return "<new>"
		}
		if names[found] == "" {
			names[found] = fmt.Sprintf("<%d>", len(names))
		}
		return names[found]
	})
}

// Two people are swapped, and nobody but they could tell: no name, id, number,
// order or fingerprint differs, nor does any of it follow from who they are or
// from what they sent.
func masks(t *testing.T, w town) {
	one, other := play(t, w, canaryX, canaryY), play(t, w, canaryY, canaryX)
	first, second := one.transcript(t), other.transcript(t)
	if first != second {
		a, b := strings.Split(first, "\n"), strings.Split(second, "\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("one can tell who is who:\n%s\n%s", a[i], b[i])
			}
		}
		t.Fatalf("one can tell who is who by counting: %d and %d lines", len(a), len(b))
	}
	for _, v := range []*world{one, other} {
		v.tellsNothing(t)
	}
	x, y := one.voiceOf(t, canaryX, 0), one.voiceOf(t, canaryX, 1)
	if x.Pseudonym == "" || x.Pseudonym == y.Pseudonym || x.ID == y.ID || len(strings.Fields(x.Alias)) != 2 || len(x.Taken) != 1 {
		t.Errorf("%+v in one conversation, %+v in another", x, y)
	}
	if got := w.ask(t, canaryX, "own_statements", one.conversations[0]); !strings.Contains(got, "four weeks") || strings.Contains(got, "at night") {
		t.Error(got)
	}
	if got := w.ask(t, canaryY, "own_statements", one.conversations[0]); !strings.Contains(got, `"reason":"Too personal."`) {
		t.Errorf("its author does not read why it is hidden: %s", got)
	}
}

func (v *world) voiceOf(t *testing.T, who command.Actor, n int) (voice Voice) {
	t.Helper()
	if err := json.Unmarshal([]byte(v.ask(t, who, "voice", v.conversations[n])), &voice); err != nil {
		t.Fatal(err)
	}
	return voice
}

// tellsNothing looks for what could be worked out by whoever holds the record
// and knows the people.
func (v *world) tellsNothing(t *testing.T) {
	t.Helper()
	var traces []string
	for _, who := range []command.Actor{canaryX, canaryY} {
		traces = append(traces, who.Person)
		for _, body := range v.sent {
			traces = append(traces, record.DigestOf(who.Person, []byte(body)))
		}
		for _, conversation := range v.conversations {
			traces = append(traces, view.VoiceID(who.Person, conversation), record.NewID("psn", who.Person, conversation), record.NewID("psn", conversation, who.Person))
		}
	}
	traces = append(traces, v.chosen...)
	lines := v.read(t, "SELECT convert_from(body, 'UTF8') FROM journal.deliberation WHERE seq BETWEEN $1 AND $2")
	for _, table := range []string{"conversation", "statement", "tally", "stance", "moderation", "report", "heard", "news"} {
		lines = append(lines, v.read(t, "SELECT id || parent || sort || audience || aggregate || doc::text FROM deliberation."+table+" WHERE $1::bigint + $2::bigint >= 0")...)
	}
	lines = append(lines, v.read(t, "SELECT id || parent || audience || doc::text FROM deliberation_sealed.mask WHERE $1::bigint + $2::bigint >= 0")...)
	for _, line := range lines {
		for _, trace := range traces {
			if strings.Contains(line, trace) {
				t.Fatalf("%s is to be found in %s", trace, line)
			}
		}
	}
}
