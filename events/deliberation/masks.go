package deliberation

// OfMask is the kind of masks, which are sealed: one for each conversation or
// petition in which people are not known by name.
const OfMask Kind = "mask"

// MaskDrawn draws the random secret, in hexadecimal digits, under which people
// are known there and nowhere else.
type MaskDrawn struct {
	Subject string `json:"subject"`
	Secret  string `json:"secret"`
}

// Name implements [Event].
func (MaskDrawn) Name() string { return "deliberation.mask_drawn.v1" }

// Of implements [Event].
func (MaskDrawn) Of() Kind { return OfMask }
