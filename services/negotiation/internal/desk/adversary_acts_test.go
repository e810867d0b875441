package desk

import (
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"parley.example/events/record"
	"parley.example/services/negotiation/internal/view"
)

// menu is what an adversary may do; each at least twice.
var menu = []func(x *foe){
	func(x *foe) { x.tables("idea") },
	func(x *foe) { x.tables("offer") },
	func(x *foe) {
		x.tries("table_package", input{"negotiation": x.table.id, "as": "offer", "values": x.anywhere(), "expiresAt": in(time.Hour)})
	},
	func(x *foe) {
		x.acts("adversary", "take_position", input{"negotiation": x.table.id, "package": x.some(x.packages), "term": x.some(x.terms), "stance": "support"})
	},
	func(x *foe) {
		x.acts("adversary", "withdraw_package", input{"package": x.some(x.packages[1:]), "reason": "no"})
	},
	func(x *foe) { x.tries("seal_preferences", x.sealing(x.duel.drawn(x.script))) },
	func(x *foe) { x.reseals(x.duel.drawn(x.script)) },
	func(x *foe) { x.wonders("worth", input{"id": x.some(append(x.suggested, x.packages...))}) },
	func(x *foe) {
		wish := x.sealing(x.duel.drawn(x.script))
		x.wonders("seal_review", input{"id": x.table.id, "full": wish["full"]})
	},
	func(x *foe) { x.wonders("seal_advice", input{"id": x.table.id}) },
	func(x *foe) {
		x.wonders("seal_opening", input{"id": view.SealID(x.table.id, seatOf([]string{"adversary", "other"}[x.script.IntN(2)]))})
	},
	func(x *foe) {
		x.tries("ask_mediation", input{"negotiation": x.table.id, "text": x.some(x.packages), "voteFor": "PT1S"})
	},
	func(x *foe) { x.acts("adversary", "join_mediation", input{"round": x.some(x.rounds)}) },
	func(x *foe) {
		x.tries("cast_blind_vote", input{"round": x.some(x.rounds), "choices": []input{{"suggestion": x.some(x.suggested), "choice": "yes"}}})
	},
	func(x *foe) { x.wonders("own_blind_vote", input{"id": x.some(x.rounds)}) },
	func(x *foe) { x.wonders("may", input{"id": x.table.id}) },
	func(x *foe) {
		x.wonders("comparison", input{"id": x.table.id, "packages": x.packages[max(0, len(x.packages)-12):]})
	},
	func(x *foe) {
		made := x.acts("adversary", "draft_package", input{"negotiation": x.table.id, "values": x.anywhere()}).IDs["draft"]
		x.drafts = append(x.drafts, made)
		x.wonders("worth", input{"id": made})
	},
	func(x *foe) {
		x.tries("open_decision", input{"negotiation": x.table.id, "package": x.some(x.packages), "deadline": in(time.Hour)})
	},
	(*foe).decides,
	func(x *foe) {
		x.acts("adversary", "offer_standing", input{"package": x.some(x.packages), "for": seatOf("other")})
	},
	func(x *foe) {
		x.acts("adversary", "raise_ask", input{"negotiation": x.table.id, "kind": "information", "to": input{"seat": seatOf("other")}, "text": "What would do?", "purpose": "to agree", "due": in(100 * time.Hour)})
	},
	func(x *foe) {
		x.tries("open_round", input{"negotiation": x.table.id, "title": "Under seal", "sealed": true, "until": in(time.Hour)})
	},
	func(x *foe) { x.wonders("heard", input{"id": x.table.id}) },
	func(x *foe) {
		x.acts("adversary", "post_message", input{"negotiation": x.table.id, "room": "all", "text": "Come on."})
	},
}

// decides puts a package to the vote, with a condition; the other says no.
func (x *foe) decides() {
	id := x.acts("adversary", "open_decision", input{"negotiation": x.table.id, "package": x.some(x.packages), "deadline": in(time.Hour)}).IDs["decision"]
	if id == "" {
		return
	}
	vote := func() input {
		return input{"decision": id, "choice": "yes", "condition": input{"seats": []string{seatOf("other")}}}
	}
	x.tries("cast_vote", vote())
	x.votes("adversary", id, vote())
	x.votes("other", id, input{"decision": id, "choice": "objects", "objection": input{"term": x.terms[0], "harm": "it is too little", "change": "more of it"}})
	x.acts("adversary", "close_now", input{"decision": id})
	awaits(x, "negotiation.decision", id, func(d view.Decision) bool { return d.Status == "closed" })
}

// votes and waits until everybody hears that the seat has.
func (x *foe) votes(who, decision string, vote input) {
	x.acts(who, "cast_vote", vote)
	awaits(x, "negotiation.decision", decision, func(d view.Decision) bool {
		return slices.ContainsFunc(d.Electors, func(e view.Elector) bool { return e.Seat == seatOf(who) && e.Voted })
	})
}

// tables shows a random package to all.
func (x *foe) tables(as string) string {
	wish := input{"negotiation": x.table.id, "as": as, "values": x.anywhere()}
	if as == "offer" {
		wish["expiresAt"] = in(time.Hour)
	}
	id := x.acts("adversary", "table_package", wish).IDs["package"]
	if id != "" {
		x.packages = append(x.packages, id)
	}
	return id
}

// tries asks what something would cause.
func (x *foe) tries(name string, wish input) {
	x.hears(x.sends(x.t, "adversary", name, uuid.NewString(), true, wish))
}

// wonders asks a question.
func (x *foe) wonders(name string, about input) {
	var answer json.RawMessage
	code := x.asks(x.t, "adversary", name, about, &answer)
	x.told = append(x.told, fmt.Sprint(name, " ", code, " ", string(answer)))
}

// some is one of several, or none of none.
func (x *foe) some(ids []string) string {
	if len(ids) == 0 {
		return record.NewID("pkg", "none")
	}
	return ids[x.script.IntN(len(ids))]
}
