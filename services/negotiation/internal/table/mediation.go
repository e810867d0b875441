package table

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
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

// AskMediation asks for a round, over the seals as they will be when enough
// seats have joined.
type AskMediation struct {
	ID      string `json:"-"`
	Text    string `json:"text" need:"true"` // the package that all can see and a single-text step starts from
	VoteFor string `json:"voteFor"`
}

func (c AskMediation) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	p, refusal := t.alive(c.Text, at)
	if refusal != nil {
		refusal = refusal.At("text")
	}
	if err := either(May(t, by, "askMediation"), refusal, t.wholeText(p), by.twoClasses()); err != nil {
		return nil, err
	}
	if t.Mediation.Asked >= maxAsked {
		return nil, rule.Refuse("TOO_MANY", "max", fmt.Sprint(maxAsked))
	}
	voteFor := cmp.Or(c.VoteFor, t.Rules.DecideMinimum)
	wished, readable := terms.Duration(voteFor)
	least, _ := terms.Duration(t.Rules.DecideMinimum)
	switch {
	case !readable || wished > longest:
		return nil, rule.Refuse("INVALID", "rule", "duration").At("voteFor")
	case wished < least:
		return nil, rule.Refuse("DEADLINE_TOO_SOON", "least", t.Rules.DecideMinimum).At("voteFor")
	}
	return []negotiation.Event{negotiation.MediationAsked{
		Round: c.ID, Initiative: t.Initiative, Number: t.Mediation.Asked + 1, Seat: by.Seat, Text: c.Text,
		Methods: Whole(t.Level, t.Rules).Mediation.Methods, VoteFor: voteFor, LapsesAt: negotiation.InstantOf(at.Add(openForAsking)),
	}}, nil
}

// wholeText refuses a text that leaves a term open.
func (t Table) wholeText(p Package) *rule.Refusal {
	if refusal := t.complete(p); refusal != nil {
		return refusal.At("text")
	}
	return nil
}

// twoClasses refuses a round at a table where only one side sits.
func (b By) twoClasses() *rule.Refusal {
	taken := b.taken()
	if !slices.ContainsFunc(taken, func(s registry.SeatRow) bool { return s.Class != taken[0].Class }) {
		return rule.Refuse("ONE_SIDED")
	}
	return nil
}

// JoinMediation is a seat's consent to a round. The round begins as soon as
// seats of two classes have agreed, and all that are not protected by a seal;
// where the ground rules allow no more rounds, all seats.
type JoinMediation struct {
	Round string `json:"round" need:"true"`
	// Window is how long an answer takes, whatever it is.
	Window func(q Question, seals int) time.Duration `json:"-"`
}

func (c JoinMediation) decide(t Table, by By, at time.Time) ([]negotiation.Event, error) {
	r, known := t.Mediation.Rounds[c.Round]
	switch err := May(t, by, "joinMediation"); {
	case !known:
		return nil, rule.Refuse("NO_SUCH_ROUND").At("round")
	case r.State != RoundAsked:
		return nil, rule.Refuse("ROUND_CLOSED").At("round")
	case err != nil:
		return nil, err
	case !at.Before(r.LapsesAt):
		return nil, rule.Refuse("ROUND_CLOSED").At("round")
	}
	var events []negotiation.Event
	agreed := r.Agreed
	if !slices.Contains(agreed, by.Seat) {
		events = append(events, negotiation.MediationJoined{Round: c.Round, Seat: by.Seat})
		agreed = append(slices.Clone(agreed), by.Seat)
	}
	if by.oneSide(agreed) && (len(events) == 0 || t.Protected(by.Seat)) {
		return nil, rule.Refuse("ONE_SIDED").At("round")
	}
	if by.oneSide(agreed) || t.consentMissing(by, agreed) > 0 {
		return events, nil
	}
	began, err := t.beginRound(c, r, by, at)
	return append(events, began...), err
}

// oneSide tells whether all these seats are of one class.
func (b By) oneSide(seats []string) bool {
	classes := make(map[string]bool)
	for _, s := range b.taken() {
		if slices.Contains(seats, s.ID) {
			classes[s.Class] = true
		}
	}
	return len(classes) < 2
}

// consentMissing counts the seats whose consent a round still needs.
func (t Table) consentMissing(by By, agreed []string) (n int) {
	all := t.Mediation.Begun >= min(Whole(t.Level, t.Rules).Mediation.Rounds, inALifetime)
	for _, s := range by.taken() {
		if !slices.Contains(agreed, s.ID) && (all || !t.Protected(s.ID)) {
			n++
		}
	}
	return n
}

func (t Table) beginRound(c JoinMediation, r MediationRound, by By, at time.Time) ([]negotiation.Event, error) {
	p, refusal := t.alive(r.Text, at)
	if err := first(refusal, t.complete(p)); err != nil {
		return nil, err
	}
	e := negotiation.MediationBegan{Round: c.Round, Seals: []negotiation.RoundSeal{}, Unprotected: []string{}, Sheet: t.ground(), Rule: t.Rules.Rule}
	for _, s := range by.taken() {
		if t.Protected(s.ID) {
			seal := t.Mediation.Seals[s.ID]
			e.Seals = append(e.Seals, negotiation.RoundSeal{Seat: s.ID, Version: seal.Version, Commitment: seal.Commitment})
		} else {
			e.Unprotected = append(e.Unprotected, s.ID)
		}
	}
	e.Electors, e.Absent = t.electorate(by)
	window := c.Window(Question{Sheet: t.Sheet, Text: p.Values, Methods: r.Methods}, len(e.Seals))
	e.AnswerAt = negotiation.InstantOf(at.Add(window))
	return []negotiation.Event{e}, nil
}
