package desk

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/events/record"
	"parley.example/events/registry"
	"parley.example/services/negotiation/internal/view"
)

// meet lets the adversary and the other have every power that a seat can have,
// wherever they meet.
func (w town) meet(t *testing.T) {
	t.Helper()
	for _, who := range []string{"adversary", "other"} {
		w.put(t, "registry.authority", "per_"+who+"/org_"+who, registry.Authority{
			Person: "per_" + who, Organization: "org_" + who, Roles: []registry.Role{registry.Steward}, Mandates: []registry.Mandate{{
				ID: "man_" + who, Acts: []registry.Act{registry.Speak, registry.Offer, registry.Vote}, Version: 1, Role: registry.Delegate,
				Until: registry.InstantOf(time.Now().AddDate(1, 0, 0)),
			}},
		})
	}
}

// arena is an initiative for one table, which the adversary convenes.
func (x *foe) arena() string {
	seats := registry.Seats{Initiative: record.NewID("ini", uuid.NewString()), Level: 1, Zone: "Europe/Madrid", Convener: registry.Convener{Organization: "org_adversary"}}
	for _, who := range []string{"adversary", "other"} {
		seats.Seats = append(seats.Seats, registry.SeatRow{ID: seatOf(who), Class: who, Name: who, State: registry.Taken, Organization: "org_" + who, Seeks: 1})
	}
	x.put(x.t, "registry.seats", seats.Initiative, seats)
	return seats.Initiative
}

// foe is the adversary in one world.
type foe struct {
	*world
	duel
	ring        *bell
	script      *rand.Rand // the same in all worlds of a domain
	initiative  string
	terms       []string
	packages    []string
	rounds      []string
	suggested   []string
	drafts      []string
	late        bool // a vote was, since the machine is busy
	sealed      int
	suggestions int
}

// plays the duel where the other has sealed a reservation value, until no vote
// came too late: then whatever is heard follows from what was done.
func (d duel) plays(t *testing.T, w town, ring *bell, reservation string) *foe {
	for range 9 {
		x := &foe{duel: d, ring: ring, script: rand.New(rand.NewPCG(uint64(d.number), 77))}
		x.world = &world{town: w, t: t, inside: []string{"other"}, readers: []string{"adversary", "stranger"}}
		if x.plays(reservation); !x.late {
			x.lines = x.normal()
			return x
		}
	}
	t.Fatalf("domain %d: the machine is too busy to vote", d.number)
	return nil
}

func (x *foe) plays(reservation string) {
	x.sits()
	x.acts("other", "seal_preferences", input{"negotiation": x.table.id, "full": x.other.full(x.terms, reservation)})
	awaits(x, "negotiation.seal", view.SealID(x.table.id, seatOf("other")), func(s view.Seal) bool { return s.Version == 1 })
	for k := range x.own {
		x.reseals(x.own[k])
		x.round()
	}
	for _, k := range x.script.Perm(actions) {
		menu[k%len(menu)](x)
	}
	// what came before this one was told before it
	last := x.tables("idea")
	awaits(x, "negotiation.package", last, func(p view.Package) bool { return x.ring.told("negotiation.package", last, x.table.id) })
	x.knocks(x.packages[0])
	x.reads()
	x.told = append(x.told, x.ring.about(x.table.id)...)
}

// sits opens a table on the domain, by one command.
func (x *foe) sits() {
	var issues strings.Builder
	for k, n := range x.options {
		fmt.Fprintf(&issues, `<issue index="%d" name="Issue %d" type="discrete" etype="discrete">`, k+1, k+1)
		for v := range n {
			fmt.Fprintf(&issues, `<item index="%d" value="value %d"/>`, v+1, v+1)
		}
		issues.WriteString("</issue>")
	}
	x.initiative = x.arena()
	x.table.id = x.acts("adversary", "import_scenario", input{
		"initiative": x.initiative, "title": "Duel", "domain": fmt.Sprintf(`<negotiation_template><utility_space number_of_issues="%d"><objective index="0" name="x" type="objective" etype="objective">%s</objective></utility_space></negotiation_template>`, len(x.options), issues.String()),
		"groundRules": input{"offerMinimum": "PT0S", "readMinimum": "PT0S", "decideMinimum": "PT0S", "mediation": input{"methods": []string{"singleText", "leximin", "nash"}, "rounds": 3}},
	}).IDs["negotiation"]
	for _, who := range []string{"adversary", "other"} {
		x.acts(who, "accept_ground_rules", input{"negotiation": x.table.id, "version": 1})
	}
	rows, err := x.house.Pool().Query(x.t.Context(), "SELECT id FROM negotiation.term WHERE aggregate = $1 ORDER BY sort", x.table.id)
	if err != nil {
		x.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			x.t.Fatal(err)
		}
		x.terms = append(x.terms, id)
	}
	x.packages = append(x.packages, x.acts("adversary", "table_package", input{"negotiation": x.table.id, "as": "idea", "values": x.values(x.text)}).IDs["package"])
}

func (x *foe) values(chosen []int) (all []input) {
	for k, id := range x.terms {
		all = append(all, input{"term": id, "value": input{"choice": option(chosen[k])}})
	}
	return all
}

// anywhere is a random package of the domain.
func (x *foe) anywhere() (all []input) {
	chosen := make([]int, len(x.options))
	for k, n := range x.options {
		chosen[k] = x.script.IntN(n)
	}
	return x.values(chosen)
}

// reseals seals something, which everybody hears of if it may be.
func (x *foe) reseals(s sealedBy) {
	if reply := x.acts("adversary", "seal_preferences", x.sealing(s)); reply.Refusal != nil {
		return
	}
	x.sealed++
	awaits(x, "negotiation.seal", view.SealID(x.table.id, seatOf("adversary")), func(s view.Seal) bool { return s.Version == x.sealed })
}

func (x *foe) sealing(s sealedBy) input {
	return input{"negotiation": x.table.id, "full": s.full(x.terms, "0.1")}
}

// round is asked for and answered, and nobody is carried by its blind votes. It
// is as the rules say it should be: what is heard of it is what it shows by
// design.
func (x *foe) round() {
	id := x.acts("adversary", "ask_mediation", input{"negotiation": x.table.id, "text": x.packages[0], "voteFor": "PT1S"}).IDs["round"]
	x.acts("other", "join_mediation", input{"round": id})
	r := awaits(x, "negotiation.mediation_round", id, func(r view.Round) bool { return r.AnsweredAt != nil })
	var shown []string
	var no []input
	for _, s := range r.Suggestions {
		d := document[view.Suggested](x.t, x.town, "negotiation.suggestion", s)
		shown = append(shown, inWords(d.Values, d.Methods))
		no = append(no, input{"suggestion": s, "choice": "no"})
	}
	if got, want := strings.Join(shown, "; "), x.suggests(x.duel.low)[len(x.rounds)]; got != want {
		x.t.Errorf("domain %d: round %d suggests %s, and by the rules %s", x.number(), len(x.rounds)+1, got, want)
	}
	x.rounds, x.suggested, x.suggestions = append(x.rounds, id), append(x.suggested, r.Suggestions...), x.suggestions+len(r.Suggestions)
	if len(no) == 0 {
		return
	}
	for _, who := range []string{"other", "adversary"} {
		v := x.acts(who, "cast_blind_vote", input{"round": id, "choices": no})
		x.late = x.late || v.Refusal != nil
	}
	awaits(x, "negotiation.mediation_round", id, func(r view.Round) bool { return r.EndedAt != nil })
}

func (x *foe) number() int { return x.duel.number }

// reads keeps every document of the table that the adversary is shown, of all
// seats or of its own, in an order that does not depend on random values.
func (x *foe) reads() {
	known := named{}
	for _, line := range x.told {
		known.line(line)
	}
	rows, err := x.house.Pool().Query(x.t.Context(), x.ring.everything, x.table.id, []string{"table:" + x.initiative, "seat:" + seatOf("adversary"), "person:per_adversary", "public", "registered"})
	if err != nil {
		x.t.Fatal(err)
	}
	defer rows.Close()
	var read []string
	sorted := make(map[string]string)
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			x.t.Fatal(err)
		}
		read = append(read, line)
		sorted[line] = maps.Clone(known).line(line)
	}
	slices.SortFunc(read, func(a, b string) int { return strings.Compare(sorted[a], sorted[b]) })
	x.told = append(x.told, read...)
}
