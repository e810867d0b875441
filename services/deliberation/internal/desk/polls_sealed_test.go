package desk

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"parley.example/events/command"
	"parley.example/services/deliberation/internal/view"
)

var (
	anyID     = regexp.MustCompile(`(bal|bel|box|nws)_[a-z2-7]{26}`)
	anyUUID   = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)
	anyHash   = regexp.MustCompile(`[0-9a-f]{64}|[0-9a-f]{32}`)
	anyMoment = regexp.MustCompile(`20\d\d-\d\d-\d\dT[0-9:.]+Z`)
	anyBody   = regexp.MustCompile(`"(sequence|body)":("[^"]*"|\d+)`) // what the journal holds as well
)

// transcript is everything about a ballot on the shared stream, and all that
// people are told who ask, with what differs from ballot to ballot left out.
func (w *assembly) transcript(t *testing.T, id string, askers ...command.Actor) string {
	t.Helper()
	rows, err := w.house.Pool().Query(t.Context(), `SELECT doc::text FROM deliberation.ballot WHERE id = $1
		UNION ALL (SELECT doc::text FROM deliberation.ballot_elector WHERE parent = $1 ORDER BY sort)
		UNION ALL (SELECT doc::text FROM deliberation.news WHERE doc->>'thread' = $1)`, id)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var said []string
	for rows.Next() {
		var doc string
		if err := rows.Scan(&doc); err != nil {
			t.Fatal(err)
		}
		said = append(said, doc)
	}
	for _, who := range askers {
		for _, question := range []string{"ballot_may", "ballot_own", "ballot_recount", "ballot_record"} {
			said = append(said, w.ask(t, who, question, id))
		}
		said = append(said, w.refused(t, who, "close_ballot", input{"ballot": id}))
	}
	said = append(said, w.journal(t, "deliberation", id))
	all := strings.Join(said, "\n")
	for _, random := range []*regexp.Regexp{anyBody, anyID, anyUUID, anyHash, anyMoment} {
		all = random.ReplaceAllString(all, "…")
	}
	return all
}

// differ is the first line in which two texts do.
func differ(a, b string) string {
	one, other := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range one {
		if i >= len(other) || one[i] != other[i] {
			return fmt.Sprintf("line %d: %s", i, one[i]) + "\n" + strings.Join(other[min(i, len(other)):min(i+1, len(other))], "")
		}
	}
	return fmt.Sprintf("%d and %d lines", len(one), len(other))
}

// heard waits until so many are known to have voted.
func (w *assembly) heard(t *testing.T, id string, voters int) {
	t.Helper()
	w.awaits(t, id, func(b view.Ballot) bool { return *b.Voted == voters })
}

func sealed(t *testing.T, w *assembly) {
	one, other := w.asks(t, nil), w.asks(t, nil)
	w.votes(t, one, append(times(10, "yes"), "no")...)
	w.votes(t, other, times(5, "no")...)
	w.votes(t, other, times(4, "yes")...) // they change their mind, and nobody hears of it
	w.votes(t, other, append(times(10, "no"), "abstain")...)
	w.heard(t, one, 11)
	w.heard(t, other, 11)
	watching := []command.Actor{chair, w.members[20], outsider}
	watching[0] = w.members[12] // has not voted
	if a, b := w.transcript(t, one, watching...), w.transcript(t, other, watching...); a != b {
		t.Errorf("two worlds are told apart: %s", differ(a, b))
	}
	steward := input{"ballot": one}
	if got := w.send(t, chair, "close_ballot", steward); got.Refusal == nil || got.Refusal.Code != "NOT_ALL_HAVE_VOTED" || got.Refusal.Params["people"] != "14" {
		t.Errorf("%+v", got)
	}
	receipt := w.send(t, w.members[1], "cast_ballot", input{"ballot": one, "choice": "no"})
	if receipt.Version != 0 || receipt.Aggregate != "" {
		t.Errorf("a vote tells how much lies in the box: %+v", receipt)
	}
	if got := w.ask(t, w.members[1], "ballot_own", one); !strings.Contains(got, `"voted":true`) || !strings.Contains(got, `"choice":"no"`) {
		t.Error(got)
	}
}

func secretly(t *testing.T, w *assembly) {
	open := input{"openness": "secret", "deadline": time.Now().Add(patience)}
	one, other := w.asks(t, open), w.asks(t, open)
	w.votes(t, one, append(times(13, "yes"), times(7, "no")...)...)
	w.votes(t, one, "no", "yes") // one changes, one does not
	w.votes(t, other, "no")
	watching := []command.Actor{w.members[22], outsider}
	if a, b := w.transcript(t, one, watching...), w.transcript(t, other, watching...); a != b {
		t.Errorf("two worlds are told apart: %s", differ(a, b))
	}
	if got := w.refused(t, chair, "close_ballot", input{"ballot": one}); got != "NOT_IN_SECRET" {
		t.Error(got)
	}
	if got := w.ask(t, w.members[1], "ballot_own", one); !strings.Contains(got, `"choice":"yes"`) {
		t.Error(got)
	}
	if got := w.ask(t, w.members[24], "ballot_own", one); !strings.Contains(got, `"voted":false`) {
		t.Error(got)
	}
	box := w.journal(t, "deliberation_sealed", boxOf(one))
	if n := strings.Count(box, "deliberation.ballot_cast.v1"); n != 21 || strings.Contains(box, "per_") || strings.Contains(box, `"first"`) {
		t.Errorf("%d votes: %s", n, box)
	}
	w.later = append(w.later, func(t *testing.T) { secretInTheEnd(t, w, one, other) })
}

func secretInTheEnd(t *testing.T, w *assembly, one, other string) {
	t.Helper()
	b := w.awaits(t, one, closed)
	if b.Outcome != "carried" || b.Count[0].People != "12" || b.Count[1].People != "8" || b.Voted != nil {
		t.Errorf("%+v", b)
	}
	if got := w.ask(t, chair, "ballot_recount", one); got != `{"outcome":"carried","same":true}` {
		t.Error(got)
	}
	few := w.awaits(t, other, closed)
	if few.Outcome != "noQuorum" || few.Count[0].People != "" || few.Turnout[0].Voted != "" || few.Steps[0].Have != "" {
		t.Errorf("%+v", few)
	}
	if got := w.journal(t, "deliberation", one); strings.Contains(got, `"votes"`) {
		t.Error(got)
	}
}
