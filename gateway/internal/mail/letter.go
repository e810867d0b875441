package mail

import (
	"fmt"
	"strings"
	"time"

	"github.com/wneessen/go-mail"

	"parley.example/events/record"
)

// Letter is one letter to one person.
type Letter struct {
	ID        string
	Person    string
	Kind      string // what it is: a digest
	Key       string // which one of these: the day
	Recipient string // an address
	Language  string
	Subject   string
	Plain     string
	HTML      string
	Manage    string // address of the page where the reader says how they want to be written to
	Made      time.Time
}

// LetterID is the id of a letter. It follows from what the letter is, so that a
// letter sent again after a crash is known to be the same one.
func LetterID(person, kind, key string) string { return record.NewID("ltr", person, kind, key) }

// message is the letter as it travels. What people wrote stands in its text
// only; its headers are ours, the recipient's address has no name beside it.
func (l Letter) message(c *Config) (*mail.Msg, error) {
	m := mail.NewMsg(mail.WithCharset(mail.CharsetUTF8), mail.WithEncoding(mail.EncodingQP), mail.WithNoDefaultUserAgent())
	m.FromMailAddress(c.From)
	if err := m.To(l.Recipient); err != nil {
		return nil, fmt.Errorf("letter %s: %w", l.ID, err)
	}
	_, domain, _ := strings.Cut(c.From.Address, "@")
	m.SetMessageIDWithValue(l.ID + "@" + domain)
	m.SetDateWithValue(l.Made)
	m.Subject(header(l.Subject))
	m.SetGenHeader(mail.HeaderContentLang, header(l.Language))
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetGenHeader(mail.HeaderPrecedence, "bulk")
	if l.Manage != "" {
		m.SetListUnsubscribe("<" + header(l.Manage) + ">") // it leads to a page; nothing happens by opening it
	}
	m.SetBodyString(mail.TypeTextPlain, l.Plain)
	m.AddAlternativeString(mail.TypeTextHTML, l.HTML)
	return m, nil
}

// header makes one line of a text: no line break, no control character.
func header(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '\u2028' || r == '\u2029' {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > 200 {
		s = string(r[:200])
	}
	return strings.TrimSpace(s)
}
