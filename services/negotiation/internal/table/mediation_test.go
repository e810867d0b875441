package table

import (
	"maps"
	"testing"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rolestest"
	"parley.example/services/internal/rules/rule"
)

// The words of a round.
var (
	digest  = Fold(settled...).Sheet.Digest()
	hSeals  = negotiation.SealShown{Seat: "huerta", Initiative: "ini", Version: 1, Commitment: "c1", Sheet: digest}
	rSeals  = negotiation.SealShown{Seat: "riders", Initiative: "ini", Version: 1, Commitment: "c2", Sheet: digest}
	sealed  = after(settled, offered, hSeals, rSeals)
	wishing = negotiation.MediationAsked{
		Round: "m1", Initiative: "ini", Number: 1, Seat: "huerta", Text: "p1", Methods: []negotiation.MediationMethod{negotiation.SingleText},
		VoteFor: "PT1H", LapsesAt: negotiation.InstantOf(noon.Add(7 * 24 * time.Hour)),
	}
	rJoins = negotiation.MediationJoined{Round: "m1", Seat: "riders"}
	begins = negotiation.MediationBegan{
		Round: "m1", Seals: []negotiation.RoundSeal{{Seat: "huerta", Version: 1, Commitment: "c1"}, {Seat: "riders", Version: 1, Commitment: "c2"}},
		Unprotected: []string{}, Sheet: digest, AnswerAt: negotiation.InstantOf(noon.Add(time.Minute)), Rule: ground.Rule,
		Electors: asking.Electors, Absent: asking.Absent,
	}
	better   = []Setting{{Term: "t1", Version: 1, Value: euros("400")}, {Term: "t2", Version: 1, Value: Value{Choice: "split"}}}
	other    = []Setting{{Term: "t1", Version: 1, Value: euros("100")}, {Term: "t2", Version: 1, Value: Value{Choice: "split"}}}
	proposed = []negotiation.Suggestion{
		{Suggestion: "s1", Methods: []negotiation.MediationMethod{negotiation.SingleText}, Values: better},
		{Suggestion: "s2", Methods: []negotiation.MediationMethod{negotiation.Nash}, Values: other},
	}
	answered = negotiation.MediationAnswered{Round: "m1", Initiative: "ini", Suggestions: proposed, VoteUntil: instant(one.Add(time.Minute))}
	voting   = after(sealed, wishing, rJoins, begins, answered)
	ask      = AskMediation{ID: "m1", Text: "p1"}
	join     = JoinMediation{Round: "m1", Window: func(Question, int) time.Duration { return time.Minute }}
)

func TestRoundsOfMediation(t *testing.T) {
	none := negotiation.MediationAnswered{Round: "m1", Initiative: "ini", Suggestions: []negotiation.Suggestion{}}
	stale := with(none, func(e *negotiation.MediationAnswered) { e.Stale = true })
	thin := after(settled, offered, hSeals)
	unprotected := with(begins, func(e *negotiation.MediationBegan) { e.Seals, e.Unprotected = e.Seals[:1], []string{"riders"} })
	second := with(wishing, func(e *negotiation.MediationAsked) { e.Round, e.Number = "m2", 2 })
	over := after(sealed, wishing, rJoins, begins, none)
	kitchens := with(late, func(b *By) { b.Seat = "huerta" }) // a table with one more seat
	changed := negotiation.TermChanged{TermID: "t2", Version: 2, Term: loss}
	oneSide := with(huerta, func(b *By) {
		b.Table = []registry.SeatRow{chairs[0], with(chairs[0], func(s *registry.SeatRow) { s.ID = "olmos" })}
	})
	run(t, []sentence{
		{"a seal is shown once", given(after(settled, hSeals)...).when(By{}, ShowSeal{"huerta", "c1", digest, 1}).then()},
		{"and its next version again", given(after(settled, hSeals)...).when(By{}, ShowSeal{"huerta", "c9", digest, 2}).then(with(hSeals, func(e *negotiation.SealShown) { e.Version, e.Commitment = 2, "c9" }))},
		{"a seat asks for a round", given(sealed...).when(huerta, ask).then(wishing)},
		{"only who may offer does", given(sealed...).when(steward, ask).refused("NO_MANDATE")},
		{"and who sits here", given(sealed...).when(stranger, ask).refused("NOT_SEATED")},
		{"the convener does not, alone", given(sealed...).when(convener, ask).refused("NOT_SEATED")},
		{"where one side sits alone there is no round", given(after(settled, offered)...).when(oneSide, ask).refused("ONE_SIDED")},
		{"a round starts from a text", given(sealed...).when(huerta, AskMediation{ID: "m1", Text: "p9"}).refused("NO_SUCH_PACKAGE")},
		{"from one that is whole", given(after(settled, with(offered, func(e *negotiation.PackageTabled) { e.Values = e.Values[:1] }))...).when(huerta, ask).refused("INCOMPLETE")},
		{"and that stands", given(after(sealed, negotiation.PackageWithdrawn{Package: "p1"})...).when(huerta, ask).refused("WITHDRAWN")},
		{"there is time to vote on suggestions", given(sealed...).when(huerta, AskMediation{ID: "m1", Text: "p1", VoteFor: "PT1S"}).refused("DEADLINE_TOO_SOON")},
		{"but not for ever", given(sealed...).when(huerta, AskMediation{ID: "m1", Text: "p1", VoteFor: "P367D"}).refused("INVALID")},
		{"one round at a time", given(after(sealed, wishing)...).when(riders, with(ask, func(c *AskMediation) { c.ID = "m2" })).refused("ROUND_OPEN")},
		{"never while a decision is open", given(after(sealed, asking)...).when(huerta, ask).refused("DECISION_OPEN")},

		{"a seat of another class joins and it begins", given(after(sealed, wishing)...).when(riders, join).then(rJoins, begins)},
		{"one side alone cannot begin it", given(after(sealed, wishing)...).when(huerta, join).refused("ONE_SIDED")},
		{"nor with a delegate without a mandate", given(after(sealed, wishing)...).when(steward, join).refused("NO_MANDATE")},
		{"nothing else is joined", given(after(sealed, wishing)...).when(riders, with(join, func(c *JoinMediation) { c.Round = "m9" })).refused("NO_SUCH_ROUND")},
		{"a seat without a seal agrees for itself", given(after(thin, wishing)...).when(riders, join).then(rJoins, unprotected)},
		{"and is waited for", given(after(sealed, wishing)...).when(with(riders, func(b *By) { b.Table = late.Table }), join).then(rJoins)},
		{"a seal about another sheet protects nobody", given(after(thin, changed, offered, wishing)...).when(with(riders, func(b *By) { b.Table = late.Table }), join).then(rJoins)},
		{"whoever has joined calls again when all have sealed", given(after(sealed, wishing, rJoins)...).when(huerta, join).then(begins)},
		{"but not before", given(after(sealed, wishing, rJoins)...).when(kitchens, join).then()},
		{"a begun round is joined by nobody", given(after(sealed, wishing, rJoins, begins)...).when(riders, join).refused("ROUND_CLOSED")},
		{"beyond the rounds of the ground rules all consent", given(after(over, second)...).when(with(riders, func(b *By) { b.Table = late.Table }), with(join, func(c *JoinMediation) { c.Round = "m2" })).
			then(with(rJoins, func(e *negotiation.MediationJoined) { e.Round = "m2" }))},

		{"an answer waits for its moment", given(after(sealed, wishing, rJoins, begins)...).when(By{}, AnswerMediation{"m1", proposed}).refused("NOT_YET")},
		{"then it is the same for all", given(after(sealed, wishing, rJoins, begins)...).when(By{}, AnswerMediation{"m1", proposed}).on(noon.Add(time.Minute)).then(answered)},
		{"nothing found is the whole answer", given(after(sealed, wishing, rJoins, begins)...).when(By{}, AnswerMediation{"m1", nil}).on(noon.Add(time.Minute)).then(none)},
		{"it comes once", given(voting...).when(By{}, AnswerMediation{"m1", proposed}).on(one).then()},
		{"a sheet that changed has no answer", given(after(sealed, wishing, rJoins, begins, changed)...).when(By{}, AnswerMediation{"m1", proposed}).on(one).then(stale)},
		{"a wish that nobody shares lapses", given(after(sealed, wishing)...).when(By{}, LapseMediation{"m1"}).on(wishing.LapsesAt.Time).then(negotiation.MediationLapsed{Round: "m1"})},
		{"in its time", given(after(sealed, wishing)...).when(By{}, LapseMediation{"m1"}).refused("NOT_YET")},
		{"then it cannot be joined", given(after(sealed, wishing)...).when(riders, join).on(wishing.LapsesAt.Time).refused("ROUND_CLOSED")},
		{"while suggestions are voted on the sheet rests", given(voting...).when(convener, RemoveTerm{ID: "t2"}).refused("DECISION_OPEN")},
		{"and nothing else is decided", given(voting...).when(riders, OpenDecision{ID: "d1", Package: "p1", Deadline: *instant(two)}).refused("DECISION_OPEN")},
	})
}

func TestBlindVotesAreCounted(t *testing.T) {
	says := func(seat string, first, second negotiation.Choice) negotiation.BlindVote {
		return negotiation.BlindVote{Seat: seat, Choices: []negotiation.BlindChoice{{Suggestion: "s1", Choice: first}, {Suggestion: "s2", Choice: second}}}
	}
	const yes, no, abstain = negotiation.Yes, negotiation.No, negotiation.Abstain
	majority := negotiation.Rule{Rule: negotiation.Majority, Threshold: "1/2", Strict: true, Quorum: "1/2"}
	for _, tt := range []struct {
		rule  string
		r     negotiation.Rule
		votes []negotiation.BlindVote
		want  string
	}{
		{"what all want is carried", ground.Rule, []negotiation.BlindVote{says("huerta", yes, no), says("riders", yes, yes)}, "s1"},
		{"a no blocks consent", ground.Rule, []negotiation.BlindVote{says("huerta", yes, yes), says("riders", no, yes)}, "s2"},
		{"of two the one with more yes", ground.Rule, []negotiation.BlindVote{says("huerta", yes, yes), says("riders", abstain, yes)}, "s2"},
		{"of equals the single text", ground.Rule, []negotiation.BlindVote{says("huerta", yes, yes), says("riders", yes, yes)}, "s1"},
		{"or none", majority, []negotiation.BlindVote{says("huerta", yes, no), says("riders", no, yes)}, ""},
		{"silence is no quorum", ground.Rule, nil, ""},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			if got, _ := Carried(tt.r, asking.Electors, proposed, tt.votes); got.Suggestion != tt.want {
				t.Errorf("%q is carried, want %q", got.Suggestion, tt.want)
			}
		})
	}
	history := voting
	got, err := Decide(Fold(history...), By{}, two, CloseMediation{Round: "m1", Package: "p2", Votes: []negotiation.BlindVote{says("huerta", yes, no), says("riders", yes, yes)}})
	if err != nil || len(got) != 3 {
		t.Fatalf("%+v, %v", got, err)
	}
	tabled, text := got[1].(negotiation.PackageTabled), got[2].(negotiation.TextFixed)
	if tabled.Seat != "" || tabled.Number != 2 || text.Package != "p2" || text.Terms[0].Text != "The deposit is 4.00 EUR." || text.Seats[0].Choice != "" || len(text.Entry.Seats) != 2 {
		t.Errorf("the text is %+v of %+v", text, tabled)
	}
	if fixed := Fold(after(history, got...)...); fixed.Fixed != "p2" || fixed.Mediation.Open != "" {
		t.Errorf("the table is %+v", fixed)
	}
	got, err = Decide(Fold(history...), By{}, two, CloseMediation{Round: "m1", Package: "p2", Votes: []negotiation.BlindVote{says("huerta", no, no)}})
	if nothing, is := got[0].(negotiation.MediationClosed); err != nil || !is || nothing.Suggestion != "" || len(got) != 1 {
		t.Errorf("nothing carried: %+v, %v", got, err)
	}
}

// Who may do what of mediation is what schema/roles.csv says.
func TestMediationRoles(t *testing.T) {
	states := map[string]Table{
		"opened":    Fold(opened, term1, term2),
		"accepted":  Fold(sealed...),
		"deciding":  Fold(after(sealed, asking)...),
		"mediating": Fold(after(sealed, wishing)...),
		"suggested": Fold(voting...),
		"fixed":     Fold(after(sealed, asking, negotiation.DecisionClosed{Decision: "d1", Package: "p1", Outcome: negotiation.Carried}, negotiation.TextFixed{Package: "p1"})...),
	}
	may := func(b By, seals bool) By {
		powers := map[registry.Act]Power{Seal: {Why: rule.Refuse("NO_MANDATE")}}
		maps.Copy(powers, b.Powers)
		if seals {
			powers[Seal] = Power{}
		}
		b.Powers = powers
		return b
	}
	people := map[string]By{
		"convener": may(convener, false), "delegate": may(riders, true), "deputy": may(riders, true), "steward": may(steward, true),
		"counsel": {Seat: "riders", Table: chairs}, "registered": stranger,
	}
	for _, row := range rolestest.Rows(t, MediationActs) {
		state, known := states[row.State]
		who, cast := people[row.Role]
		if !known || !cast {
			t.Errorf("%+v: nobody knows this role or state", row)
		} else if err := May(state, who, row.Act); (err == nil) != row.May {
			t.Errorf("%s may %s when %s: %v, want %t", row.Role, row.Act, row.State, err, row.May)
		}
	}
}
