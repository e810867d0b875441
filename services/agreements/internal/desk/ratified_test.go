package desk

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"

	"parley.example/events/negotiation"
	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/agreements/internal/view"
)

// ratified is a text beyond the mandates of two seats, whose stewards are asked.
// What one of them says early moves nothing that others read; what the second
// says unfolds both at one moment.
func (w town) ratified(t *testing.T, table string) {
	w.sends(t, "growers", "couriers")
	defer w.settle(t)
	sealed, err := w.gateway.SubscribeSync("notice.agreements_sealed")
	if err == nil {
		err = w.gateway.Flush()
	}
	if err != nil {
		t.Fatal(err)
	}
	until := negotiation.InstantOf(time.Now().Add(time.Hour))
	id := w.fixes(t, table, negotiation.TextFixed{
		Initiative: commons, Title: "Crates", Level: 2, Languages: []string{"en"}, Currency: "EUR", Decision: "dec_1", Package: "pkg_1", Nature: negotiation.Contract,
		Terms: []negotiation.FixedTerm{{
			Term: "trm_1", Key: "deposit", Name: "Deposit", Kind: negotiation.MoneyTerm, Text: "The deposit is 2.00 EUR.",
			Value: negotiation.Value{Money: &negotiation.Money{Minor: "200", Currency: "EUR"}},
		}},
		Seats: []negotiation.Party{
			{Seat: "sea_growers", Name: "Growers", Organization: "org_growers"},
			{Seat: "sea_couriers", Name: "Couriers", Organization: "org_couriers"},
		},
		Entry: negotiation.Entry{Seats: []string{"sea_growers", "sea_couriers"}, By: negotiation.InstantOf(time.Now().Add(2 * time.Hour))},
		Ratification: &negotiation.Ratification{
			By: negotiation.MandateAsks, Seats: []string{"sea_growers", "sea_couriers"}, Until: &until, Turnout: "1/3",
		},
	})
	a := w.until(t, id, func(a view.Agreement) bool { return a.Status == "ratifying" })
	growers, couriers := ratificationID(id, 1, "sea_growers"), ratificationID(id, 1, "sea_couriers")
	w.untilAsked(t, sealed, growers, couriers)
	if code := w.signs(t, "restaurants", a); code != "NOT_RATIFIED" && code != "BEYOND_MANDATE" {
		t.Errorf("signed before it was ratified: %q", code)
	}
	before := w.shared(t, id)
	no := map[string]any{"ratification": couriers, "terms": []string{"deposit"}, "reason": "Too dear."}
	if _, code := w.wish(t, "growers", "refuse_ratification", uuid.NewString(), no); code != "NOT_FOUND" {
		t.Errorf("another organization's word: %q", code)
	}
	if _, code := w.wish(t, "couriers", "refuse_ratification", uuid.NewString(), no); code != "" {
		t.Fatal(code)
	}
	if after := w.shared(t, id); after != before {
		t.Errorf("one organization has spoken, and others read\n%s\ninstead of\n%s", after, before)
	}
	if _, code := w.wish(t, "growers", "ratify_agreement", uuid.NewString(), map[string]any{"ratification": growers}); code != "" {
		t.Fatal(code)
	}
	a = w.until(t, id, func(a view.Agreement) bool { return a.Status == "reopened" })
	if !slices.Equal(a.ReopenedTerms, []string{"deposit"}) || len(a.Ratification) != 2 || a.Ratification[1].Reason != "Too dear." {
		t.Errorf("got %+v", a.Life)
	}
}

// sends makes people stewards of their organizations, whose mandates do not
// reach as far as the text.
func (w town) sends(t *testing.T, people ...string) {
	least := "0"
	for _, who := range people {
		w.put(t, "registry.authority", "per_"+who+"/org_"+who, registry.Authority{
			Person: "per_" + who, Organization: "org_" + who, Roles: []registry.Role{registry.Steward},
			Mandates: []registry.Mandate{{
				ID: "man_" + who, Initiative: commons, Acts: []registry.Act{registry.Sign}, Version: 1, Limited: true,
				Until: registry.InstantOf(time.Now().AddDate(1, 0, 0)),
			}},
		})
		w.put(t, "registry_sealed.limits", "man_"+who, registry.Limits{Mandate: "man_" + who, Limits: []registry.Limit{{Term: "deposit", Max: &least}}})
	}
}

// fixes lets a table fix a text and returns the agreement that follows from it.
func (w town) fixes(t *testing.T, table string, fixed negotiation.TextFixed) string {
	t.Helper()
	data, err := record.EncodeEvent(fixed)
	if err != nil {
		t.Fatal(err)
	}
	commit := record.Commit{
		ID: uuid.NewString(), Aggregate: table, Kind: "negotiation", Version: 1, At: record.InstantOf(time.Now()), Actor: "system:due",
		Events: []record.Entry{{Type: fixed.Name(), Data: data}},
	}
	body, err := commit.Encode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.table.Append(t.Context(), table, 0, body, ""); err != nil {
		t.Fatal(err)
	}
	return record.NewID("agr", table, fixed.Decision)
}

// untilAsked follows the sealed stream's notices until ratifications are there.
func (w town) untilAsked(t *testing.T, sealed *nats.Subscription, ids ...string) {
	t.Helper()
	for {
		var n int
		if err := w.house.Pool().QueryRow(t.Context(), "SELECT count(*) FROM agreements_sealed.ratification WHERE id = ANY ($1)", ids).Scan(&n); err != nil {
			t.Fatal(err)
		}
		if n == len(ids) {
			return
		}
		if _, err := sealed.NextMsgWithContext(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
}

// shared is all that everyone at the table reads of an agreement: its documents,
// and the journal of its stream.
func (w town) shared(t *testing.T, id string) (all string) {
	t.Helper()
	err := w.house.Pool().QueryRow(t.Context(), `SELECT coalesce((SELECT doc::text FROM agreements.agreement WHERE id = $1), '')
		|| (SELECT count(*)::text || coalesce(string_agg(encode(body, 'base64'), '' ORDER BY seq), '') FROM journal.agreements WHERE aggregate = $1)
		|| (SELECT coalesce(max(seq), 0)::text FROM journal.agreements)`, id).Scan(&all)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
