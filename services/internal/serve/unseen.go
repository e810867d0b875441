package serve

import "parley.example/events/project"

// UnseenWish is PolicyWish for what follows from a sealed aggregate in a record
// that others read. A sealed aggregate's version counts what was done to it, such
// as how often a vote was changed, and so do a cause and a command id that are
// made of it. What happened is named instead, by words of which each effect has
// its own.
func UnseenWish(policy string, e project.Event, what, target string) Wish {
	return Wish{
		ID: PolicyID(policy, what, target), Aggregate: target, Actor: "system:" + policy,
		Cause: what, Correlation: e.Commit.Correlation,
	}
}
