package e2e

import (
	"maps"
	"strings"
	"time"

	"parley.example/deploy/story"
)

// bads are wrong in ways that no input type tells of: values that a term does
// not take, moments that are over, acts beyond a mandate.
func (s *stage) bads() map[string][]bad {
	in := func(d time.Duration) string { return s.In(d) }
	const long = 2 * 365 * 24 * time.Hour
	tabled := func(values any) story.Input {
		return with(s.talking.Tabling("offer", "", nil, nil), values, "values")
	}
	set := func(c *story.Crates, key string, value story.Input) []story.Input {
		return []story.Input{{"term": c.Term(key).ID, "value": value}}
	}
	money := func(minor, currency string) story.Input {
		return story.Input{"money": story.Input{"minor": minor, "currency": currency}}
	}
	idea := func(value story.Input) story.Input {
		return story.Input{"negotiation": s.fresh.ID, "as": "idea", "values": set(s.fresh, "weight", value)}
	}
	drafted := func(values any) story.Input { return story.Input{"negotiation": s.talking.ID, "values": values} }
	deposit := func(value story.Input) []story.Input { return set(s.talking, "deposit", value) }
	mandate := func(change string, value any) story.Input {
		return with(story.Input{"organization": s.bakery.ID, "delegate": s.Biel.Person, "acts": []string{"speak"}, "until": in(time.Hour)}, value, change)
	}
	opened := func(change string, value any) story.Input {
		return with(story.Input{
			"title": "Bread", "purpose": "Bread.", "level": 1, "zone": "Europe/Madrid", "languages": []string{"es"},
			"visions": story.Input{"person": "Bread.", "organization": "Bread.", "economy": "Bread."},
		}, value, change)
	}
	ruled := func(rule string, value any) story.Input {
		return story.Input{"negotiation": s.fresh.ID, "groundRules": story.Input{rule: value}}
	}
	listed := func(kind string, more story.Input) story.Input {
		input := story.Input{"negotiation": s.fresh.ID, "key": "other", "name": "Other", "kind": kind}
		maps.Copy(input, more)
		return input
	}
	signed := func(version int, hash string) story.Input {
		return story.Input{"agreement": s.fixed.Drawn.ID, "version": version, "hash": hash}
	}
	decided := func(id string, deadline time.Duration) story.Input {
		return story.Input{"negotiation": s.talking.ID, "package": id, "deadline": in(deadline)}
	}
	return map[string][]bad{
		"tablePackage": {
			{"a value that is no option", "NOT_AN_OPTION", nil, tabled(deposit(money("300", "EUR")))},
			{"another currency", "CURRENCY_MISMATCH", nil, tabled(deposit(money("200", "USD")))},
			{"cents that are no number", "INVALID", nil, tabled(deposit(money("2.00", "EUR")))},
			{"a value of another kind", "WRONG_KIND", nil, tabled(deposit(story.Input{"quantity": "2"}))},
			{"two values at once", "WRONG_KIND", nil, tabled(deposit(story.Input{"quantity": "2", "choice": "split"}))},
			{"no value at all", "WRONG_KIND", nil, tabled(deposit(story.Input{}))},
			{"a term twice", "INVALID", nil, tabled(append(deposit(money("200", "EUR")), deposit(money("100", "EUR"))...))},
			{"no values", "INVALID", nil, tabled([]any{})},
			{"beyond the mandate", "BEYOND_MANDATE", nil, tabled(deposit(money("400", "EUR")))},
			{"below the bounds", "OUT_OF_BOUNDS", s.Luis, idea(story.Input{"quantity": "2"})},
			{"above the bounds", "OUT_OF_BOUNDS", s.Luis, idea(story.Input{"quantity": "24"})},
			{"between the steps", "OFF_STEP", s.Luis, idea(story.Input{"quantity": "7"})},
			{"too many decimals", "TOO_PRECISE", s.Luis, idea(story.Input{"quantity": "8.5"})},
			{"too many digits", "INVALID", s.Luis, idea(story.Input{"quantity": strings.Repeat("9", 28)})},
			{"an offer that is over", "OFFER_TOO_SHORT", nil, with(tabled(deposit(money("200", "EUR"))), in(0), "expiresAt")},
			{"an offer for two years", "OFFER_TOO_LONG", nil, with(tabled(deposit(money("200", "EUR"))), in(long), "expiresAt")},
			{"an idea that ends", "INVALID", nil, with(with(tabled(deposit(money("200", "EUR"))), "idea", "as"), in(time.Hour), "expiresAt")},
			{"before the ground rules", "RULES_NOT_ACCEPTED", s.Luis, with(idea(story.Input{"quantity": "8"}), "offer", "as")},
		},
		"draftPackage": {
			{"a value that is no option", "NOT_AN_OPTION", nil, drafted(deposit(money("300", "EUR")))},
			{"another currency", "CURRENCY_MISMATCH", nil, drafted(deposit(money("200", "USD")))},
		},
		"openDecision": {
			{"a package that leaves terms open", "INCOMPLETE", nil, decided(s.talking.Idea, 20*24*time.Hour)},
			{"a deadline that is over", "DEADLINE_TOO_SOON", nil, decided(s.talking.First, 0)},
			{"a deadline in two years", "DEADLINE_TOO_LATE", nil, decided(s.talking.First, long)},
			{"a deadline after the offer's end", "EXPIRES_FIRST", nil, decided(s.talking.First, 300*24*time.Hour)},
		},
		"castVote": {
			{"beyond the mandate", "BEYOND_MANDATE", s.Marc, story.Ballot(s.asked, "yes")},
			{"an objection without harm", "OBJECTION_INCOMPLETE", nil, story.Ballot(s.asked, "objects")},
			{"an objection with a yes", "INVALID", nil, story.Ballot(s.asked, "yes", s.deciding.Because("loss", "Ours.", "Split."))},
			{"an objection to a term of another table", "NO_SUCH_TERM", nil, story.Ballot(s.asked, "objects", s.talking.Because("loss", "Ours.", "Split."))},
			{"a condition with a no", "INVALID", nil, story.Ballot(s.asked, "no", story.IfToo(s.Huerta.Seats[s.i]))},
			{"a condition on oneself", "NOT_ELECTOR", nil, story.Ballot(s.asked, "yes", story.IfToo(s.Ciclo.Seats[s.i]))},
			{"a condition on an empty chair", "NOT_ELECTOR", nil, story.Ballot(s.asked, "yes", story.IfToo(s.i.Chairs["Canteen users"]))},
		},
		"moveDeadline": {
			{"earlier", "NOT_LATER", nil, story.Input{"decision": s.asked, "to": in(time.Hour), "reason": "Now."}},
			{"by another seat", "NOT_OPENER", s.Luis, story.Input{"decision": s.asked, "to": in(40 * 24 * time.Hour), "reason": "Later."}},
		},
		"closeNow": {{"before all have voted", "NOT_ALL_VOTED", s.Karim, story.Input{"decision": s.asked}}},
		"signAgreement": {
			{"beyond the mandate", "BEYOND_MANDATE", s.Marc, signed(1, s.fixed.Drawn.Hash)},
			{"another text", "HASH_MISMATCH", nil, signed(1, strings.Repeat("0", 64))},
			{"a version that there is not", "NO_SUCH_VERSION", nil, signed(2, s.fixed.Drawn.Hash)},
			{"without a mandate", "NO_MANDATE", s.Ines, signed(1, s.fixed.Drawn.Hash)},
			{"without having confirmed", "CONFIRM_FIRST", s.Lucia, signed(1, s.fixed.Drawn.Hash)},
		},
		"declineAgreement": {{"without words", "INVALID", nil, declining(s.fixed, "\u200b ")}},
		"withdrawPackage":  {{"somebody else's", "NOT_AUTHOR", s.Karim, story.Input{"package": s.talking.Second, "reason": "No."}}},
		"takePosition":     {{"on nothing", "INVALID", nil, story.Input{"negotiation": s.talking.ID, "stance": "likes"}}},
		"acceptGroundRules": {
			{"another version", "RULES_CHANGED", nil, story.Input{"negotiation": s.fresh.ID, "version": 1}},
		},
		"changeGroundRules": {
			{"more than all", "INVALID", nil, ruled("threshold", "3/2")},
			{"a share that is none", "INVALID", nil, ruled("quorum", "-1/2")},
			{"a currency that there is not", "INVALID", nil, ruled("currency", "EURO")},
			{"a zone that there is not", "INVALID", nil, ruled("zone", "Europe/Valle Verde")},
			{"no time to sign", "INVALID", nil, ruled("entryBy", "PT0S")},
			{"ten years to read", "INVALID", nil, ruled("readMinimum", "P3650D")},
			{"no language", "INVALID", nil, ruled("languages", []string{})},
			{"members who ratify in no time", "INVALID", nil, ruled("ratification", story.Input{"by": "members"})},
			{"renewed, and without an end", "INVALID", nil, ruled("lasts", story.Input{"renews": "P1Y"})},
		},
		"openNegotiation": {{"amending what does not exist", "NO_SUCH_AGREEMENT", nil, story.Input{
			"initiative": s.i.ID, "title": "Again", "level": 1, "amends": story.Input{"agreement": "agr_" + strings.Repeat("a", 26), "version": 1},
		}}},
		"addTerm": {
			{"a duty of nobody here", "NO_SUCH_SEAT", nil, listed("yesNo", story.Input{"duties": []story.Input{{
				"key": "wash", "debtor": story.Input{"class": "nobody"}, "creditor": story.Input{"all": true}, "what": "Wash them.", "due": story.Input{"after": "P7D"},
			}}})},
			{"a duty on no day", "INVALID", nil, listed("yesNo", story.Input{"duties": []story.Input{{
				"key": "wash", "debtor": story.Input{"seat": s.Huerta.Seats[s.i]}, "creditor": story.Input{"all": true}, "what": "Wash them.", "due": story.Input{},
			}}})},
			{"waiting for a seat that there is not", "NO_SUCH_SEAT", nil, listed("yesNo", story.Input{"needs": []string{"sea_nobody"}})},
			{"paid out, and no shares", "INVALID", nil, listed("yesNo", story.Input{"sharing": story.Input{"contest": "P3D"}})},
			{"a key that is taken", "KEY_TAKEN", nil, with(listed("money", nil), "deposit", "key")},
			{"a key with a space", "INVALID", nil, with(listed("text", nil), "the key", "key")},
			{"one option", "INVALID", nil, listed("choice", story.Input{"options": []story.Option{{Key: "a"}}})},
			{"no options", "INVALID", nil, listed("choice", nil)},
			{"a unit of money", "INVALID", nil, listed("money", story.Input{"unit": "kg"})},
			{"bounds the wrong way round", "INVALID", nil, listed("quantity", story.Input{"min": "3", "max": "1"})},
			{"a step of nothing", "INVALID", nil, listed("quantity", story.Input{"step": "0"})},
			{"a currency that there is not", "INVALID", nil, listed("money", story.Input{"currency": "EURO"})},
			{"a clause without its value", "INVALID", nil, listed("text", story.Input{"clause": "Nothing."})},
			{"a fourth level", "INVALID", nil, listed("text", story.Input{"level": 4})},
		},
		"grantMandate": {
			{"one that is over", "IN_THE_PAST", nil, mandate("until", in(-time.Hour))},
			{"to oneself", "SELF_GRANTED", nil, mandate("delegate", s.Aina.Person)},
			{"to a stranger", "NOT_MEMBER", nil, mandate("delegate", s.Sol.Person)},
			{"a deputy who is the delegate", "DEPUTY_IS_DELEGATE", nil, mandate("deputy", s.Biel.Person)},
			{"limits the wrong way round", "INVALID", nil, mandate("limits", []story.Input{{"term": "deposit", "min": "2", "max": "1"}})},
			{"a limit that limits nothing", "INVALID", nil, mandate("limits", []story.Input{{"term": "deposit"}})},
			{"for nothing", "INVALID", nil, mandate("acts", []string{})},
		},
		"removeMember": {{"the last steward", "LAST_STEWARD", nil, story.Input{"organization": s.bakery.ID, "person": s.Aina.Person, "reason": "Enough."}}},
		"leaveOrganization": {
			{"as the last steward", "LAST_STEWARD", s.Aina, story.Input{"organization": s.bakery.ID}},
		},
		"openInitiative": {
			{"a fourth level", "NO_SUCH_LEVEL", nil, opened("level", 4)},
			{"a zone that there is not", "INVALID", nil, opened("zone", "Local")},
			{"no language", "INVALID", nil, opened("languages", []string{})},
			{"a title with a bell", "INVALID", nil, opened("title", "Bread\a")},
		},
		"openSeat":   {{"for a class that there is not", "NO_SUCH_CLASS", nil, story.Input{"initiative": s.i.ID, "class": "kings", "name": "Kings"}}},
		"inviteSeat": {{"until yesterday", "IN_THE_PAST", nil, story.Input{"seat": s.wanted, "name": "Millers", "note": "Come.", "expires": in(-24 * time.Hour)}}},
		"takeSeat": {
			{"a fourth level", "NO_SUCH_LEVEL", nil, story.Input{"token": s.token, "seeks": 4}},
			{"for whom one does not speak", "NO_MANDATE", s.Flor, story.Input{"token": s.token, "seeks": 1}},
			{"a second seat", "ALREADY_SEATED", s.Luis, story.Input{"token": s.token, "seeks": 1}},
		},
		"renamePerson": {{"no name", "INVALID", nil, story.Input{"name": "\u2003"}}},
	}
}
