package desk

import (
	"testing"
	"time"

	"parley.example/events/registry"
)

// Where the couriers want a second person for each offer, none of theirs comes
// to the table alone, on any way.
func TestASecondPerson(t *testing.T) {
	w := open(t)
	l := w.lays(t, nil)
	offer := func(values []input) input {
		return input{"negotiation": l.id, "as": "offer", "values": values, "expiresAt": in(time.Hour)}
	}
	w.offers(t, "couriers", l, "100", "split") // before they wanted one
	w.exec(t, "INSERT INTO registry.governance VALUES ('org_couriers', $1)", `{"organization":"org_couriers","mandatesBy":"stewards","offersBy":"two"}`)
	for person, role := range map[string]registry.Role{"couriers": registry.Member, "deputy": registry.Counsel} {
		w.exec(t, "INSERT INTO registry.roll VALUES ($1, 'org_couriers', $1, json_build_object('person', $1::text, 'organization', 'org_couriers', 'roles', json_build_array($2::text)))", "per_"+person, role)
	}
	refused := func(why string, name string, in input) {
		t.Helper()
		if code := w.code(t, "couriers", name, in); code != "OFFER_NOT_SECONDED" {
			t.Errorf("%s: %s", why, code)
		}
	}
	refused("alone", "table_package", offer(l.values("200", "split")))
	w.does(t, "couriers", "table_package", input{"negotiation": l.id, "as": "idea", "values": l.values("200", "split")})
	w.offers(t, "growers", l, "0", "split") // others want none

	draft := w.does(t, "couriers", "draft_package", input{"negotiation": l.id, "values": l.values("200", "split"), "note": "ours"})["draft"]
	drafted := input{"negotiation": l.id, "as": "offer", "draft": draft, "expiresAt": in(time.Hour)}
	refused("a draft nobody has read", "table_package", drafted)
	w.does(t, "deputy", "review_draft", input{"negotiation": l.id, "draft": draft, "verdict": "approves"})
	refused("counsel is no second person", "table_package", drafted)
	w.exec(t, "UPDATE registry.roll SET doc = json_build_object('person', id, 'organization', 'org_couriers', 'roles', json_build_array('member')) WHERE id = 'per_deputy'")
	refused("other values", "draft_joint", input{"negotiation": l.id, "with": []string{"sea_growers"}, "as": "offer", "values": l.values("400", "split"), "expiresAt": in(time.Hour)})
	w.does(t, "couriers", "table_package", drafted)
	w.does(t, "couriers", "draft_joint", input{"negotiation": l.id, "with": []string{"sea_growers"}, "as": "offer", "values": l.values("200", "split"), "expiresAt": in(time.Hour)})

	w.does(t, "deputy", "revise_draft", input{"negotiation": l.id, "draft": draft, "values": l.values("200", "courier")})
	refused("approved before it was changed", "table_package", offer(l.values("200", "courier")))
	w.does(t, "couriers", "review_draft", input{"negotiation": l.id, "draft": draft, "verdict": "approves"})
	w.does(t, "deputy", "table_package", offer(l.values("200", "courier")))
	w.exec(t, "DELETE FROM registry.roll WHERE id = 'per_couriers'")
	if code := w.code(t, "deputy", "table_package", offer(l.values("200", "courier"))); code != "OFFER_NOT_SECONDED" {
		t.Errorf("who has left is no second person: %s", code)
	}
	w.exec(t, "UPDATE registry.governance SET doc = '{}' WHERE id = 'org_couriers'")
	w.offers(t, "couriers", l, "400", "courier")
}
