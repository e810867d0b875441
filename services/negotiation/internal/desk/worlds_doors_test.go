package desk

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"

	"parley.example/events/record"
	"parley.example/services/negotiation/internal/view"
)

// behindDoors lets restaurants and growers talk in a closed room in one world,
// on or off the record, until they leave or close it or its words are erased. In
// the other they keep silent, or have such a room and say less. Nobody else can
// tell: neither by what there is to read, nor by knocking.
func (x *world) behindDoors(side int) {
	text := x.lay()
	x.inside = append(x.inside, "growers")
	made, theirs := record.NewID("cau", x.table.id), ""
	if side == 1 || x.number%4 == 3 {
		made, theirs = x.room(x.number%2 == 0)
	}
	if side == 1 {
		for i := range 1 + x.secret.IntN(5) {
			who, id := "restaurants", made
			if i%2 == 1 {
				who, id = "growers", theirs
			}
			x.inCaucus(who, "say_in_caucus", input{"caucus": id, "text": fmt.Sprint("canary ", x.secret.Int64())})
		}
	}
	x.acts("couriers", "post_message", input{"negotiation": x.table.id, "room": "all", "text": "Shall we?"})
	if side == 1 {
		x.inCaucus("restaurants", "unsay_in_caucus", input{"caucus": made, "number": 1})
		switch x.number % 3 {
		case 0:
			x.inCaucus("growers", "leave_caucus", input{"caucus": theirs})
		case 1:
			x.inCaucus("restaurants", "close_caucus", input{"caucus": made})
		}
		if x.number%8 == 0 { // its words go while others look
			x.erased(made)
		}
	}
	for _, id := range []string{made, record.NewID("cau", "nobody", x.table.id)} {
		x.acts("couriers", "say_in_caucus", input{"caucus": id, "text": "Hello?"})
		x.acts("stranger", "leave_caucus", input{"caucus": id})
		for _, question := range []string{"caucus_may", "off_record"} {
			var answer json.RawMessage
			x.told = append(x.told, fmt.Sprint(question, x.asks(x.t, "couriers", question, input{"id": id}, &answer), answer))
		}
	}
	x.acts("couriers", "table_package", input{"negotiation": x.table.id, "as": "idea", "values": x.table.values("200", "split"), "counterTo": text})
	x.acts("growers", "table_package", input{"negotiation": x.table.id, "as": "idea", "values": x.table.values("200", "grower")})
	x.looks(text)
	for _, of := range []string{"caucus", "caucus_message", "news"} {
		var n int
		err := x.house.Pool().QueryRow(x.t.Context(), "SELECT count(*) FROM negotiation_sealed."+of+" WHERE audience IN ('seat:sea_couriers', $2) AND doc::text LIKE '%'||$1||'%'", x.table.id, "table:"+commons).Scan(&n)
		x.told = append(x.told, fmt.Sprint(of, n, err))
	}
}

// room opens a closed room, and returns by what ids its two members know it.
func (x *world) room(onRecord bool) (made, theirs string) {
	opens := input{"negotiation": x.table.id, "seats": []string{"sea_growers"}, "title": "canary"}
	if !onRecord || x.number%8 == 0 {
		opens = input{"negotiation": x.table.id, "seats": []string{"sea_growers"}, "offRecord": true}
	}
	if x.number%8 == 0 {
		opens["eraseAt"] = in(1500 * time.Millisecond)
	}
	made = x.inCaucus("restaurants", "open_caucus", opens)["caucus"]
	err := x.house.Pool().QueryRow(x.t.Context(), "SELECT id FROM negotiation_sealed.caucus WHERE parent = $1 AND audience = 'seat:sea_growers'", x.table.id).Scan(&theirs)
	if err != nil {
		x.t.Error(err)
	}
	return made, theirs
}

// inCaucus does what has to be granted, unless the words are gone already.
func (x *world) inCaucus(who, name string, what input) map[string]string {
	reply := x.sends(x.t, who, name, uuid.NewString(), false, what)
	if reply.Refusal != nil && reply.Refusal.Code != "CAUCUS_CLOSED" && reply.Refusal.Code != "NO_SUCH_MESSAGE" {
		x.t.Errorf("%s may not %s: %+v", who, name, reply.Refusal)
	}
	return reply.IDs
}

func (x *world) erased(made string) {
	own := x.town
	own.notices, _ = x.gateway.SubscribeSync("notice.negotiation_sealed")
	defer own.notices.Unsubscribe()
	until(x.t, own, "negotiation_sealed.caucus", made, func(c view.Caucus) bool { return c.Status == "erased" })
}
