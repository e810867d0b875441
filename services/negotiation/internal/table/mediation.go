package table

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

// Seal is the act of sealing preferences. Who may is for the desk to say, like
// the other powers: whoever may offer for the seat, and its stewards.
const Seal registry.Act = "seal"

// MediationActs are what people may wish of mediation.
var MediationActs = []string{"sealPreferences", "askMediation", "joinMediation", "castBlindVote"}

// The bounds of mediation.
const (
	inALifetime   = 5 // rounds, unless all consent to more
	maxAsked      = 200
	openForAsking = 7 * 24 * time.Hour
)

// Mediation is what a table remembers of it: who has sealed what version, and
// the rounds.
type Mediation struct {
	Seals  map[string]SealOf
	Rounds map[string]MediationRound
	Asked  int    // rounds that were asked for
	Begun  int    // rounds that began; a stale one is given back
	Open   string // the round that is not over
}

// SealOf is the newest seal of a seat.
type SealOf struct {
	Version    int
	Commitment string
	Sheet      string
}

// RoundState is where a round of mediation stands.
type RoundState string

// The states.
const (
	RoundAsked  RoundState = "asked"  // waits for consent
	RoundBegun  RoundState = "begun"  // is computed
	RoundVoting RoundState = "voting" // its suggestions can be voted on
	RoundOver   RoundState = "over"
)

// MediationRound is a round, of which only the state is left once it is over.
type MediationRound struct {
	State       RoundState
	Text        string
	Methods     []negotiation.MediationMethod
	VoteFor     string
	LapsesAt    time.Time
	Agreed      []string // seats, in the order in which they did
	Seals       []negotiation.RoundSeal
	Sheet       string
	AnswerAt    time.Time
	Rule        negotiation.Rule
	Electors    []negotiation.Elector
	Absent      []negotiation.Absent
	Suggestions []negotiation.Suggestion
	VoteUntil   time.Time
}

// mediate returns m after e, and whether e is about mediation.
func (m Mediation) mediate(e negotiation.Event) (Mediation, bool) {
	if m.Rounds == nil {
		m.Seals, m.Rounds = make(map[string]SealOf), make(map[string]MediationRound)
	}
	switch e := e.(type) {
	case negotiation.SealShown:
		m.Seals[e.Seat] = SealOf{e.Version, e.Commitment, e.Sheet}
	case negotiation.MediationAsked:
		m.Rounds[e.Round] = MediationRound{
			State: RoundAsked, Text: e.Text, Methods: e.Methods, VoteFor: e.VoteFor, LapsesAt: e.LapsesAt.Time, Agreed: []string{e.Seat},
		}
		m.Asked, m.Open = m.Asked+1, e.Round
	case negotiation.MediationJoined:
		r := m.Rounds[e.Round]
		r.Agreed = append(r.Agreed, e.Seat)
		m.Rounds[e.Round] = r
	case negotiation.MediationBegan:
		r := m.Rounds[e.Round]
		r.State, r.Seals, r.Sheet, r.AnswerAt = RoundBegun, e.Seals, e.Sheet, e.AnswerAt.Time
		r.Rule, r.Electors, r.Absent = e.Rule, e.Electors, e.Absent
		m.Rounds[e.Round] = r
		m.Begun++
	case negotiation.MediationAnswered:
		m = m.answered(e)
	case negotiation.MediationLapsed:
		m.Rounds[e.Round], m.Open = MediationRound{State: RoundOver}, ""
	case negotiation.MediationClosed:
		m.Rounds[e.Round], m.Open = MediationRound{State: RoundOver}, ""
	default:
		return m, false
	}
	return m, true
}

func (m Mediation) answered(e negotiation.MediationAnswered) Mediation {
	if e.Stale {
		m.Begun--
	}
	if e.VoteUntil == nil {
		m.Rounds[e.Round], m.Open = MediationRound{State: RoundOver}, ""
		return m
	}
	r := m.Rounds[e.Round]
	r.State, r.Suggestions, r.VoteUntil = RoundVoting, e.Suggestions, e.VoteUntil.Time
	m.Rounds[e.Round] = r
	return m
}

// voting tells whether suggestions are being voted on, which is a decision that
// is open.
func (m Mediation) voting() bool { return m.Rounds[m.Open].State == RoundVoting }

// Digest names a term sheet as it stands: which terms, in which versions.
func (s Sheet) Digest() string {
	sum := sha256.New()
	for _, id := range s.Ordered() {
		fmt.Fprintf(sum, "%s %d\n", id, s[id].Version)
	}
	return hex.EncodeToString(sum.Sum(nil)[:16])
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:16])
}

// Protected tells whether a seat has a seal about the sheet as it stands.
func (t Table) Protected(seat string) bool {
	s, sealed := t.Mediation.Seals[seat]
	return sealed && s.Sheet == t.Sheet.Digest()
}

// mayMediate is May for the acts of mediation.
func mayMediate(t Table, by By, act string) error {
	switch act {
	case "sealPreferences":
		return first(t.live(), by.Can(Seal))
	case "askMediation":
		return first(t.working(), t.noRound(), by.Can(registry.Offer), t.agreed(by))
	case "joinMediation":
		return first(t.working(), t.roundWaits(), by.Can(registry.Offer), t.agreed(by))
	}
	return first(t.suggestsNow(), by.Can(registry.Vote), t.votesBlind(by))
}

// noRound refuses a round while another one is not over.
func (t Table) noRound() *rule.Refusal {
	if t.Mediation.Open != "" {
		return rule.Refuse("ROUND_OPEN")
	}
	return nil
}

// roundWaits refuses what belongs to a round that waits for consent.
func (t Table) roundWaits() *rule.Refusal {
	if t.Mediation.Rounds[t.Mediation.Open].State != RoundAsked {
		return rule.Refuse("NO_ROUND")
	}
	return nil
}

// suggestsNow refuses what belongs to suggestions that can be voted on.
func (t Table) suggestsNow() *rule.Refusal {
	if !t.Mediation.voting() {
		return rule.Refuse("NO_SUGGESTIONS")
	}
	return nil
}

func (t Table) votesBlind(by By) *rule.Refusal {
	return t.Blind(t.Mediation.Open).may(by)
}

// ShowSeal is a policy's word that a seat has sealed.
type ShowSeal struct {
	Seat, Commitment, Sheet string
	Version                 int
}

func (c ShowSeal) decide(t Table, _ By, _ time.Time) ([]negotiation.Event, error) {
	if t.Mediation.Seals[c.Seat].Version >= c.Version {
		return nil, nil
	}
	return []negotiation.Event{negotiation.SealShown{
		Seat: c.Seat, Initiative: t.Initiative, Version: c.Version, Commitment: c.Commitment, Sheet: c.Sheet,
	}}, nil
}
