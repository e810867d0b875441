package desk

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"parley.example/events/command"
	"parley.example/events/registry"
	"parley.example/services/negotiation/internal/view"
)

// Two worlds that differ in what the restaurants keep to themselves — their
// seal, how often they look at it, how they vote blind, how far their delegate
// may go, what they talk about behind doors — read the same to everybody else: every answer, every document, every
// byte of the record, in the same order (I11). What a round shows by design, the
// packages, is compared where it is the same.
func TestNobodyElseCanTellWhatASeatKeepsToItself(t *testing.T) {
	w := open(t)
	const seals, rounds, limits, caucuses = 90, 30, 50, 40
	pairs := make([][2]*world, seals+rounds+limits+caucuses)
	for i := range pairs {
		for side := range pairs[i] {
			pairs[i][side] = &world{number: i, side: side, draws: rand.New(rand.NewPCG(uint64(i), 7)), secret: rand.New(rand.NewPCG(uint64(i), uint64(100+side))), inside: []string{"restaurants"}, readers: []string{"growers", "couriers", "stranger"}}
		}
	}
	for side, most := range []string{"200", "400"} {
		limit := registry.Limits{Mandate: "man_restaurants", Limits: []registry.Limit{{Term: "deposit", Max: &most}}}
		w.put(t, "registry_sealed.limits", "man_restaurants", limit)
		var turn sync.WaitGroup
		busy := make(chan struct{}, 12)
		for i := range pairs {
			turn.Go(func() {
				busy <- struct{}{}
				defer func() { <-busy }()
				own := w
				own.notices, _ = w.gateway.SubscribeSync("notice.negotiation")
				defer own.notices.Unsubscribe()
				x := pairs[i][side]
				x.town, x.t = own, t
				switch {
				case i < seals:
					x.keepsSeal(side)
				case i < seals+rounds:
					x.mediated(side)
				case i < seals+rounds+limits:
					x.limited(side)
				default:
					x.behindDoors(side)
				}
				x.lines = x.normal()
				x.told = nil
			})
		}
		turn.Wait()
	}
	if t.Failed() {
		return
	}
	same, answers, suggested := 0, 0, 0
	for i, pair := range pairs {
		one, other := pair[0].lines, pair[1].lines
		answers += len(one)
		if slices.Equal(one, other) {
			same++
			if i >= seals && i < seals+rounds {
				suggested++
			}
			continue
		}
		if i >= seals && i < seals+rounds && pair[0].suggested != pair[1].suggested {
			same++ // the packages differ, and so does all that follows from them
			continue
		}
		t.Errorf("pair %d, %s", i, difference(one, other))
	}
	if answers < 4_000 || suggested < rounds/4 {
		t.Errorf("only %d answers were compared, and %d pairs with the same suggestions", answers, suggested)
	}
	t.Logf("%d of %d pairs read the same in %d answers; %d rounds suggested the same", same, len(pairs), answers, suggested)
}

// world is a table, with what everybody but the restaurants is told there.
type world struct {
	town
	t            *testing.T
	number, side int
	draws        *rand.Rand // the same in both worlds
	secret       *rand.Rand // not the same
	table        laid
	inside       []string // who may know what differs, whose it is first
	readers      []string // of those who may not, who looks
	told         []string
	lines        []string // what was told, once it can be compared
	suggested    string
}

// acts sends a command, and keeps the answer unless whoever gets it is inside.
func (x *world) acts(who, name string, wish input) command.Reply {
	id := uuid.NewString()
	reply := x.sends(x.t, who, name, id, false, wish)
	for reply.Refusal != nil && reply.Refusal.Code == command.Unavailable { // a busy machine: whoever asks does so again
		reply = x.sends(x.t, who, name, id, false, wish)
	}
	if !slices.Contains(x.inside, who) {
		x.hears(reply)
	}
	return reply
}

func (x *world) hears(v any) {
	text, err := json.Marshal(v)
	if err != nil {
		x.t.Error(err)
	}
	x.told = append(x.told, string(text))
}

// lay lays a table, at which everybody but the restaurants seals the same.
func (x *world) lay() string {
	x.table = x.lays(x.t, allMethods)
	x.told = nil
	for _, who := range []string{"growers", "couriers"} {
		x.acts(who, "seal_preferences", x.drawn(x.draws))
		until(x.t, x.town, "negotiation.seal", view.SealID(x.table.id, seatOf(who)), func(s view.Seal) bool { return s.Version == 1 })
	}
	return x.acts("growers", "table_package", input{"negotiation": x.table.id, "as": "idea", "values": x.table.values("100", "courier")}).IDs["package"]
}

// drawn is a seal with numbers out of the air.
func (x *world) drawn(r *rand.Rand) input {
	worths := func(n int) []string {
		all := make([]string, n)
		for i := range all {
			all[i] = fmt.Sprintf("0.%012d", r.Int64N(1e12))
		}
		return all
	}
	weight := r.Int64N(1e12)
	return x.table.sealing(fmt.Sprintf("0.%012d", r.Int64N(1e11)), fmt.Sprintf("0.%012d", weight), fmt.Sprintf("0.%012d", int64(1e12)-weight),
		[4]string(worths(4)), [3]string(worths(3)))
}

// keepsSeal lets the restaurants seal one thing or another, in full or thin,
// after they have got it wrong, and look at it once or more often.
func (x *world) keepsSeal(side int) {
	text := x.lay()
	for range side {
		wrong := x.drawn(x.secret)
		wrong["full"].(input)["reservation"] = "2"
		x.acts("restaurants", "seal_preferences", wrong)
	}
	seal := x.drawn(x.secret)
	if side == 1 && x.number%3 == 0 {
		seal = input{"negotiation": x.table.id, "refused": []input{{"term": x.table.loss, "values": []string{"grower"}}}}
	}
	x.acts("restaurants", "seal_preferences", seal)
	until(x.t, x.town, "negotiation.seal", view.SealID(x.table.id, "sea_restaurants"), func(s view.Seal) bool { return s.Version == 1 })
	for range side * 3 {
		x.asks(x.t, "restaurants", "worth", input{"id": text}, &struct{}{})
		x.asks(x.t, "restaurants", "seal_review", input{"id": x.table.id}, &struct{}{})
	}
	x.acts("growers", "post_message", input{"negotiation": x.table.id, "room": "all", "text": "Shall we?"})
	x.looks(text)
}

// mediated lets a round be computed over other seals of the restaurants, and
// lets them vote otherwise where that changes nothing. Nobody looks before it is
// over: what one then sees follows from the clock and is not the same twice on a
// busy machine. A vote that came too late for the same reason is tried again.
func (x *world) mediated(side int) {
	for x.mediatedInTime(side) != "" {
		x.draws, x.suggested = rand.New(rand.NewPCG(uint64(x.number), 7)), ""
	}
}

// mediatedInTime returns the code with which a vote was refused, or nothing.
func (x *world) mediatedInTime(side int) (late string) {
	text := x.lay()
	base := rand.New(rand.NewPCG(uint64(x.number), 55))
	seal := x.drawn(base)
	if side == 1 { // a little away, so that a round may well show the same
		full := seal["full"].(input)
		full["reservation"] = fmt.Sprintf("0.0%012d", x.secret.Int64N(1e12))
	}
	x.acts("restaurants", "seal_preferences", seal)
	until(x.t, x.town, "negotiation.seal", view.SealID(x.table.id, "sea_restaurants"), func(s view.Seal) bool { return s.Version == 1 })
	round := x.acts("growers", "ask_mediation", input{"negotiation": x.table.id, "text": text, "voteFor": "PT3S"}).IDs["round"]
	x.acts("couriers", "join_mediation", input{"round": round})
	r := until(x.t, x.town, "negotiation.mediation_round", round, func(r view.Round) bool { return r.AnsweredAt != nil })
	for _, id := range r.Suggestions {
		s := document[view.Suggested](x.t, x.town, "negotiation.suggestion", id)
		for _, v := range s.Values {
			x.suggested += strings.NewReplacer(x.table.deposit, "deposit", x.table.loss, "loss").Replace(fmt.Sprint(v.Term, v.Value.Choice, v.Value.Money, s.Methods))
		}
	}
	if len(r.Suggestions) == 0 {
		x.looks(text)
		return ""
	}
	choices := func(choice string) (all []input) {
		for _, s := range r.Suggestions {
			all = append(all, input{"suggestion": s, "choice": choice})
		}
		return all
	}
	votes := []command.Reply{x.acts("growers", "cast_blind_vote", input{"round": round, "choices": choices("no")})} // consent: nothing can be carried
	if side == 1 {
		votes = append(votes, x.acts("restaurants", "cast_blind_vote", input{"round": round, "choices": choices([]string{"yes", "no", "abstain"}[x.number%3])}))
	}
	for _, v := range votes {
		if v.Refusal != nil && v.Refusal.Code == "ROUND_CLOSED" {
			return string(v.Refusal.Code)
		}
	}
	until(x.t, x.town, "negotiation.mediation_round", round, func(r view.Round) bool { return r.EndedAt != nil })
	x.looks(text)
	return ""
}

// limited lets the restaurants' delegate try what lies beyond the mandate in one
// of the worlds.
func (x *world) limited(side int) {
	text := x.lay()
	x.acts("restaurants", "seal_preferences", x.drawn(rand.New(rand.NewPCG(uint64(x.number), 5))))
	until(x.t, x.town, "negotiation.seal", view.SealID(x.table.id, "sea_restaurants"), func(s view.Seal) bool { return s.Version == 1 })
	offer := input{"negotiation": x.table.id, "as": "offer", "values": x.table.values("400", "split"), "expiresAt": in(time.Hour)}
	reply := x.sends(x.t, "restaurants", "table_package", uuid.NewString(), side == 1, offer)
	if refused := reply.Refusal != nil; refused != (side == 0) {
		x.t.Errorf("in world %d the offer is answered %+v: the worlds do not differ", side, reply)
	}
	x.acts("couriers", "table_package", input{"negotiation": x.table.id, "as": "offer", "values": x.table.values("400", "split"), "expiresAt": in(time.Hour)})
	x.acts("restaurants", "table_package", input{"negotiation": x.table.id, "as": "idea", "values": x.table.values("400", "split")})
	x.looks(text)
}

// looks keeps all that everybody who is not inside can read of the table, and
// what they are told when they knock.
func (x *world) looks(text string) {
	rows, err := x.house.Pool().Query(x.t.Context(), `SELECT tableoid::regclass::text, doc::text FROM (
		SELECT tableoid, doc, parent, sort FROM negotiation.negotiation WHERE aggregate = $1 UNION ALL SELECT tableoid, doc, parent, sort FROM negotiation.package WHERE aggregate = $1
		UNION ALL SELECT tableoid, doc, parent, sort FROM negotiation.seal WHERE aggregate = $1 UNION ALL SELECT tableoid, doc, parent, sort FROM negotiation.mediation_round WHERE aggregate = $1
		UNION ALL SELECT tableoid, doc, parent, sort FROM negotiation.suggestion WHERE aggregate = $1 UNION ALL SELECT tableoid, json_build_object('to', doc->>'to', 'lane', doc->>'lane', 'kind', doc->>'kind', 'number', doc->'params'->>'number'), '', '' FROM negotiation.news WHERE aggregate = $1
		) AS shared WHERE coalesce(doc->>'to', '') <> ALL ($2)
		ORDER BY 1, (doc->>'number')::int, doc->>'seat', doc->>'to', doc->>'kind', sort`, x.table.id, x.behind())
	if err != nil {
		x.t.Error(err)
		return
	}
	defer rows.Close()
	for rows.Next() {
		var table, doc string
		if err := rows.Scan(&table, &doc); err != nil {
			x.t.Error(err)
		}
		x.told = append(x.told, table+" "+doc)
	}
	x.knocks(text)
}

// knocks keeps what everybody is told who asks for what is theirs, and for what
// is not. What two are told alike is kept once.
func (x *world) knocks(text string) {
	own := view.SealID(x.table.id, seatOf(x.inside[0]))
	for _, q := range []struct {
		name string
		in   input
	}{
		{"may", input{"id": x.table.id}},
		{"record", input{"id": x.table.id}},
		{"export", input{"id": x.table.id}},
		{"seal_opening", input{"id": own}},
		{"seal_review", input{"id": x.table.id}},
		{"worth", input{"id": text}},
	} {
		before := ""
		for _, who := range x.readers {
			if slices.Contains(x.inside, who) {
				continue
			}
			var answer json.RawMessage
			heard := string(command.Unavailable)
			for heard == string(command.Unavailable) {
				heard = x.asks(x.t, who, q.name, maps.Clone(q.in), &answer)
			}
			heard = fmt.Sprintf("asks %s: %s %s", q.name, heard, answer)
			if heard == before {
				heard = "the same"
			} else {
				before = heard
			}
			x.told = append(x.told, who+" "+heard)
		}
	}
}

// behind are the audiences of those who are inside.
func (x *world) behind() (all []string) {
	for _, who := range x.inside {
		all = append(all, "seat:"+seatOf(who))
	}
	return all
}

// normal replaces each random value by the order of its first appearance.
func (x *world) normal() []string {
	n := named{}
	lines := make([]string, len(x.told))
	for i, line := range x.told {
		lines[i] = n.line(line)
	}
	return lines
}
