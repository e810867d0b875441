package desk

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"parley.example/events/negotiation"
	"parley.example/services/internal/serve"
	"parley.example/services/negotiation/internal/vault"
	"parley.example/services/negotiation/internal/view"
)

func TestMediation(t *testing.T) {
	w := open(t)
	for _, r := range []struct {
		rule string
		test func(t *testing.T)
	}{
		{"three seats seal, a round suggests, blind votes carry one", w.mediates},
		{"what is sealed is its seat's alone", w.keepsSeals},
		{"a seat without a seal agrees for itself; a thin seal protects", w.thin},
		{"one side cannot call a round, nor who has no mandate", w.oneSided},
		{"a round over another sheet has no answer", w.goesStale},
		{"a scenario comes in as a table, and its profiles as seals", w.imports},
		{"a contract comes in as a table", w.contracts},
		{"a negotiation goes out and comes in", w.exports},
		{"a dry run of a seal shows who will see what", w.drySeals},
	} {
		t.Run(r.rule, r.test)
	}
}

// sealing is what somebody seals about the crates: worths of the deposits and
// of who bears loss.
func (l laid) sealing(reservation, weight, other string, deposits [4]string, losses [3]string) input {
	curve := func(at, worths []string) (points []input) {
		for i := range at {
			points = append(points, input{"at": at[i], "worth": worths[i]})
		}
		return points
	}
	return input{"negotiation": l.id, "full": input{"reservation": reservation, "terms": []input{
		{"term": l.deposit, "weight": weight, "curve": curve([]string{"0", "100", "200", "400"}, deposits[:])},
		{"term": l.loss, "weight": other, "curve": curve([]string{"grower", "courier", "split"}, losses[:])},
	}}}
}

var (
	ofGrowers = func(l laid) input {
		return l.sealing("0.2", "0.6", "0.4", [4]string{"0", "0.3", "0.7", "1"}, [3]string{"0", "1", "0.8"})
	}
	ofCouriers = func(l laid) input {
		return l.sealing("0.1", "0.3", "0.7", [4]string{"1", "0.8", "0.6", "0"}, [3]string{"1", "0", "0.7"})
	}
	ofRestaurants = func(l laid) input {
		return l.sealing("0.1", "0.5", "0.5", [4]string{"1", "0.9", "0.8", "0"}, [3]string{"0.4", "0.4", "1"})
	}
)

func (w town) allSeal(t *testing.T, l laid) {
	t.Helper()
	for who, seal := range map[string]func(laid) input{"growers": ofGrowers, "couriers": ofCouriers, "restaurants": ofRestaurants} {
		id := w.does(t, who, "seal_preferences", seal(l))["ownSeal"]
		until(t, w, "negotiation.seal", id, func(s view.Seal) bool { return s.Version == 1 })
	}
}

// round asks for a round from a text and sees it answered.
func (w town) round(t *testing.T, l laid, text, voteFor string, others ...string) view.Round {
	t.Helper()
	id := w.does(t, "growers", "ask_mediation", input{"negotiation": l.id, "text": text, "voteFor": voteFor})["round"]
	for _, who := range others {
		w.does(t, who, "join_mediation", input{"round": id})
	}
	return until(t, w, "negotiation.mediation_round", id, func(r view.Round) bool { return r.AnsweredAt != nil })
}

var allMethods = input{"mediation": input{"methods": []string{"singleText", "leximin", "nash"}, "rounds": 3}}

func (w town) mediates(t *testing.T) {
	l := w.lays(t, allMethods)
	text := w.does(t, "growers", "table_package", input{"negotiation": l.id, "as": "idea", "values": l.values("400", "courier")})["package"]
	w.allSeal(t, l)
	var own vault.Worth
	if code := w.asks(t, "growers", "worth", input{"id": text}, &own); code != "" || own.Least != "1.000000000000" || own.Enough == nil || !*own.Enough {
		t.Errorf("the text is worth %+v to the growers (%s)", own, code)
	}
	r := w.round(t, l, text, "PT3S", "couriers")
	if r.Status != "voting" || len(r.Suggestions) == 0 || len(r.Suggestions) > 3 || len(r.Seals) != 3 || r.AnsweredAt.Before(r.AnswerAt.Time) {
		t.Fatalf("the round is %+v", r)
	}
	for _, id := range r.Suggestions {
		s := document[view.Suggested](t, w, "negotiation.suggestion", id)
		if len(s.Values) != 2 || s.Values[0].Term != l.deposit || len(s.Methods) == 0 {
			t.Errorf("a suggestion is %+v", s)
		}
	}
	var choices []input
	for i, s := range r.Suggestions {
		choices = append(choices, input{"suggestion": s, "choice": map[bool]string{true: "yes", false: "abstain"}[i == 0]})
	}
	before := len(w.stored(t, "negotiation"))
	for _, who := range []string{"growers", "couriers", "restaurants"} {
		w.does(t, who, "cast_blind_vote", input{"round": r.ID, "choices": choices})
	}
	if after := len(w.stored(t, "negotiation")); after != before {
		t.Errorf("blind votes show: %d bytes more", after-before)
	}
	var mine view.BlindVote
	if code := w.asks(t, "deputy", "own_blind_vote", input{"id": r.ID}, &mine); code != "" || mine.By != "per_couriers" {
		t.Errorf("the couriers' own blind vote is %+v (%s)", mine, code)
	}
	done := until(t, w, "negotiation.mediation_round", r.ID, func(r view.Round) bool { return r.EndedAt != nil })
	n := document[view.Negotiation](t, w, "negotiation.negotiation", l.id)
	if done.Status != "carried" || done.Suggestion != r.Suggestions[0] || n.Text != done.Package || n.Status != "fixed" {
		t.Fatalf("it ends as %+v, and the table as %+v", done, n)
	}
	fixed := w.fixed(t, l.id)
	if fixed.Package != done.Package || len(fixed.Entry.Seats) != 3 || fixed.Seats[0].Choice != "" {
		t.Errorf("the text is %+v", fixed)
	}
	if all := string(w.stored(t, "negotiation")[before:]); strings.Contains(all, `"abstain"`) || strings.Contains(all, `"yes"`) {
		t.Errorf("who voted what is in the record: %s", all)
	}
}

func (w town) keepsSeals(t *testing.T) {
	l := w.lays(t, nil)
	text := w.does(t, "growers", "table_package", input{"negotiation": l.id, "as": "idea", "values": l.values("200", "split")})["package"]
	sealed := w.does(t, "couriers", "seal_preferences", l.sealing("0.123456789012345", "0.3", "0.7", [4]string{"1", "0.8", "0.6", "0"}, [3]string{"1", "0", "0.7"}))["ownSeal"]
	until(t, w, "negotiation.seal", sealed, func(s view.Seal) bool { return s.Version == 1 })
	if bytes.Contains(w.stored(t, "negotiation"), []byte("123456789012345")) {
		t.Error("the shared record knows what was sealed")
	}
	var opening vault.Opening
	if code := w.asks(t, "deputy", "seal_opening", input{"id": sealed}, &opening); code != "" || !opening.Holds() || !strings.Contains(opening.Content, "0.123456789012345") {
		t.Errorf("the opening is %+v (%s)", opening, code)
	}
	if s := document[view.Seal](t, w, "negotiation.seal", sealed); s.Commitment != opening.Commitment {
		t.Errorf("the table has %+v, the seat %+v", s, opening)
	}
	for _, who := range []string{"growers", "steward", "restaurants"} {
		if code := w.asks(t, who, "seal_opening", input{"id": sealed}, &opening); code != "NOT_FOUND" {
			t.Errorf("%s opens what is not theirs: %q", who, code)
		}
		if code := w.asks(t, who, "worth", input{"id": text}, &struct{}{}); code != "NOT_FOUND" {
			t.Errorf("%s has sealed nothing and asks what a package is worth: %q", who, code)
		}
		if code := w.asks(t, who, "seal_review", input{"id": l.id}, &struct{}{}); code != "NOT_FOUND" {
			t.Errorf("%s has sealed nothing and reviews it: %q", who, code)
		}
	}
	draft := w.does(t, "couriers", "draft_package", input{"negotiation": l.id, "values": l.values("400", "grower")[:1]})["draft"]
	var worth vault.Worth
	if code := w.asks(t, "deputy", "worth", input{"id": draft}, &worth); code != "" || worth.Least != "0.000000000000" || worth.Most != "0.700000000000" {
		t.Errorf("a draft is worth %+v (%s)", worth, code)
	}
	if code := w.asks(t, "growers", "worth", input{"id": draft}, &worth); code != "NOT_FOUND" {
		t.Errorf("growers weigh a draft that is not theirs: %q", code)
	}
	var reviewed struct {
		Ranking []vault.Rank
		Remarks []remark
	}
	if code := w.asks(t, "couriers", "seal_review", input{"id": l.id}, &reviewed); code != "" || reviewed.Ranking[0].Term != l.loss {
		t.Errorf("the review is %+v (%s)", reviewed, code)
	}
	var advised []advice
	if code := w.asks(t, "couriers", "seal_advice", input{"id": l.id}, &advised); code != "" || len(advised) != 2 || advised[1].Params["reservation"] != "0" {
		t.Errorf("the advice is %+v (%s)", advised, code)
	}
	again := l.sealing("0", "0.3", "0.7", [4]string{"1", "0.8", "0.6", "0"}, [3]string{"1", "0", "0.7"})
	w.does(t, "deputy", "seal_preferences", again)
	if code := w.code(t, "couriers", "seal_preferences", again); code != "SEALED_ALREADY" {
		t.Errorf("a third seal before a round: %q", code)
	}
}

func (w town) thin(t *testing.T) {
	l := w.lays(t, allMethods)
	text := w.does(t, "growers", "table_package", input{"negotiation": l.id, "as": "idea", "values": l.values("400", "courier")})["package"]
	w.does(t, "growers", "seal_preferences", ofGrowers(l))
	id := w.does(t, "couriers", "seal_preferences", input{"negotiation": l.id, "refused": []input{{"term": l.loss, "values": []string{"courier"}}}})["ownSeal"]
	until(t, w, "negotiation.seal", id, func(s view.Seal) bool { return s.Version == 1 })
	round := w.does(t, "growers", "ask_mediation", input{"negotiation": l.id, "text": text})["round"]
	w.does(t, "couriers", "join_mediation", input{"round": round})
	if r := document[view.Round](t, w, "negotiation.mediation_round", round); r.Status != "asked" {
		t.Fatalf("the restaurants are not protected and were not waited for: %+v", r)
	}
	w.does(t, "restaurants", "join_mediation", input{"round": round})
	r := until(t, w, "negotiation.mediation_round", round, func(r view.Round) bool { return r.AnsweredAt != nil })
	if !slices.Equal(r.Unprotected, []string{"sea_restaurants"}) || len(r.Seals) != 2 {
		t.Errorf("the round is %+v", r)
	}
	for _, id := range r.Suggestions {
		if s := document[view.Suggested](t, w, "negotiation.suggestion", id); s.Values[1].Value.Choice == "courier" {
			t.Errorf("the couriers cannot live with %+v", s)
		}
	}
}

func (w town) oneSided(t *testing.T) {
	l := w.lays(t, nil)
	text := w.does(t, "growers", "table_package", input{"negotiation": l.id, "as": "idea", "values": l.values("400", "courier")})["package"]
	if code := w.code(t, "steward", "ask_mediation", input{"negotiation": l.id, "text": text}); code != "NO_MANDATE" {
		t.Errorf("a steward asks: %q", code)
	}
	if code := w.code(t, "stranger", "ask_mediation", input{"negotiation": l.id, "text": text}); code != "NOT_FOUND" {
		t.Errorf("a stranger asks: %q", code)
	}
	w.allSeal(t, l)
	round := w.does(t, "growers", "ask_mediation", input{"negotiation": l.id, "text": text})["round"]
	before := len(w.stored(t, "negotiation"))
	for _, who := range []string{"growers", "steward", "stranger"} {
		want := map[string]string{"growers": "ONE_SIDED", "steward": "NO_MANDATE", "stranger": "NOT_FOUND"}[who]
		if code := w.code(t, who, "join_mediation", input{"round": round}); code != want {
			t.Errorf("%s begins a round: %q", who, code)
		}
	}
	if code := w.code(t, "couriers", "cast_blind_vote", input{"round": round, "choices": []input{{"suggestion": "sug_x", "choice": "yes"}}}); code != "ROUND_CLOSED" {
		t.Errorf("a vote on what is not there yet: %q", code)
	}
	if code := w.code(t, "growers", "ask_mediation", input{"negotiation": l.id, "text": text}); code != "ROUND_OPEN" {
		t.Errorf("a second round: %q", code)
	}
	if after := len(w.stored(t, "negotiation")); after != before {
		t.Errorf("what was refused left %d bytes", after-before)
	}
}

func (w town) goesStale(t *testing.T) {
	l := w.lays(t, input{"sheetChange": "convener"})
	text := w.does(t, "growers", "table_package", input{"negotiation": l.id, "as": "idea", "values": l.values("400", "courier")})["package"]
	w.allSeal(t, l)
	round := w.does(t, "growers", "ask_mediation", input{"negotiation": l.id, "text": text})["round"]
	w.does(t, "couriers", "join_mediation", input{"round": round})
	w.does(t, "steward", "add_term", input{"negotiation": l.id, "key": "days", "name": "Days", "kind": "quantity", "min": "1", "max": "9", "step": "1"})
	r := until(t, w, "negotiation.mediation_round", round, func(r view.Round) bool { return r.AnsweredAt != nil })
	if r.Status != "stale" || len(r.Suggestions) != 0 {
		t.Errorf("the round is %+v", r)
	}
	if code := w.code(t, "growers", "seal_preferences", ofGrowers(l)); code != "TERM_NOT_WEIGHED" {
		t.Errorf("a seal about yesterday's sheet: %q", code)
	}
}

func (w town) drySeals(t *testing.T) {
	l := w.lays(t, nil)
	reply := w.sends(t, "growers", "seal_preferences", uuid.NewString(), true, ofGrowers(l))
	var p serve.Preview
	if err := json.Unmarshal(reply.Preview, &p); err != nil {
		t.Fatalf("%+v: %v", reply, err)
	}
	if !slices.Equal(p.Audience, []string{"seat:sea_growers", "table:" + commons}) || !slices.Equal(p.Events, []string{negotiation.PreferencesSealed{}.Name(), negotiation.SealShown{}.Name()}) || p.Binds {
		t.Errorf("the preview is %+v", p)
	}
	if doc := document[view.OwnSeal](t, w, "negotiation_sealed.seal", view.SealID(l.id, "sea_growers")); doc.ID != "" {
		t.Errorf("a dry run sealed %+v", doc)
	}
}

const (
	domainXML = `<negotiation_template><utility_space number_of_issues="2"><objective index="0" name="x" type="objective" etype="objective">
<issue index="1" name="Colour" type="discrete" etype="discrete"><item index="1" value="red"/><item index="2" value="blue"/></issue>
<issue index="2" name="Size" type="integer" lowerbound="1" upperbound="3"/></objective></utility_space></negotiation_template>`
	profileXML = `<utility_space><objective index="0" name="x"><issue index="1" name="Colour" type="discrete"><item index="1" value="red" evaluation="1"/><item index="2" value="blue" evaluation="3"/></issue>
<issue index="2" name="Size" type="integer" lowerbound="1" upperbound="3"><evaluator ftype="linear" slope="0.5" offset="-0.5"/></issue>
<weight index="1" value="0.30000000001"/><weight index="2" value="0.69999999999"/></objective><reservation value="0.25"/></utility_space>`
)

func (w town) imports(t *testing.T) {
	id := w.does(t, "steward", "import_scenario", input{"initiative": commons, "title": "Colours", "domain": domainXML})["negotiation"]
	sealed := w.does(t, "growers", "seal_profile", input{"negotiation": id, "profile": profileXML})["ownSeal"]
	own := document[view.OwnSeal](t, w, "negotiation_sealed.seal", sealed)
	if own.Full == nil || own.Full.Reservation != "0.25" || own.Full.Terms[0].Weight != "0.30000000001" || own.Full.Terms[1].Weight != "0.69999999999" || len(own.Full.Terms[1].Curve) != 3 {
		t.Fatalf("sealed %+v", own.Full)
	}
	for _, bad := range []struct{ name, field, file string }{
		{"import_scenario", "domain", `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + domainXML},
		{"import_scenario", "domain", domainXML[:200]},
		{"seal_profile", "profile", `<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + profileXML},
		{"seal_profile", "profile", strings.Replace(profileXML, "0.25", "1e9999", 1)},
		{"seal_profile", "profile", strings.Replace(profileXML, "blue", "green", 1)},
	} {
		in := input{bad.field: bad.file, "negotiation": id}
		if bad.name == "import_scenario" {
			in = input{bad.field: bad.file, "initiative": commons, "title": "Bad"}
		}
		if code := w.code(t, map[string]string{"domain": "steward", "profile": "growers"}[bad.field], bad.name, in); code != "NOT_A_SCENARIO" {
			t.Errorf("%s takes %.40s: %q", bad.name, bad.file, code)
		}
	}
	if code := w.code(t, "growers", "seal_profile", input{"negotiation": id, "profile": strings.Repeat(" ", 300_000)}); code != "INVALID" {
		t.Errorf("a huge file: %q", code)
	}
	if code := w.code(t, "growers", "import_scenario", input{"initiative": commons, "title": "Colours", "domain": domainXML}); code != "NOT_CONVENER" {
		t.Errorf("growers open a table: %q", code)
	}
}

func (w town) exports(t *testing.T) {
	l := w.lays(t, allMethods)
	w.does(t, "growers", "table_package", input{"negotiation": l.id, "as": "idea", "values": l.values("400", "courier")})
	w.does(t, "growers", "seal_preferences", l.sealing("0.31415926535", "0.6", "0.4", [4]string{"0", "0.3", "0.7", "1"}, [3]string{"0", "1", "0.8"}))
	until(t, w, "negotiation.seal", view.SealID(l.id, "sea_growers"), func(s view.Seal) bool { return s.Version == 1 })
	var files [2]json.RawMessage
	for i, who := range []string{"growers", "couriers"} {
		if code := w.asks(t, who, "export", input{"id": l.id}, &files[i]); code != "" {
			t.Fatal(code)
		}
	}
	if !bytes.Equal(files[0], files[1]) || bytes.Contains(files[0], []byte("31415926535")) {
		t.Error("an export differs from seat to seat, or tells what was sealed")
	}
	id := w.does(t, "steward", "import_negotiation", input{"initiative": commons, "title": "Again", "export": string(files[0])})["negotiation"]
	n := document[view.Negotiation](t, w, "negotiation.negotiation", id)
	if n.Title != "Again" || n.Status != "open" || len(n.Accepted) != 0 || n.GroundRules.Mediation.Rounds != 3 {
		t.Errorf("it comes in as %+v", n)
	}
	var again Export
	if code := w.asks(t, "growers", "export", input{"id": id}, &again); code != "" || len(again.Terms) != 2 || again.Terms[0].Key != "deposit" || len(again.Packages) != 0 || !again.Complete {
		t.Errorf("and goes out again as %+v (%s)", again, code)
	}
	for _, bad := range []string{"{}", "[]", `{"format":"parley.negotiation.v1","extra":1}`, `{"format":"parley.negotiation.v1"} {}`, `{"format":"parley.negotiation.v9"}`} {
		if code := w.code(t, "steward", "import_negotiation", input{"initiative": commons, "export": bad}); code != "NOT_AN_EXPORT" && code != "INVALID" {
			t.Errorf("%s comes in: %q", bad, code)
		}
	}
	changed := strings.Replace(string(files[0]), `"kind":"money"`, `"kind":"gold"`, 1)
	if code := w.code(t, "steward", "import_negotiation", input{"initiative": commons, "export": changed}); code != "INVALID" {
		t.Errorf("a term of gold comes in: %q", code)
	}
	if code := w.code(t, "growers", "import_negotiation", input{"initiative": commons, "export": string(files[0])}); code != "NOT_CONVENER" {
		t.Errorf("growers open a table: %q", code)
	}
}
