package desk

import "parley.example/events/registry"

// Pace is how a table of a level decides and how long that takes at least, in
// ISO 8601, as its template says when it opens; those who sit there may agree
// otherwise.
type Pace struct {
	Rule         string `json:"rule"` // consent, perClass
	Threshold    string `json:"threshold,omitempty"`
	Read         string `json:"read"`
	Decide       string `json:"decide"`
	Ratification string `json:"ratification"` // byMandate, whereMandateSays, everywhere
	Ratify       string `json:"ratify,omitempty"`
}

func paceOf(level registry.Level) Pace {
	switch level {
	case registry.Local:
		return Pace{Rule: "consent", Read: "P1D", Decide: "P2D", Ratification: "byMandate"}
	case registry.EndToEnd:
		return Pace{Rule: "perClass", Threshold: "1/2", Read: "P3D", Decide: "P5D", Ratification: "whereMandateSays", Ratify: "P10D"}
	}
	return Pace{Rule: "perClass", Threshold: "2/3", Read: "P10D", Decide: "P10D", Ratification: "everywhere", Ratify: "P30D"}
}

// What sitting down commits to, by the words of the schema.
var whatAnswersCommitTo = []string{"nothingBindsUntilSigned", "leavesAnyTime", "mayLookFirst"}

// whatIsSeen says who will see what of whoever sits down, by the words of the
// schema; who reads what is the schema's audiences.
func whatIsSeen(public bool) []string {
	seen := []string{"answerByAccounts", "wordsByTable", "ownRoomByOwn", "limitsByStewards"}
	if public {
		seen = append(seen, "nameByAnybody")
	}
	return seen
}
