package desk

import (
	"maps"
	"slices"
	"testing"
	"time"

	"parley.example/events/registry"
	"parley.example/services/negotiation/internal/view"
)

func (w town) threads(t *testing.T) {
	l := w.lays(t, nil)
	post := func(more input) input {
		in := input{"negotiation": l.id, "room": "all", "text": "Why so?"}
		maps.Copy(in, more)
		return in
	}
	first := w.does(t, "couriers", "post_message", post(input{"term": l.deposit}))["message"]
	reply := w.does(t, "growers", "post_message", post(input{"term": l.deposit, "replyTo": first, "text": "Becuase.", "mentions": []input{{"person": "per_deputy"}, {"seat": "sea_restaurants"}}}))["message"]
	w.does(t, "growers", "edit_message", input{"message": reply, "text": "Because."})
	m := document[view.Message](t, w, "negotiation.message", reply)
	if m.Text != "Because." || m.Earlier[0].Text != "Becuase." || m.ReplyTo != first || m.About.ID != l.deposit {
		t.Errorf("the reply reads %+v", m)
	}
	for _, tt := range []struct {
		rule, who, name, code string
		in                    input
	}{
		{"a colleague of another seat", "growers", "post_message", "NOT_FOUND", post(input{"mentions": []input{{"person": "per_auditor"}}})},
		{"nobody", "growers", "post_message", "NOT_FOUND", post(input{"mentions": []input{{"person": "per_mallory"}}})},
		{"another seat in one's own room", "growers", "post_message", "NOT_FOUND", input{"negotiation": l.id, "room": "team", "text": "x", "mentions": []input{{"seat": "sea_couriers"}}}},
		{"a reply into another thread", "growers", "post_message", "NO_SUCH_MESSAGE", post(input{"replyTo": first})},
		{"a term that there is not", "growers", "post_message", "NO_SUCH_TERM", post(input{"term": "trm_x"})},
		{"two threads at once", "growers", "post_message", "INVALID", post(input{"term": l.deposit, "package": "pkg_x"})},
		{"another's words", "couriers", "edit_message", "NOT_YOUR_MESSAGE", input{"message": reply, "text": "Never."}},
		{"a colleague's words", "deputy", "withdraw_message", "NOT_YOUR_MESSAGE", input{"message": first}},
		{"a stranger's", "nobody", "withdraw_message", "NOT_FOUND", input{"message": first}},
	} {
		if code := w.code(t, tt.who, tt.name, tt.in); code != tt.code {
			t.Errorf("%s: %q, want %s", tt.rule, code, tt.code)
		}
	}
	w.does(t, "couriers", "withdraw_message", input{"message": first})
	if m := document[view.Message](t, w, "negotiation.message", first); m.Text != "" || !m.Withdrawn {
		t.Errorf("what was taken back reads %+v", m)
	}
	team := w.does(t, "couriers", "post_message", input{"negotiation": l.id, "room": "team", "text": "Shall we?"})["teamMessage"]
	if code := w.code(t, "growers", "withdraw_message", input{"message": team}); code != "NOT_FOUND" {
		t.Errorf("growers find a message of another team: %q", code)
	}
	w.does(t, "couriers", "withdraw_message", input{"message": team})
}

func (w town) reviews(t *testing.T) {
	l := w.lays(t, nil)
	draft := w.does(t, "couriers", "draft_package", input{"negotiation": l.id, "values": l.values("0", "split")})["draft"]
	if code := w.code(t, "couriers", "review_draft", input{"negotiation": l.id, "draft": draft, "verdict": "approves"}); code != "OWN_DRAFT" {
		t.Errorf("a draft reviewed by who wrote it: %q", code)
	}
	if code := w.code(t, "growers", "review_draft", input{"negotiation": l.id, "draft": draft, "verdict": "approves"}); code != "NO_SUCH_DRAFT" {
		t.Errorf("a draft reviewed by others: %q", code)
	}
	w.does(t, "deputy", "review_draft", input{"negotiation": l.id, "draft": draft, "verdict": "approves", "note": "good"})
	if d := document[view.Draft](t, w, "negotiation_sealed.draft", draft); len(d.Reviews) != 1 || d.Reviews[0].By != "per_deputy" {
		t.Errorf("the draft is %+v", d)
	}
	w.does(t, "couriers", "revise_draft", input{"negotiation": l.id, "draft": draft, "values": l.values("100", "split")})
	if d := document[view.Draft](t, w, "negotiation_sealed.draft", draft); len(d.Reviews) != 0 {
		t.Errorf("another hand, and still %+v", d.Reviews)
	}
}

func (w town) keepOpen(t *testing.T) {
	l := w.lays(t, nil)
	pkg := w.offers(t, "growers", l, "200", "split")
	if code := w.code(t, "steward", "offer_standing", input{"package": pkg, "for": "sea_restaurants"}); code != "NO_MANDATE" {
		t.Errorf("without a mandate: %q", code)
	}
	offer := w.does(t, "growers", "offer_standing", input{"package": pkg, "for": "sea_restaurants"})["offer"]
	if code := w.code(t, "restaurants", "take_standing_offer", input{"offer": offer}); code != "NOT_STANDING" {
		t.Errorf("taken before it stands: %q", code)
	}
	w.does(t, "deputy", "join_standing_offer", input{"offer": offer})
	w.does(t, "restaurants", "take_standing_offer", input{"offer": offer})
	o := document[view.StandingOffer](t, w, "negotiation.standing_offer", offer)
	if o.Status != "taken" || len(o.Joined) != 2 || o.Terms[0].Text != "The deposit is 2.00 EUR." {
		t.Errorf("the offer is %+v", o)
	}
	if code := w.code(t, "nobody", "take_standing_offer", input{"offer": offer}); code != "NOT_FOUND" {
		t.Errorf("a stranger takes it: %q", code)
	}
}

func (w town) advocate(t *testing.T) {
	before := document[registry.Seats](t, w, "registry.seats", commons)
	after := before
	after.Seats = slices.Clone(before.Seats)
	after.Seats[3].State, after.Seats[3].Advocate = registry.Represented, "per_alma"
	l := w.lays(t, nil)
	w.put(t, "registry.seats", commons, after)
	defer w.put(t, "registry.seats", commons, before)
	w.raises(t, "alma", l, nil)
	w.does(t, "alma", "post_message", input{"negotiation": l.id, "room": "all", "text": "Who carries the crates?"})
	w.does(t, "alma", "take_position", input{"negotiation": l.id, "term": l.loss, "stance": "objects", "reason": "they carry it"})
	offer := input{"negotiation": l.id, "as": "offer", "values": l.values("200", "split"), "expiresAt": in(time.Hour)}
	if code := w.code(t, "alma", "table_package", offer); code != "NO_MANDATE" {
		t.Errorf("an advocate offers: %q", code)
	}
	if h := w.hears(t, l); !slices.Equal(h.Represented, []string{"sea_labourers"}) || len(h.Empty) != 0 {
		t.Errorf("heard is %+v", h)
	}
}

func (w town) silent(t *testing.T) {
	l := w.lays(t, nil)
	tag, err := w.house.Pool().Exec(t.Context(), "UPDATE negotiation.due SET at = now() - interval '1 second' WHERE aggregate = $1 AND what = 'silence/sea_couriers'", l.id)
	if err != nil || tag.RowsAffected() != 1 {
		t.Fatalf("nobody waits for the couriers: %v %v", tag, err)
	}
	soon := input{"negotiation": l.id, "as": "offer", "values": l.values("0", "split"), "expiresAt": in(300 * time.Millisecond)}
	w.does(t, "growers", "table_package", soon) // wakes who keeps the time
	item := until(t, w, "negotiation.news", w.newsOf(t, "NEWS_YOU_SILENT", "seat:sea_couriers"), func(i struct{ To, Lane string }) bool { return i.To != "" })
	if item.Lane != "moved" {
		t.Errorf("the couriers are told %+v", item)
	}
}

// newsOf waits for an item of a kind and returns its id.
func (w town) newsOf(t *testing.T, kind, to string) (id string) {
	t.Helper()
	for {
		err := w.house.Pool().QueryRow(t.Context(), "SELECT coalesce((SELECT id FROM negotiation.news WHERE doc->>'kind' = $1 AND audience = $2 LIMIT 1), '')", kind, to).Scan(&id)
		if err != nil {
			t.Fatal(err)
		}
		if id != "" {
			return id
		}
		if _, err := w.notices.NextMsgWithContext(t.Context()); err != nil {
			t.Fatalf("no news %s: %v", kind, err)
		}
	}
}
