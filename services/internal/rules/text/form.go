package text

import "parley.example/services/internal/rules/rule"

// A Form cleans the fields of one input and remembers the first that is
// refused, so that a rule can read them all and ask once.
type Form struct{ first error }

// Clean is [Clean] of a field of the input, named by its path.
func (f *Form) Clean(s string, most int, field ...string) string {
	s, refusal := Clean(s, most)
	return f.keep(s, refusal, field)
}

// Line is [Line] of a field.
func (f *Form) Line(s string, most int, field ...string) string {
	s, refusal := Line(s, most)
	return f.keep(s, refusal, field)
}

// Optional is [Optional] of a field.
func (f *Form) Optional(s string, most int, field ...string) string {
	s, refusal := Optional(s, most)
	return f.keep(s, refusal, field)
}

// Language is [Language] of a field.
func (f *Form) Language(s string, field ...string) string {
	s, refusal := Language(s)
	return f.keep(s, refusal, field)
}

// Err is the first refusal, or nil.
func (f *Form) Err() error { return f.first }

func (f *Form) keep(s string, refusal *rule.Refusal, field []string) string {
	if refusal != nil && f.first == nil {
		f.first = refusal.At(field...)
	}
	return s
}
