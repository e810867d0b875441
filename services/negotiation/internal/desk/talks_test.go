package desk

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/view"
)

// What the seats do to talk at all, on real stores.
func TestTalks(t *testing.T) {
	w := open(t)
	for _, r := range []struct {
		rule string
		test func(t *testing.T)
	}{
		{"what is sealed in a round comes out for all at once, and nothing of it before", w.sealedRound},
		{"two worlds that differ under seal look alike until the close", w.twoRounds},
		{"a package of two seats is theirs until both have confirmed it", w.jointly},
		{"two classes lead together, then a person does", w.lead},
		{"packages lie side by side, and one becomes the text", w.text},
	} {
		t.Run(r.rule, r.test)
	}
}

// opensRound begins a sealed round: one seat asks, another one supports it.
func (w town) opensRound(t *testing.T, l laid, until time.Duration) string {
	t.Helper()
	ids := w.does(t, "growers", "open_round", input{"negotiation": l.id, "sealed": true, "until": in(until), "reason": "nobody first"})
	w.does(t, "couriers", "support_motion", input{"negotiation": l.id, "motion": ids["motion"]})
	return ids["round"]
}

func (w town) seals(t *testing.T, who string, l laid, round, deposit string) {
	t.Helper()
	w.does(t, who, "seal_envelope", input{
		"negotiation": l.id, "round": round, "packages": []input{{"as": "offer", "values": l.values(deposit, "split")}},
		"positions": []input{{"term": l.loss, "stance": "concern", "whether": "how"}},
	})
}

func (w town) sealedRound(t *testing.T) {
	l := w.lays(t, nil)
	round := w.opensRound(t, l, time.Minute)
	w.seals(t, "growers", l, round, "400")
	w.seals(t, "couriers", l, round, "100")
	w.seals(t, "couriers", l, round, "0")
	if code := w.code(t, "restaurants", "seal_envelope", input{"negotiation": l.id, "round": round, "packages": []input{{"as": "offer", "values": l.values("400", "split")}}}); code != "BEYOND_MANDATE" {
		t.Errorf("beyond the mandate: %q", code)
	}
	if code := w.code(t, "growers", "table_package", input{"negotiation": l.id, "as": "idea", "values": l.values("0", "split")}); code != "SEALED_ROUND" {
		t.Errorf("beside the round: %q", code)
	}
	if body := w.reads(t, "restaurants", l.id); strings.Contains(body, `"400"`) && strings.Contains(body, "package_tabled") {
		t.Error("what is under seal is in the record")
	}
	if own := document[view.Envelope](t, w, "negotiation_sealed.envelope", view.EnvelopeID(round, "sea_couriers")); len(own.Packages) != 1 || own.Packages[0].Values[0].Value.Money.Minor != "0" {
		t.Errorf("the couriers' envelope holds %+v", own)
	}
	ids := w.does(t, "growers", "close_round", input{"negotiation": l.id, "round": round, "reason": "all have sealed"})
	w.does(t, "restaurants", "support_motion", input{"negotiation": l.id, "motion": ids["motion"]})
	r := until(t, w, "negotiation.round", round, func(r view.TalkRound) bool { return r.Status == "closed" })
	if len(r.Packages) != 2 || r.Positions != 2 {
		t.Fatalf("out of the round came %+v", r)
	}
	first, second := document[view.Package](t, w, "negotiation.package", r.Packages[0]), document[view.Package](t, w, "negotiation.package", r.Packages[1])
	if first.Seat != "sea_growers" || second.Seat != "sea_couriers" || !first.TabledAt.Equal(second.TabledAt.Time) || second.Status != "offer" {
		t.Errorf("%+v and %+v", first, second)
	}
}

// reads is the record as somebody reads it.
func (w town) reads(t *testing.T, who, id string) string {
	t.Helper()
	var answer json.RawMessage
	if code := w.asks(t, who, "record", input{"id": id}, &answer); code != "" {
		t.Fatal(code)
	}
	return string(answer)
}

func (w town) twoRounds(t *testing.T) {
	seen := make([]uint64, 2)
	for i, deposit := range []string{"0", "400"} {
		l := w.lays(t, nil)
		round := w.opensRound(t, l, time.Minute)
		if i == 1 { // more often, and more
			w.seals(t, "growers", l, round, "100")
		}
		w.seals(t, "growers", l, round, deposit)
		if code := w.asks(t, "restaurants", "version", input{"id": l.id}, &seen[i]); code != "" {
			t.Fatal(code)
		}
		if code := w.asks(t, "restaurants", "envelope", input{"id": round}, new(json.RawMessage)); code != "NOT_FOUND" {
			t.Errorf("somebody else's envelope: %q", code)
		}
		for _, act := range []string{"seal_envelope"} {
			if code := w.code(t, "restaurants", act, input{"negotiation": l.id, "round": round}); code != "" {
				t.Errorf("an empty envelope: %q", code)
			}
		}
	}
	if seen[0] != seen[1] {
		t.Errorf("the shared versions are %v", seen)
	}
}

func (w town) jointly(t *testing.T) {
	l := w.lays(t, nil)
	ids := w.does(t, "growers", "draft_joint", input{"negotiation": l.id, "with": []string{"sea_couriers"}, "as": "offer", "values": l.values("200", "split"), "expiresAt": in(time.Hour)})
	ours := document[view.Joint](t, w, "negotiation_sealed.joint", ids["joint"])
	theirs := view.JointID(ours.Joint, "sea_couriers")
	if ours.Status != "open" || document[view.Package](t, w, "negotiation.package", ours.Package).ID != "" {
		t.Fatalf("before it is confirmed it is %+v", ours)
	}
	for _, who := range []string{"restaurants", "growers"} { // whose it is not
		if code := w.code(t, who, "confirm_joint", input{"joint": theirs}); code != "NOT_FOUND" {
			t.Errorf("%s confirm: %q", who, code)
		}
	}
	w.does(t, "couriers", "confirm_joint", input{"joint": theirs})
	p := until(t, w, "negotiation.package", ours.Package, func(p view.Package) bool { return p.ID != "" })
	if p.Seat != "sea_growers" || !slices.Equal(p.With, []string{"sea_couriers"}) || p.Status != "offer" {
		t.Errorf("tabled is %+v", p)
	}
	w.namesNothingSealed(t, l.id, ours.Package+"/confirmed")
	w.does(t, "deputy", "withdraw_package", input{"package": p.ID, "reason": "we have thought again"})
	if p := document[view.Package](t, w, "negotiation.package", ours.Package); p.Status != "withdrawn" {
		t.Errorf("its other author has withdrawn it, and it is %s", p.Status)
	}

	ids = w.does(t, "growers", "draft_joint", input{"negotiation": l.id, "with": []string{"sea_couriers"}, "as": "idea", "values": l.values("200", "split")})
	w.does(t, "growers", "drop_joint", input{"joint": ids["joint"], "reason": "not now"})
	if d := document[view.Joint](t, w, "negotiation_sealed.joint", ids["joint"]); d.Status != "dropped" || d.DroppedBy != "sea_growers" {
		t.Errorf("dropped is %+v", d)
	}
}

// namesNothingSealed looks up why an aggregate that others read was last moved:
// by what happened, in words that count nothing of what is sealed.
func (w town) namesNothingSealed(t *testing.T, aggregate, want string) {
	t.Helper()
	var id, cause string
	err := w.house.Pool().QueryRow(t.Context(), "SELECT body->>'id', body->>'cause' FROM (SELECT convert_from(body, 'UTF8')::json AS body, version FROM journal.negotiation WHERE aggregate = $1) AS all_of_it ORDER BY version DESC LIMIT 1", aggregate).Scan(&id, &cause)
	if err != nil || cause != want || !slices.ContainsFunc([]string{bringJoint, bringAnswers}, func(policy string) bool { return id == serve.PolicyID(policy, want, aggregate) }) {
		t.Errorf("%s was moved by command %s because of %q (%v), want %q", aggregate, id, cause, err, want)
	}
}

func (w town) lead(t *testing.T) {
	l := w.lays(t, nil)
	ids := w.does(t, "growers", "open_phase", input{"negotiation": l.id, "kind": "listening", "reason": "to begin with"})
	if m := document[view.Motion](t, w, "negotiation.motion", ids["motion"]); m.Status != "open" || m.What != "phase" {
		t.Errorf("the motion is %+v", m)
	}
	w.does(t, "restaurants", "support_motion", input{"negotiation": l.id, "motion": ids["motion"]})
	if talks := document[view.Talks](t, w, "negotiation.talks", view.TalksID(l.id)); talks.Phase == nil || talks.Phase.Kind != "listening" {
		t.Errorf("the talks are %+v", talks)
	}
	if code := w.code(t, "couriers", "appoint_facilitator", input{"negotiation": l.id, "person": "per_nobody", "name": "Nobody", "interests": "None.", "reason": "why not"}); code != "NO_SUCH_PERSON" {
		t.Errorf("nobody is appointed: %q", code)
	}
	w.exec(t, "INSERT INTO registry.holder (id, parent, audience) VALUES ('h_ana', 'per_ana', 'person:per_ana') ON CONFLICT DO NOTHING")
	ids = w.does(t, "couriers", "appoint_facilitator", input{"negotiation": l.id, "person": "per_ana", "name": "Ana", "interests": "None.", "reason": "we need help"})
	for _, who := range []string{"growers", "restaurants"} {
		w.does(t, who, "support_motion", input{"negotiation": l.id, "motion": ids["motion"]})
	}
	if code := w.code(t, "growers", "open_phase", input{"negotiation": l.id, "kind": "exploring", "reason": "go on"}); code != "FACILITATED" {
		t.Errorf("a seat opens a phase: %q", code)
	}
	w.does(t, "ana", "open_phase", input{"negotiation": l.id, "kind": "exploring", "reason": "go on"})
	w.does(t, "ana", "float_idea", input{"negotiation": l.id, "values": l.values("100", "split")})
	w.does(t, "ana", "climb_ladder", input{"negotiation": l.id, "rung": "facilitator", "reason": "I am here"})
	if code := w.code(t, "ana", "table_package", input{"negotiation": l.id, "as": "offer", "values": l.values("100", "split")}); code != "NOT_SEATED" {
		t.Errorf("who leads offers: %q", code)
	}
	talks := document[view.Talks](t, w, "negotiation.talks", view.TalksID(l.id))
	if talks.Facilitator == nil || talks.Facilitator.Facilitator.Name != "Ana" || talks.Phase.Number != 2 || talks.Rung != "facilitator" {
		t.Errorf("the talks are %+v", talks)
	}
}

func (w town) text(t *testing.T) {
	l := w.lays(t, nil)
	a, b := w.offers(t, "growers", l, "200", "split"), w.offers(t, "couriers", l, "100", "split")
	var rows []compared
	if code := w.asks(t, "restaurants", "comparison", input{"id": l.id, "packages": []string{a, b}}, &rows); code != "" || len(rows) != 2 || rows[0].Same || !rows[1].Same || rows[0].Values[1].Words != "1.00 EUR" {
		t.Errorf("side by side (%q): %+v", code, rows)
	}
	ids := w.does(t, "growers", "take_text", input{"negotiation": l.id, "package": a, "reason": "let us work on it"})
	w.does(t, "couriers", "support_motion", input{"negotiation": l.id, "motion": ids["motion"]})
	ids = w.does(t, "couriers", "amend_text", input{"negotiation": l.id, "term": l.deposit, "value": input{"money": input{"minor": "100", "currency": "EUR"}}, "reason": "half"})
	w.does(t, "growers", "support_motion", input{"negotiation": l.id, "motion": ids["motion"]})
	if r := document[view.Redline](t, w, "negotiation.redline", ids["redline"]); r.Before.Money.Minor != "200" || r.After.Money.Minor != "100" || r.Seat != "sea_couriers" {
		t.Errorf("the redline is %+v", r)
	}
	p := w.does(t, "restaurants", "table_package", input{"negotiation": l.id, "as": "offer", "text": true, "expiresAt": in(time.Hour)})["package"]
	if doc := document[view.Package](t, w, "negotiation.package", p); len(doc.Values) != 2 || doc.Values[0].Value.Money.Minor != "100" {
		t.Errorf("the text as an offer is %+v", doc)
	}
}
