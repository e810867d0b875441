// Package rule is how rules say no: a stable code, the input field that it is
// about and the values that its sentence needs.
package rule

import "fmt"

// Refusal is a rule that forbids a command.
type Refusal struct {
	Code   string
	Field  []string          // path within the command's input, from its first field
	Params map[string]string // for the sentence in the reader's language
}

// Refuse returns a refusal without a field.
func Refuse(code string, pairs ...string) *Refusal {
	r := &Refusal{Code: code}
	for i := 0; i+1 < len(pairs); i += 2 {
		if r.Params == nil {
			r.Params = make(map[string]string)
		}
		r.Params[pairs[i]] = pairs[i+1]
	}
	return r
}

// At returns the refusal with the path of the input field it is about.
func (r *Refusal) At(field ...string) *Refusal {
	c := *r
	c.Field = field
	return &c
}

// Error implements error.
func (r *Refusal) Error() string { return fmt.Sprintf("refused: %s %v %v", r.Code, r.Field, r.Params) }

// Is lets errors.Is compare by code alone.
func (r *Refusal) Is(target error) bool {
	t, ok := target.(*Refusal)
	return ok && t.Code == r.Code
}
