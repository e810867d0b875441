// Package directory finds people and organizations: by their words, mistyped or
// not, and by what ties them together. It is an index in memory over entries
// that are told to it, and knows neither clock nor store; the same entries give
// the same answers, in whatever order they came.
package directory

// Kind is what an entry is.
type Kind string

// The kinds. Only the first two are found; the others say what ties them.
const (
	Organization Kind = "organization"
	Person       Kind = "person"
	Seat         Kind = "seat"       // Organization holds it in Initiative, for Class
	Initiative   Kind = "initiative" // with its Classes in order
	Membership   Kind = "membership" // of Organization in Community
)

// Entry is one of them.
type Entry struct {
	ID        string   `json:"id"`
	Kind      Kind     `json:"kind"`
	Hidden    bool     `json:"hidden,omitempty"` // not found
	Name      string   `json:"name,omitempty"`
	Form      string   `json:"form,omitempty"`
	Purposes  []string `json:"purposes,omitempty"`
	Offers    []string `json:"offers,omitempty"`
	Needs     []string `json:"needs,omitempty"`
	Expertise []string `json:"expertise,omitempty"`
	Meets     bool     `json:"meets,omitempty"` // wants to be introduced to allies

	Organization string   `json:"organization,omitempty"`
	Initiative   string   `json:"initiative,omitempty"`
	Community    string   `json:"community,omitempty"`
	Class        string   `json:"class,omitempty"`
	Level        int      `json:"level,omitempty"`
	Classes      []string `json:"classes,omitempty"`
}

// Field is where a word was found.
type Field string

// The fields, those that weigh most first.
const (
	Name      Field = "name"
	Offer     Field = "offer"
	Need      Field = "need"
	Expertise Field = "expertise"
	Purpose   Field = "purpose"
	Class     Field = "class"
	Form      Field = "kind"
)

// fields in the order of their bits in a mask, with what a match there weighs.
var fields = []struct {
	field  Field
	weight int32
}{{Name, 10}, {Offer, 6}, {Need, 6}, {Expertise, 6}, {Purpose, 3}, {Class, 3}, {Form, 2}}

// lines calls yield with every line of an entry and the bit of its field.
func (x *indexed) lines(yield func(bit int, line string)) {
	yield(0, x.entry.Name)
	for bit, list := range [][]string{x.entry.Offers, x.entry.Needs, x.entry.Expertise, x.entry.Purposes, x.classes} {
		for _, l := range list {
			yield(bit+1, l)
		}
	}
	yield(6, x.entry.Form)
}
