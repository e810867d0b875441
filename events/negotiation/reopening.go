package negotiation

// TermsReopened brings terms back to the table that an organization refused to
// ratify. All others stay as they were fixed; what comes of it is the next
// version of the same agreement.
type TermsReopened struct {
	Initiative string   `json:"initiative"`
	Agreement  string   `json:"agreement"`
	Version    int      `json:"version"` // the one that was refused
	Terms      []string `json:"terms"`   // ids, in the order of the sheet
}

// Name implements [Event].
func (TermsReopened) Name() string { return "negotiation.terms_reopened.v1" }

// Of implements [Event].
func (TermsReopened) Of() Kind { return OfNegotiation }
