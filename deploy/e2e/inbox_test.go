package e2e

import (
	"strings"
	"testing"

	"parley.example/deploy/client"
	"parley.example/deploy/story"
)

// What one marks, mutes and wants by mail is one's own; nonsense is refused by
// its field, and nobody without a session is told anything.
func TestAnInboxRefusesBadInput(t *testing.T) {
	h := open(t)
	tale := tell(t, h.URL)
	p := tale.Person("Rut Alba")
	fatal(t, tale)
	stranger := &story.Person{Client: client.New(h.URL)}
	long := `"` + strings.Repeat("x", 5_000) + `"`
	for _, row := range []struct{ what, call, code string }{
		{"too many items", `markInbox(input: {items: [` + strings.Repeat(`"x",`, 101) + `], read: true})`, "INVALID"},
		{"an id of nothing", `markInbox(input: {items: [` + long + `], read: true})`, "NOT_FOUND"},
		{"an hour that no clock has", `setMail(input: {hour: 24})`, "INVALID"},
		{"an hour before midnight", `setMail(input: {hour: -1})`, "INVALID"},
		{"a zone on Mars", `setMail(input: {zone: "Mars/Phobos"})`, "INVALID"},
		{"a zone out of the files", `setMail(input: {zone: "../../etc/passwd"})`, "INVALID"},
		{"a language that is none", `setMail(input: {language: "!!"})`, "INVALID"},
		{"a thread that is none", `muteThread(thread: ` + long + `, muted: true)`, "INVALID"},
	} {
		document := "mutation { answer: " + row.call + " { errors { code message field params { name value } } } }"
		_, body := post(t, p, request(document, nil))
		if r, err := refusalIn(body); err != nil || r.code != row.code || r.message == "" {
			t.Errorf("%s: answered %.200s, want %s", row.what, body, row.code)
		}
		_, body = post(t, stranger, request(document, nil))
		if r, err := refusalIn(body); err != nil || r.code != "UNAUTHENTICATED" && r.code != "INVALID" {
			t.Errorf("%s, without a session: answered %.200s", row.what, body)
		}
	}
}
