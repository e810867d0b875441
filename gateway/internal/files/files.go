// Package files keeps what is too large or too foreign for the record: its
// events hold a file's hash, size, type and name, and the bytes lie here,
// sealed for one audience each.
//
// Who may read a file is whoever holds its audience at that moment, by the
// same rows that decide about documents. Whoever may not, and whoever asks for
// what is not there, get the same answer.
package files

import (
	"net/http"
	"slices"
	"strings"
)

// The limits. What nobody needs in an agreement need not be kept for everyone.
const (
	Largest         = 10 << 20
	perPerson       = 200 << 20
	perOrganization = 2 << 30
	putsPerQuarter  = 120 // by one person in a quarter of an hour
	getsPerQuarter  = 1200
)

// File is what is known of a file without opening it.
type File struct {
	Hash     string `json:"hash"` // hex SHA-256
	Audience string `json:"audience"`
	Size     int64  `json:"size"`
	Type     string `json:"type"` // as sniffed, never as claimed
	Name     string `json:"name"`
}

// kinds are the audiences that a file can be for. Nobody can publish through
// here: what is for everybody is no evidence and costs everybody.
var kinds = []string{"text", "table", "seat", "person", "org", "steward"}

// may tells whether a file can be put up for an audience by somebody who holds
// these.
func may(audience string, held []string) bool {
	kind, id, _ := strings.Cut(audience, ":")
	return id != "" && slices.Contains(kinds, kind) && slices.Contains(held, audience)
}

// sniffed is the type of bytes by what they begin with.
func sniffed(body []byte) string { return http.DetectContentType(body) }

// inert is the type under which a file is handed out: what a browser would run
// or draw is bytes.
func inert(sniffed string) string {
	for _, harmless := range []string{"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf", "text/plain", "audio/", "video/"} {
		if strings.HasPrefix(sniffed, harmless) {
			return sniffed
		}
	}
	return "application/octet-stream"
}
