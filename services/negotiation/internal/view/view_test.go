package view

import (
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	n "parley.example/events/negotiation" // short, so that a story reads as one
	"parley.example/events/project"
	"parley.example/events/record"
)

var update = flag.Bool("update", false, "write the golden file anew")

var (
	begin  = time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
	yes    = n.Vote{Seat: "sea_h", Choice: n.Yes}
	no     = n.Vote{Seat: "sea_r", Choice: n.Object, Objection: &n.Objection{Term: "trm_1", Harm: "too dear", Change: "1 €"}}
	values = []n.Setting{{Term: "trm_1", Version: 1, Value: n.Value{Money: &n.Money{Minor: "200", Currency: "EUR"}}}}

	opened = n.Opened{Initiative: "ini_x", Title: "Crates", Level: 1, GroundRules: n.GroundRules{
		Rule: n.Rule{Rule: n.Consent, Threshold: "1/2", Quorum: "1/2"}, OfferMinimum: "P2D", ReadMinimum: "P1D", DecideMinimum: "P2D", EntryBy: "P14D",
		Zone: "Europe/Madrid", Languages: []string{"es"}, Currency: "EUR",
	}, Differences: []n.Difference{}, Room: "roo_all"}
	term   = n.TermAdded{TermID: "trm_1", Initiative: "ini_x", Number: 1, Term: n.Term{Key: "deposit", Name: "Deposit", Kind: n.MoneyTerm, Currency: "EUR", Max: "400", Clause: "Deposit {value}", Level: 1}}
	idea   = n.PackageTabled{Package: "pkg_1", Initiative: "ini_x", Number: 1, As: n.Idea, Seat: "sea_h", Values: values, TabledAt: hour(3)}
	offer  = n.PackageTabled{Package: "pkg_2", Initiative: "ini_x", Number: 2, As: n.Offer, Seat: "sea_r", Values: values, CounterTo: "pkg_1", TabledAt: hour(4), ExpiresAt: until(30)}
	asking = n.DecisionOpened{
		Decision: "dec_1", Initiative: "ini_x", Number: 1, Package: "pkg_2", Seat: "sea_h", Rule: opened.GroundRules.Rule, Call: 1, OpenedAt: hour(5), Deadline: hour(9),
		Electors: []n.Elector{{Seat: "sea_h", Class: "growers", Weight: "1"}, {Seat: "sea_r", Class: "couriers", Weight: "1"}}, Absent: []n.Absent{{Seat: "sea_l", Class: "labourers", State: "empty"}},
	}
	alone, both = n.Lead{Reason: "it is time"}, n.Lead{By: []string{"sea_h", "sea_r"}, Reason: "we are stuck"}
	motion      = n.Moved{Motion: "mot_1", Initiative: "ini_x", Number: 1, Seat: "sea_h", Needs: n.TwoClasses, Until: hour(72), Reason: "we are stuck", Proposal: n.Proposal{Rung: &n.RungWish{Rung: n.RungExpert, Question: "What does cooling cost?", Expert: "Dr Sol"}}}
	sealedRound = n.RoundOpened{Initiative: "ini_x", Number: 1, RoundWish: n.RoundWish{Round: "rnd_1", Title: "First", Sealed: true, Until: hour(20)}, Seats: []string{"sea_h", "sea_r"}, Lead: both}
	bond        = n.ConstraintAdded{Initiative: "ini_x", Number: 1, Constraint: n.Constraint{Constraint: "cns_1", Name: "Not both", Never: []n.TermIs{{Term: "trm_1", Is: n.Equals, Value: values[0].Value}, {Term: "trm_2", Is: n.Not, Value: values[0].Value}}}, Infeasible: []string{"pkg_1"}}

	closed = n.DecisionClosed{
		Decision: "dec_1", Initiative: "ini_x", Package: "pkg_2", Votes: []n.Vote{yes, no}, Outcome: n.Rejected,
		Steps: []n.Step{{Kind: "quorum", Have: "2", Of: "2", Share: "1", Needed: "1/2", Met: true}, {Kind: "objections", Seats: []string{"sea_r"}}},
	}
)

func hour(h int) n.Instant   { return n.InstantOf(begin.Add(time.Duration(h) * time.Hour)) }
func until(h int) *n.Instant { i := hour(h); return &i }

// history is a commit for each event, an hour apart, of the aggregate that the
// event is about.
func history(events ...n.Event) []project.Event {
	aggregates := map[n.Kind]string{n.OfNegotiation: "neg_x", n.OfThread: "roo_all", n.OfRoom: "roo_own", n.OfBox: "box_x", n.OfEnvelopes: "env_x", n.OfJoint: "joi_x"}
	var all []project.Event
	for i, e := range events {
		all = append(all, project.Event{Event: e, Commit: &record.Stored{Commit: record.Commit{
			Aggregate: aggregates[e.Of()], Version: uint64(i) + 1, At: record.InstantOf(hour(i).Time), Actor: "sea_h/per_ana",
		}}})
	}
	return all
}

// folded folds one view in memory and shows what is stored.
func folded[D any, P interface {
	*D
	project.Document
}](events []project.Event, touches func(project.Event) []string, apply func(string, P, project.Event) P,
) []string {
	held := make(map[string]P)
	for _, e := range events {
		for _, id := range touches(e) {
			held[id] = apply(id, held[id], e)
		}
	}
	var lines []string
	for _, id := range slices.Sorted(maps.Keys(held)) {
		if held[id] == nil {
			continue
		}
		doc, _ := json.Marshal(held[id])
		row := held[id].Row()
		lines = append(lines, fmt.Sprintf("%s parent=%s sort=%s audience=%s %s", id, row.Parent, row.Sort, row.Audience, doc))
	}
	return lines
}

func tables(events []project.Event) string {
	var out strings.Builder
	for _, t := range []struct {
		name string
		docs []string
	}{
		{"negotiation", folded(events, touchesNegotiation, projectNegotiation)},
		{"term", folded(events, touchesTerm, projectTerm)},
		{"sheet", folded(events, touchesSheet, projectSheet)},
		{"talks", folded(events, touchesTalks, projectTalks)},
		{"guidance", folded(events, touchesGuidance, projectGuidance)},
		{"motion", folded(events, touchesMotion, projectMotion)},
		{"round", folded(events, touchesRound, projectRound)},
		{"working text", folded(events, touchesText, projectText)},
		{"redline", folded(events, redline.touches, redline.project)},
		{"constraint", folded(events, touchesConstraint, projectConstraint)},
		{"session", folded(events, session.touches, session.project)},
		{"brief", folded(events, brief.touches, brief.project)},
		{"closing word", folded(events, closingWord.touches, closingWord.project)},
		{"envelope", folded(events, touchesEnvelope, projectEnvelope)},
		{"joint", folded(events, touchesJoint, projectJoint)},
		{"package", folded(events, touchesPackage, projectPackage)},
		{"position", folded(events, touchesPosition, projectPosition)},
		{"decision", folded(events, touchesDecision, projectDecision)},
		{"vote", folded(events, touchesVote, projectVote)},
		{"message", folded(events, touchesMessage, projectMessage)},
		{"draft", folded(events, touchesDraft, projectDraft)},
		{"own vote", folded(events, touchesOwnVote, projectOwnVote)},
		{"team message", folded(events, touchesTeamMessage, projectTeamMessage)},
	} {
		for _, doc := range t.docs {
			fmt.Fprintf(&out, "%s %s\n", t.name, doc)
		}
	}
	return out.String()
}

func TestDocuments(t *testing.T) {
	changed := n.TermChanged{TermID: "trm_1", Version: 2, Term: n.Term{Key: "deposit", Name: "Deposit", Kind: n.MoneyTerm, Currency: "EUR", Clause: "{value}", Level: 1}, Stale: []string{"pkg_1"}}
	carried := closed
	carried.Votes, carried.Outcome, carried.Steps = []n.Vote{yes}, n.Carried, carried.Steps[:1]
	open := asking
	open.OpenVotes = true
	made := n.DraftMade{Draft: "dft_1", Negotiation: "neg_x", Seat: "sea_h", Number: 1, Package: "pkg_9", Values: []n.DraftValue{{Term: "trm_1", Value: values[0].Value}}, Note: "ask Ana"}
	tests := []struct {
		story  string
		events []n.Event
	}{
		{"opened, changed, accepted", []n.Event{opened, n.RulesAccepted{Seat: "sea_h", Version: 1}, n.RulesChanged{Version: 2, GroundRules: opened.GroundRules, Differences: []n.Difference{{Rule: "quorum", Template: "2/3"}}}, n.RulesAccepted{Seat: "sea_r", Version: 2}}},
		{"an idea goes stale with its term, another is withdrawn", []n.Event{opened, term, idea, changed, offer, n.PackageWithdrawn{Package: "pkg_2", Reason: "a mistake"}}},
		{"a removed term is in no list", []n.Event{opened, term, n.TermRemoved{TermID: "trm_1"}}},
		{"an opinion is revised", []n.Event{n.PositionTaken{Position: "pos_1", Initiative: "ini_x", Seat: "sea_r", Package: "pkg_1", Stance: n.Concern, Reason: "why"}, n.PositionTaken{Position: "pos_1", Initiative: "ini_x", Seat: "sea_r", Package: "pkg_1", Stance: n.Likes}}},
		{"an opinion on a term", []n.Event{n.PositionTaken{Position: "pos_2", Initiative: "ini_x", Seat: "sea_r", Term: "trm_1", Stance: n.Objects}}},
		{"voted, moved, called, rejected", []n.Event{opened, term, idea, offer, asking, n.Voted{Decision: "dec_1", Initiative: "ini_x", Seat: "sea_h"}, n.DeadlineMoved{Decision: "dec_1", Deadline: hour(12), Reason: "a holiday"}, n.ClosingCalled{Decision: "dec_1", Seat: "sea_h"}, closed}},
		{"carried", []n.Event{opened, term, offer, asking, carried, n.TextFixed{Package: "pkg_2"}}},
		{"open votes are seen at once", []n.Event{opened, offer, open, n.Voted{Decision: "dec_1", Initiative: "ini_x", Seat: "sea_h", Vote: &yes}}},
		{"expired", []n.Event{offer, n.PackageExpired{Package: "pkg_2"}}},
		{"said to all and to the team", []n.Event{n.MessagePosted{Message: "msg_1", Negotiation: "neg_x", Initiative: "ini_x", Number: 1, Seat: "sea_h", Text: "Hello."}, n.TeamMessagePosted{Message: "tms_1", Negotiation: "neg_x", Seat: "sea_h", Number: 1, Text: "Shall we?"}}},
		{"led by a person through a phase, a session, a speaker", []n.Event{
			opened,
			n.FacilitatorAppointed{Initiative: "ini_x", Facilitator: n.Facilitator{Person: "per_f", Name: "Ana", Interests: "None."}, Lead: both},
			n.PhaseOpened{Initiative: "ini_x", Number: 1, PhaseWish: n.PhaseWish{Kind: n.Listening, Title: "What matters"}, Lead: alone},
			n.SessionCalled{Initiative: "ini_x", Number: 1, Session: n.Session{Session: "ses_1", Title: "Crates", At: hour(40), Minutes: 90, Terms: []string{"trm_1"}}, Lead: alone},
			n.SpeakerAsked{Seat: "sea_h"},
			n.SpeakerAsked{Seat: "sea_r"},
			n.SpeakerCalled{Seat: "sea_h", Lead: alone},
			n.AgendaSet{Initiative: "ini_x", Agenda: n.Agenda{Terms: []string{"trm_1"}}, Lead: alone},
			n.FacilitatorDismissed{Initiative: "ini_x", Person: "per_f", Lead: both},
		}},
		{"moved, supported, carried", []n.Event{opened, motion, n.Supported{Motion: "mot_1", Seat: "sea_r"}, n.MotionClosed{Motion: "mot_1", Outcome: n.MotionCarried}, n.RungClimbed{Initiative: "ini_x", Number: 1, RungWish: *motion.Rung, Lead: both}, n.ExpertHeard{Question: "What does cooling cost?", Expert: "Dr Sol", Answer: "Two cents.", Lead: alone}}},
		{"a change of the sheet that was declined", []n.Event{opened, term, n.Moved{Motion: "mot_2", Initiative: "ini_x", Number: 2, Seat: "sea_h", Needs: n.AllSeats, Until: hour(90), Reason: "too dear", Proposal: n.Proposal{Term: &n.TermWish{Do: "change", Term: "trm_1", Version: 1, Wish: &term.Term}}}, n.MotionClosed{Motion: "mot_2", Outcome: n.MotionDeclined, Seat: "sea_r", Reason: "not for us"}}},
		{"failed, with a closing word", []n.Event{opened, n.RungClimbed{Initiative: "ini_x", Number: 6, From: n.RungPartial, RungWish: n.RungWish{Rung: n.RungFailed, RetryAt: until(900)}, Lead: both}, n.ClosingWord{Initiative: "ini_x", Seat: "sea_h", Text: "We were close."}}},
		{"a sealed round", []n.Event{opened, sealedRound, n.EnvelopeFilled{Negotiation: "neg_x", Initiative: "ini_x", Round: "rnd_1", Envelope: n.Envelope{Seat: "sea_h", Packages: []n.SealedPackage{{Package: "pkg_3", As: n.Idea, Values: values}}}}, n.RoundCalled{Round: "rnd_1", Lead: both}, n.RoundClosed{Initiative: "ini_x", Round: "rnd_1", Packages: []string{"pkg_3"}}, n.PackageTabled{Package: "pkg_3", Initiative: "ini_x", Number: 1, As: n.Idea, Seat: "sea_h", Values: values, TabledAt: hour(4), Round: "rnd_1"}}},
		{"the text that all work on", []n.Event{opened, term, idea, n.TextTaken{Initiative: "ini_x", Package: "pkg_1", Values: values, Lead: both}, n.TextAmended{Initiative: "ini_x", Number: 1, Seat: "sea_h", Amendment: n.Amendment{Amendment: "amd_1", Term: "trm_1", Version: 1, Before: &values[0].Value, After: n.Value{Money: &n.Money{Minor: "100", Currency: "EUR"}}}, Lead: both}}},
		{"a constraint comes and goes", []n.Event{opened, term, idea, bond, n.ConstraintLifted{Constraint: "cns_1"}}},
		{"and what breaks it", []n.Event{idea, bond}},
		{"a seat comes late, a petition reaches its number", []n.Event{opened, n.LateSeated{Brief: "brf_1", Initiative: "ini_x", Seat: "sea_l", From: hour(120), Stands: []string{"pkg_1"}, Open: []string{}, Decided: []n.Decided{{Decision: "dec_1", Package: "pkg_2", Outcome: n.Rejected}}, Motions: []string{}}, n.StoodStill{Petition: "ptn_1", Until: hour(100)}}},
		{"a disagreement on where to get to", []n.Event{
			n.PositionTaken{Position: "pos_3", Initiative: "ini_x", Seat: "sea_r", Term: "trm_1", Stance: n.Objects, Diagnosis: n.Diagnosis{Whether: n.Where, Sphere: n.OfEconomy, Vision: "Nobody waits."}},
			n.Presumed{Position: "pos_3", Initiative: "ini_x", Seat: "sea_h", Whether: n.How},
			n.WayChosen{Position: "pos_3", Initiative: "ini_x", Seat: "sea_r", Way: n.Pilot, LookBack: "2026-09-01", Reason: "try it small"},
		}},
		{"a package of two seats", []n.Event{n.JointDrafted{Negotiation: "neg_x", Initiative: "ini_x", Seats: []string{"sea_h", "sea_r"}, Package: "pkg_5", As: n.Idea, Values: values}, n.JointConfirmed{Negotiation: "neg_x", Seats: []string{"sea_h", "sea_r"}, Seat: "sea_r", Last: true}}},
		{"ranked, and none has won", []n.Event{opened, idea, offer, n.DecisionOpened{Decision: "dec_2", Initiative: "ini_x", Number: 2, Package: "pkg_1", Packages: []string{"pkg_1", "pkg_2"}, Rule: n.Rule{Rule: n.Ranked, Threshold: "1/2", Quorum: "1/2"}, Call: 1, OpenedAt: hour(5), Deadline: hour(9)}, n.DecisionClosed{Decision: "dec_2", Initiative: "ini_x", Votes: []n.Vote{}, Outcome: n.Rejected, Steps: []n.Step{{Kind: "wins", Packages: []string{""}}}}}},
		{"drafted and revised", []n.Event{made, n.DraftRevised{Draft: "dft_1", Values: []n.DraftValue{}}}},
		{"drafted and discarded", []n.Event{made, n.DraftDiscarded{Draft: "dft_1"}}},
		{"a vote in its box, changed", []n.Event{n.VoteCast{Negotiation: "neg_x", Decision: "dec_1", First: true, Vote: yes}, n.VoteCast{Negotiation: "neg_x", Decision: "dec_1", Vote: n.Vote{Seat: "sea_h", Choice: n.Yes, Condition: &n.Condition{Seats: []string{"sea_r"}}}}}},
	}
	var got strings.Builder
	for _, tt := range tests {
		fmt.Fprintf(&got, "== %s\n%s", tt.story, tables(history(tt.events...)))
	}
	const file = "testdata/documents.golden"
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	golden, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := strings.Split(string(golden), "\n")
	for i, line := range strings.Split(got.String(), "\n") {
		if i >= len(want) || line != want[i] {
			t.Fatalf("line %d\n got %s\nwant %s", i+1, line, strings.Join(want[min(i, len(want)):min(i+1, len(want))], ""))
		}
	}
}

// Each moment that is waited for is given up when what it was about is over.
func TestDue(t *testing.T) {
	for _, tt := range []struct {
		rule string
		what n.Event
		want string
	}{
		{"an offer expires", offer, "expire/pkg_2 2026-03-02T16:00"},
		{"an idea does not", idea, ""},
		{"a withdrawn one no more", n.PackageWithdrawn{Package: "pkg_2"}, "expire/pkg_2 never"},
		{"nor an expired one", n.PackageExpired{Package: "pkg_2"}, "expire/pkg_2 never"},
		{"nor a stale one", n.TermChanged{Stale: []string{"pkg_2"}}, "expire/pkg_2 never"},
		{"nor one whose term is gone", n.TermRemoved{Stale: []string{"pkg_2"}}, "expire/pkg_2 never"},
		{"a decision closes", asking, "close/dec_1 2026-03-01T19:00"},
		{"later, if that was moved", n.DeadlineMoved{Decision: "dec_1", Deadline: hour(12)}, "close/dec_1 2026-03-01T22:00"},
		{"once, and what was decided on expires no more", closed, "close/dec_1 never, expire/pkg_2 never"},
		{"unless it is asked again", n.DecisionClosed{Decision: "dec_1", Package: "pkg_2", Outcome: n.NoQuorum}, "close/dec_1 never"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			var got []string
			for _, d := range due(history(tt.what)[0]) {
				when := "never"
				if !d.At.IsZero() {
					when = d.At.Format("2006-01-02T15:04")
				}
				got = append(got, d.What+" "+when)
			}
			if strings.Join(got, ", ") != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
