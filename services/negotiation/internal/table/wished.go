package table

import (
	"math/big"
	"strconv"
	"time"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/decision"
	"parley.example/services/internal/rules/money"
	"parley.example/services/internal/rules/rule"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/internal/rules/text"
)

// GroundRules are wished-for rules; what is left out stays as it is.
type GroundRules struct {
	Rule          *negotiation.RuleKind `json:"rule"`
	Threshold     *string               `json:"threshold"`
	Strict        *bool                 `json:"strict"`
	Quorum        *string               `json:"quorum"`
	OfferMinimum  *string               `json:"offerMinimum"`
	ReadMinimum   *string               `json:"readMinimum"`
	DecideMinimum *string               `json:"decideMinimum"`
	EntryBy       *string               `json:"entryBy"`
	OpenVotes     *bool                 `json:"openVotes"`
	Zone          *string               `json:"zone"`
	Languages     []string              `json:"languages"`
	Currency      *string               `json:"currency"`
	Talk
	Becoming
}

const (
	maxLanguages = 8
	longest      = 366 * 24 * time.Hour // of every period that a rule or a wish sets
)

var whole = big.NewRat(1, 1)

// over returns the wished-for rules on top of others.
func (w GroundRules) over(g negotiation.GroundRules) (negotiation.GroundRules, error) {
	set(&g.Rule.Rule, w.Rule)
	set(&g.Threshold, w.Threshold)
	set(&g.Strict, w.Strict)
	set(&g.Quorum, w.Quorum)
	set(&g.OfferMinimum, w.OfferMinimum)
	set(&g.ReadMinimum, w.ReadMinimum)
	set(&g.DecideMinimum, w.DecideMinimum)
	set(&g.EntryBy, w.EntryBy)
	set(&g.OpenVotes, w.OpenVotes)
	set(&g.Zone, w.Zone)
	set(&g.Currency, w.Currency)
	if w.Languages != nil {
		g.Languages = w.Languages
	}
	return checked(w.Becoming.over(w.Talk.over(g)))
}

func set[T any](to *T, wished *T) {
	if wished != nil {
		*to = *wished
	}
}

// checked refuses rules that nobody could keep. That the zone is one of this
// world is for the caller to know.
func checked(g negotiation.GroundRules) (negotiation.GroundRules, error) {
	if err := first(shares(&g), periods(g), behind(&g), talked(&g), climbed(g), mediated(g), becoming(&g)); err != nil {
		return g, err
	}
	if !money.Known(g.Currency) {
		return g, bad("currency", "currency")
	}
	if g.Zone == "" || len(g.Zone) > 64 {
		return g, bad("zone", "zone")
	}
	return spoken(g)
}

func bad(field, why string) *rule.Refusal {
	return rule.Refuse("INVALID", "rule", why).At("groundRules", field)
}

// shares checks the rule and brings its fractions to lowest terms.
func shares(g *negotiation.GroundRules) *rule.Refusal {
	switch g.Rule.Rule {
	case negotiation.Consent, negotiation.Unanimity, negotiation.Majority, negotiation.PerClass,
		negotiation.Weighted, negotiation.Double, negotiation.Ranked:
	default:
		return bad("rule", "decision_rule")
	}
	threshold, ok := decision.Fraction(g.Threshold)
	if !ok || threshold.Cmp(whole) > 0 || g.Strict && threshold.Cmp(whole) == 0 {
		return bad("threshold", "share")
	}
	quorum, ok := decision.Fraction(g.Quorum)
	if !ok || quorum.Cmp(whole) > 0 {
		return bad("quorum", "share")
	}
	g.Threshold, g.Quorum = threshold.RatString(), quorum.RatString()
	return counted(g)
}

// counted checks what is counted, and the second threshold of a double rule.
func counted(g *negotiation.GroundRules) *rule.Refusal {
	if g.Counted != "" && g.Counted != negotiation.Seats && g.Counted != negotiation.People {
		return bad("counted", "counted")
	}
	if g.WeightThreshold == "" {
		return nil
	}
	share, ok := decision.Fraction(g.WeightThreshold)
	if !ok || share.Cmp(whole) > 0 || g.Strict && share.Cmp(whole) == 0 || g.Rule.Rule != negotiation.Double {
		return bad("weightThreshold", "share")
	}
	g.WeightThreshold = share.RatString()
	return nil
}

func periods(g negotiation.GroundRules) *rule.Refusal {
	for _, p := range []struct{ field, length string }{
		{"offerMinimum", g.OfferMinimum},
		{"readMinimum", g.ReadMinimum},
		{"decideMinimum", g.DecideMinimum},
		{"entryBy", g.EntryBy},
		{"lateMinimum", g.LateMinimum},
		{"offRecord", g.OffRecord},
		{"coolingOff", g.CoolingOff},
		{"petitionStandstill", g.Standstill},
	} {
		d, ok := terms.Duration(p.length)
		if !ok || d > longest || p.field == "entryBy" && d == 0 {
			return bad(p.field, "duration")
		}
	}
	return nil
}

// spoken puts the languages into their usual spelling.
func spoken(g negotiation.GroundRules) (negotiation.GroundRules, error) {
	if len(g.Languages) == 0 || len(g.Languages) > maxLanguages {
		return g, rule.Refuse("INVALID", "rule", "languages", "max", strconv.Itoa(maxLanguages)).At("groundRules", "languages")
	}
	tags := make([]string, len(g.Languages))
	for i, l := range g.Languages {
		tag, refusal := text.Language(l)
		if refusal != nil {
			return g, refusal.At("groundRules", "languages", strconv.Itoa(i))
		}
		tags[i] = tag
	}
	g.Languages = tags
	return g, nil
}
