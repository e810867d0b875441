package conversation

import (
	"strings"
	"testing"
	"time"

	. "parley.example/events/deliberation" // so that a rule reads as a sentence
	"parley.example/services/internal/rolestest"
)

var (
	author    = By{Person: "amy"}
	moderator = By{Person: "mia", Organization: "city", Belongs: true, Convenes: true, Speaks: true}

	careful = ConversationOpened{
		Initiative: "ini", Question: "Why?", Audience: Everybody, Readers: "registered", Person: "somebody else", Moderation: Before,
		Moderators: "convener:ini", Longest: usualText,
	}
	open = ConversationOpened{
		Initiative: "ini", Question: "Why?", Audience: Everybody, Readers: "registered", Person: "somebody else",
		Moderators: "convener:ini", Longest: usualText,
	}
	secret = ConversationOpened{
		Initiative: "ini", Question: "Why?", Audience: Everybody, Readers: "registered", Person: "ana", Pseudonyms: true,
		Moderators: "convener:ini", Longest: usualText,
	}
	masked = By{Person: "amy", Voice: "psn_1", Alias: "calm otter"}

	shown    = StatementMade{Statement: "s1", Initiative: "ini", Text: "Nobody waits.", Author: "amy", Readers: "registered"}
	waiting  = StatementMade{Statement: "s1", Initiative: "ini", Text: "Nobody waits.", Author: "amy", Readers: "convener:ini", Waits: true, Shared: "registered"}
	hidden   = StatementHidden{Statement: "s1", By: "mia", Reason: "Rude.", Readers: "convener:ini", Shared: "registered"}
	rejected = StatementHidden{Statement: "s1", By: "mia", Reason: "Rude.", Rejected: true, Readers: "convener:ini", Shared: "registered"}
	released = StatementShown{Statement: "s1", By: "mia", Readers: "registered"}
	appealed = AppealMade{Statement: "s1", Reason: "It is not.", Readers: "convener:ini", Shared: "registered"}
	restored = AppealDecided{Statement: "s1", By: "ana", Restored: true, Reason: "It is not.", Readers: "registered", Shared: "registered"}
	upheld   = AppealDecided{Statement: "s1", By: "ana", Reason: "It is.", Readers: "convener:ini", Shared: "registered"}
	back     = StatementWithdrawn{Statement: "s1", Reason: "Twice.", Readers: "convener:ini", Shared: "registered"}
	reported = StatementReported{Report: "r1", Statement: "s1", Reason: "Rude.", Readers: "convener:ini"}
	lifted   = StatementLifted{Lift: "l1", Statement: "s1", From: 7, To: 12, Words: "waits", Negotiation: "neg", Term: "trm", By: "bea", For: "coop", Author: "amy", Readers: "registered"}
	raised   = AskRaised{Conversation: "cnv", Initiative: "ini", Statement: "s1", Text: "Nobody waits.", Reason: ByGroup, Groups: []int{1}, People: 7, Analysis: "ana_1", Readers: "registered"}
)

func TestModeration(t *testing.T) {
	say := Say{Statement: "s1", Text: "Nobody waits."}
	inside := raised
	inside.Initiative, inside.Readers = "", "org:coop"
	lift := LiftStatement{Lift: "l1", Statement: "s1", Text: "Nobody waits.", From: 7, To: 12, Negotiation: "neg", Term: "trm"}
	tests := []struct {
		rule string
		spec spec
	}{
		{"where moderators look first a statement waits", given(careful).by(author).when(say).then(waiting)},
		{"what who asks says to begin with is shown", given(careful).by(convener).when(Say{"s1", "Nobody waits.", true}).
			then(StatementMade{Statement: "s1", Initiative: "ini", Text: "Nobody waits.", Author: "ana", For: "city", Readers: "registered", Seed: true})},
		{"nobody else sows", given(careful).by(author).when(Say{"s1", "Nobody waits.", true}).refused("NOT_MODERATOR")},
		{"a moderator lets it be shown", given(careful, waiting).by(moderator).when(Show{"s1"}).then(released)},
		{"its author does not", given(careful, waiting).by(author).when(Show{"s1"}).refused("NOT_MODERATOR")},
		{"for others it is not there", given(careful, waiting).by(nobody).when(Show{"s1"}).refused("NOT_FOUND")},
		{"shown twice is shown once", given(careful, waiting, released).by(moderator).when(Show{"s1"}).then()},
		{"a moderator rejects it with a reason", given(careful, waiting).by(moderator).when(Hide{"s1", "Rude."}).then(rejected)},
		{"not without one", given(careful, waiting).by(moderator).when(Hide{"s1", " "}).refused("INVALID")},
		{"nor what they said themselves", given(open, StatementMade{Statement: "s1", Author: "mia", Readers: "registered"}).by(moderator).when(Hide{"s1", "Rude."}).refused("OWN_STATEMENT")},
		{"a moderator hides what was shown", given(open, shown).by(moderator).when(Hide{"s1", "Rude."}).then(hidden)},
		{"nobody else does", given(open, shown).by(delegate).when(Hide{"s1", "Rude."}).refused("NOT_MODERATOR")},
		{"who hid it shows it again", given(open, shown, hidden).by(moderator).when(Show{"s1"}).then(released)},
		{"another moderator does not", given(open, shown, hidden).by(convener).when(Show{"s1"}).refused("NOT_YOUR_DECISION")},
		{"its author appeals", given(open, shown, hidden).by(author).when(Appeal{"s1", "It is not."}).then(appealed)},
		{"once", given(open, shown, hidden, appealed).by(author).when(Appeal{"s1", "It is not."}).refused("ALREADY_DONE")},
		{"for others there is nothing to appeal", given(open, shown, hidden).by(nobody).when(Appeal{"s1", "It is not."}).refused("NOT_FOUND")},
		{"what is shown needs none", given(open, shown).by(author).when(Appeal{"s1", "It is not."}).refused("NOTHING_TO_APPEAL")},
		{"a second person decides", given(open, shown, hidden, appealed).by(convener).when(DecideAppeal{"s1", "It is not.", true}).then(restored)},
		{"either way", given(open, shown, hidden, appealed).by(convener).when(DecideAppeal{"s1", "It is.", false}).then(upheld)},
		{"never the first", given(open, shown, hidden, appealed).by(moderator).when(DecideAppeal{"s1", "It is.", false}).refused("SECOND_PERSON")},
		{"nor by showing it quietly", given(open, shown, hidden, appealed).by(moderator).when(Show{"s1"}).refused("APPEAL_OPEN")},
		{"what was decided so is not hidden again", given(open, shown, hidden, appealed, restored).by(moderator).when(Hide{"s1", "Rude."}).refused("ALREADY_DECIDED_ON_APPEAL")},
		{"nor appealed again", given(open, shown, hidden, appealed, upheld).by(author).when(Appeal{"s1", "It is not."}).refused("ALREADY_DONE")},
		{"an author takes it back", given(open, shown).by(author).when(Withdraw{"s1", "Twice.", 0}).then(back)},
		{"not when others have answered", given(open, shown).by(author).when(Withdraw{"s1", "Twice.", 1}).refused("HAS_ANSWERS")},
		{"nor when a term answers it", given(open, shown, lifted).by(author).when(Withdraw{"s1", "Twice.", 0}).refused("HAS_ANSWERS")},
		{"nor what another said", given(open, shown).by(delegate).when(Withdraw{"s1", "Twice.", 0}).refused("NOT_YOUR_STATEMENT")},
		{"what was taken back is not moderated", given(open, shown, back).by(moderator).when(Hide{"s1", "Rude."}).refused("STATEMENT_WITHDRAWN")},
		{"anybody reports", given(open, shown).by(nobody).when(Report{"r1", "s1", "Rude."}).then(reported)},
		{"nobody twice", given(open, shown, reported).by(nobody).when(Report{"r1", "s1", "Rude."}).refused("ALREADY_DONE")},
		{"under a pseudonym nobody is named", given(secret).by(masked).when(say).
			then(StatementMade{Statement: "s1", Initiative: "ini", Text: "Nobody waits.", Readers: "registered", Pseudonym: "psn_1", Alias: "calm otter"})},
		{"who speaks at the table lifts words", given(open, shown).by(delegate).when(lift).then(lifted)},
		{"others do not", given(open, shown).by(nobody).when(lift).refused("NOT_SEATED")},
		{"nor words that were not said", given(open, shown).by(delegate).when(LiftStatement{Lift: "l1", Statement: "s1", Text: "Nobody waits.", From: 7, To: 14}).refused("INVALID")},
		{"nor what is not shown", given(open, shown, hidden).by(delegate).when(lift).refused("NOT_FOUND")},
		{"its author says what they meant", given(open, shown, lifted).by(author).when(ContestLift{"l1", "Invoices."}).then(LiftContested{Lift: "l1", Term: "trm", Reason: "Invoices."})},
		{"others do not say that", given(open, shown, lifted).by(nobody).when(ContestLift{"l1", "Invoices."}).refused("NOT_YOUR_STATEMENT")},
		{"five people and a tenth are owed an answer", given(open, shown).by(By{System: true}).when(raise(7, 5, 50)).then(raised)},
		{"but what members say among themselves stays there", given(own, said(own, member)).by(By{System: true}).when(raise(7, 5, 50)).then(inside)},
		{"four are not", given(open, shown).by(By{System: true}).when(raise(7, 4, 10)).then()},
		{"nor less than a tenth", given(open, shown).by(By{System: true}).when(raise(7, 5, 51)).then()},
		{"nor what is not shown", given(open, shown, hidden).by(By{System: true}).when(raise(7, 5, 50)).then()},
		{"nothing is raised twice", given(open, shown, raised).by(moderator).when(raise(7, 5, 50)).then()},
		{"nobody raises who does not look after it", given(open, shown).by(author).when(raise(7, 5, 50)).refused("NOT_MODERATOR")},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

func TestCommunities(t *testing.T) {
	among := By{Person: "dora", Organization: "coop", Belongs: true, Community: "com"}
	theirs := ConversationOpened{
		Initiative: "ini", Question: "Why?", Audience: InCommunity, Community: "com", Readers: "community:com", Person: "dora", For: "coop",
		Moderators: "convener:ini", Longest: usualText,
	}
	ask := Open{Initiative: "ini", Question: "Why?", Audience: InCommunity, Community: "com"}
	tests := []struct {
		rule string
		spec spec
	}{
		{"a member of a member asks the community", given().by(among).when(ask).then(theirs)},
		{"others do not", given().by(member).when(ask).refused("NOT_FOUND")},
		{"one conversation has one audience", given().by(among).when(Open{Initiative: "ini", Question: "Why?", Audience: InOrganization, Community: "com"}).refused("NOT_FOUND")},
		{"its members speak there", given(theirs).by(among).when(Say{Statement: "s1", Text: "Nobody waits."}).then(said(theirs, among))},
		{"for others there is nothing", given(theirs).by(member).when(Say{Statement: "s1", Text: "Nobody waits."}).refused("NOT_FOUND")},
		{"nor for the convener", given(theirs).by(convener).when(Close{}).refused("NOT_FOUND")},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

func raise(people, behind, of int) Raise {
	return Raise{Conversation: "cnv", Analysis: "ana_1", Of: of, Asks: []Ask{
		{Statement: "s1", Text: "Nobody waits.", Reason: ByGroup, Groups: []int{1}, People: people, Behind: behind},
	}}
}

func TestWhatIsFrozen(t *testing.T) {
	soon, late := noon.Add(time.Hour), noon.Add(longest+time.Second)
	stored := InstantOf(soon)
	full := table
	full.Pseudonyms, full.Moderation, full.Longest, full.Deadline, full.Languages = true, Before, 400, &stored, []string{"es", "en"}
	ends := open
	ends.Deadline = &stored
	over := InstantOf(noon)
	ended := open
	ended.Deadline = &over
	ask := func(change func(*Open)) Open {
		o := Open{Initiative: "ini", Question: "Why?", Audience: AtTable}
		change(&o)
		return o
	}
	tests := []struct {
		rule string
		spec spec
	}{
		{"all of it stands in the opening", given().by(delegate).when(Open{
			Initiative: "ini", Question: "Why?", Audience: AtTable, Pseudonyms: true, Moderation: Before, Longest: 400, Deadline: &soon, Languages: []string{"ES", "en"},
		}).then(full)},
		{"a deadline lies ahead", given().by(delegate).when(ask(func(o *Open) { o.Deadline = &noon })).refused("IN_THE_PAST")},
		{"and within a year", given().by(delegate).when(ask(func(o *Open) { o.Deadline = &late })).refused("DEADLINE_TOO_LATE")},
		{"no statement is longer than a thousand characters", given().by(delegate).when(ask(func(o *Open) { o.Longest = maxText + 1 })).refused("INVALID")},
		{"nor must it be a word", given().by(delegate).when(ask(func(o *Open) { o.Longest = 3 })).refused("INVALID")},
		{"there is no third way to moderate", given().by(delegate).when(ask(func(o *Open) { o.Moderation = "never" })).refused("INVALID")},
		{"a language is one", given().by(delegate).when(ask(func(o *Open) { o.Languages = []string{"español"} })).refused("INVALID")},
		{"and named once", given().by(delegate).when(ask(func(o *Open) { o.Languages = []string{"es", "ES"} })).refused("INVALID")},
		{"time closes what has come to its deadline", given(ended).by(By{System: true}).when(Close{}).then(ConversationClosed{Due: true})},
		{"not before", given(ends).by(By{System: true}).when(Close{}).refused("NOT_YET")},
		{"after it nothing is said, whether time came or not", given(ended).by(nobody).when(Say{Statement: "s1", Text: "Late."}).refused("CONVERSATION_CLOSED")},
		{"nothing hides in a statement", given(open).by(author).when(Say{Statement: "s1", Text: "Pay \u202eevas\u202c\u200b now."}).
			then(StatementMade{Statement: "s1", Initiative: "ini", Text: "Pay evas now.", Author: "amy", Readers: "registered"})},
		{"a script is words like any other", given(open).by(author).when(Say{Statement: "s1", Text: "<script>x</script>"}).
			then(StatementMade{Statement: "s1", Initiative: "ini", Text: "<script>x</script>", Author: "amy", Readers: "registered"})},
		{"control characters are none", given(open).by(author).when(Say{Statement: "s1", Text: "a\x00b"}).refused("INVALID")},
		{"a megabyte is too much", given(open).by(author).when(Say{Statement: "s1", Text: strings.Repeat("a", 1<<20)}).refused("INVALID")},
	}
	for _, tt := range tests {
		t.Run(tt.rule, tt.spec.check)
	}
}

func TestRolesTowardsAStatement(t *testing.T) {
	people := map[string]By{"convener": convener, "seat": delegate, "registered": nobody, "author": author, "moderator": moderator}
	states := map[string][]Event{
		"statement shown": {open, shown}, "statement waiting": {careful, waiting}, "statement hidden": {open, shown, hidden},
		"statement appealed": {open, shown, hidden, appealed}, "statement withdrawn": {open, shown, back},
	}
	for _, row := range rolestest.Rows(t, StatementActs) {
		history, known := states[row.State]
		err := MayDo(given(history...).conversation, people[row.Role], noon, "s1", row.Act)
		if !known || (err == nil) != row.May {
			t.Errorf("a %s may %s of a %s: %t says the page, %v the rules", row.Role, row.Act, row.State, row.May, err)
		}
	}
}

// Whatever is typed, what is stored is bounded, visible and says the same when
// it is said again.
func FuzzStatement(f *testing.F) {
	f.Add("Nobody waits.")
	f.Add("\u202egnirts\u202c <script>")
	f.Fuzz(func(t *testing.T, said string) {
		events, err := Decide(given(open).conversation, author, noon, Say{Statement: "s1", Text: said})
		if err != nil {
			return
		}
		stored := events[0].(StatementMade).Text
		if n := len([]rune(stored)); n == 0 || n > usualText || strings.ContainsAny(stored, "\u202e\u202d\u2066\u200b\x00") {
			t.Fatalf("%q was stored as %q", said, stored)
		}
		again, err := Decide(given(open).conversation, author, noon, Say{Statement: "s1", Text: stored})
		if err != nil || again[0].(StatementMade).Text != stored {
			t.Fatalf("%q is stored as %v, %v", stored, again, err)
		}
	})
}
