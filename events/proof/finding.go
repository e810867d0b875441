package proof

import "errors"

// finding is what is wrong, in one word that every verifier says alike, and in
// a sentence for people.
type finding struct {
	what string
	why  error
}

// Error implements error.
func (f *finding) Error() string { return f.why.Error() }

// Unwrap implements the interface of errors.
func (f *finding) Unwrap() error { return f.why }

// found names a fault. The innermost name stays.
func found(what string, err error) error {
	if err == nil || Finding(err) != "" {
		return err
	}
	return &finding{what, err}
}

// Finding is the word for what a verification found: FILE, DOCUMENT, RECORD,
// NEGOTIATION, KEY, SIGNATURE, FORCE, LOG, HEAD or OLDER; "" for no finding.
func Finding(err error) string {
	var f *finding
	if errors.As(err, &f) {
		return f.what
	}
	return ""
}
