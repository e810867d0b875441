package community

import "parley.example/services/internal/rules/rule"

// Acts are what people may wish of a community, by the names under which the
// API and schema/roles.csv know them.
var Acts = []string{
	"seekMembership", "endSeeking", "vouchFor", "leaveCommunity", "moveRemoval", "proposeCharter", "agreeCharter", "dropCharter",
	"declareControl", "claimControl", "secondControl", "offerStandingTerms", "withdrawStandingTerms",
}

// May returns nil if somebody may do an act, as far as it depends on who they
// are, or the refusal that they would get.
func May(c Community, by By, act string) error {
	switch {
	case !c.Exists():
		return rule.Refuse("NOT_FOUND")
	case act == "seekMembership":
		if c.seeks(by.Organization) >= 0 {
			return rule.Refuse("ALREADY_DONE")
		}
		return c.maySeek(by)
	case act == "endSeeking":
		if by.Organization != "" && c.seeks(by.Organization) < 0 {
			return rule.Refuse("NOT_SEEKING")
		}
		if by.Organization == "" {
			return rule.Refuse("NOT_STEWARD")
		}
		return nil
	}
	return c.member(by)
}
