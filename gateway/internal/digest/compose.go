// Package digest writes to people once a day what is new for them: in their
// language, by their clock, as a list that tells no more than an inbox does and
// always less than Parley itself. What it says is read as the person it is for.
package digest

import (
	"bytes"
	"fmt"
	"html/template"
	"strconv"
	"strings"
	"time"

	"parley.example/gateway/internal/inbox"
	"parley.example/gateway/internal/mail"
	"parley.example/schema"
)

// linesMost is how many lines a digest has. The rest is in Parley.
const linesMost = 40

// News is what there is to tell somebody.
type News struct {
	Lines []inbox.Line // newest first, of all lanes
	More  bool         // there was more than was read
}

// Reader is whom a digest is for.
type Reader struct {
	Name   string
	Locale string
	Zone   *time.Location
	Hour   int
	Names  map[string]string // of what the lines speak of, by id
}

// part is one lane of a digest as its templates have it.
type part struct {
	Title  string
	Groups []group
}

type group struct {
	Title string
	Lines []line
}

type line struct{ Text, Until, Link string }

// page is all that the templates are given. Everything in it is inert text.
type page struct {
	Locale, Title, Greeting string
	Parts                   []part
	Sealed, More            string
	Open, OpenLink          string
	Footer, FooterLink      string
	FooterText              string
}

// Compose writes a letter's subject and text. Base is the address of this
// installation; all links lead below it, and open a page: nothing happens by
// following one.
func Compose(n News, r Reader, base string) (l mail.Letter, lines int, err error) {
	t := inbox.NewTongue(r.Locale, r.Zone, inert(r.Names))
	say := func(code string, params map[string]string) string { return schema.Sentence(r.Locale, code, params) }
	p := page{
		Locale: r.Locale, Title: say("MAIL_TITLE", nil), Greeting: say("MAIL_GREETING", map[string]string{"name": harmless(inbox.Plain(r.Name, 80))}),
		Open: say("MAIL_OPEN", nil), OpenLink: base + "/",
		Footer: say("MAIL_FOOTER", map[string]string{"hour": fmt.Sprintf("%d:00", r.Hour)}), FooterText: say("MAIL_MANAGE", nil), FooterLink: base + "/?view=mail",
	}
	hidden, sealed, needs := 0, 0, 0
	for _, lane := range inbox.Lanes {
		made := part{Title: say("MAIL_"+strings.ToUpper(lane), nil)}
		index := make(map[string]int)
		for _, l := range n.Lines {
			switch {
			case l.Lane != lane:
				continue
			case l.Sealed:
				sealed++
				continue
			case lines == linesMost:
				hidden++
				continue
			}
			if lane == inbox.Needs {
				needs++
			}
			at, there := index[l.Thread]
			if !there {
				at = len(made.Groups)
				index[l.Thread] = at
				made.Groups = append(made.Groups, group{Title: t.Name(l.Thread)})
			}
			made.Groups[at].Lines = append(made.Groups[at].Lines, told(l, t, r.Locale, base))
			lines++
		}
		if len(made.Groups) > 0 {
			p.Parts = append(p.Parts, made)
		}
	}
	if sealed > 0 {
		p.Sealed = say("MAIL_SEALED", map[string]string{"count": strconv.Itoa(sealed)})
	}
	if hidden > 0 || n.More {
		p.More = say("MAIL_MORE", map[string]string{"count": strconv.Itoa(hidden)})
		if n.More {
			p.More = say("MAIL_MUCH_MORE", nil)
		}
	}
	l.Subject = say("MAIL_SUBJECT", map[string]string{"count": strconv.Itoa(lines + sealed)})
	if needs > 0 {
		l.Subject = say("MAIL_SUBJECT_NEEDS", map[string]string{"count": strconv.Itoa(needs)})
	}
	l.Language, l.Manage = r.Locale, p.FooterLink
	l.Plain = plain(p)
	l.HTML, err = rich(p)
	return l, lines + sealed, err
}

func told(l inbox.Line, t inbox.Tongue, locale, base string) line {
	out := line{Text: t.Say(l)}
	if l.Until != nil {
		out.Until = schema.Sentence(locale, "MAIL_UNTIL", map[string]string{"time": t.Moment(*l.Until)})
	}
	if l.Subject != "" {
		out.Link = base + "/?node=" + l.Subject // an id: letters, digits and _
	}
	return out
}

// inert takes from names what a mail program would make a link of by itself.
func inert(names map[string]string) map[string]string {
	out := make(map[string]string, len(names))
	for id, name := range names {
		out[id] = harmless(name)
	}
	return out
}

// harmless keeps a text from being taken for an address: of a page or of mail.
func harmless(s string) string {
	s = strings.NewReplacer("://", ": / /", "@", " @ ").Replace(s)
	return links.Replace(s)
}

// A dot between letters begins a domain to a mail program; a word joiner, which
// nobody sees, does not.
var links = strings.NewReplacer(".", ".\u2060", "\u2060", "")

func plain(p page) string {
	var b strings.Builder
	b.WriteString(p.Greeting + "\n")
	for _, part := range p.Parts {
		b.WriteString("\n" + strings.ToUpper(part.Title) + "\n")
		for _, g := range part.Groups {
			b.WriteString("\n" + g.Title + "\n")
			for _, l := range g.Lines {
				b.WriteString("  - " + l.Text)
				if l.Until != "" {
					b.WriteString(" " + l.Until)
				}
				b.WriteString("\n")
			}
		}
	}
	for _, extra := range []string{p.Sealed, p.More} {
		if extra != "" {
			b.WriteString("\n" + extra + "\n")
		}
	}
	b.WriteString("\n" + p.Open + " " + p.OpenLink + "\n\n-- \n" + p.Footer + "\n" + p.FooterText + " " + p.FooterLink + "\n")
	return b.String()
}

// The letter has no picture, no style sheet, nothing that is fetched.
var letter = template.Must(template.New("letter").Parse(`<!doctype html>
<html lang="{{.Locale}}">
<head><meta charset="utf-8"><title>{{.Title}}</title></head>
<body>
<p>{{.Greeting}}</p>
{{range .Parts}}<h2>{{.Title}}</h2>
{{range .Groups}}<h3>{{.Title}}</h3>
<ul>
{{range .Lines}}<li>{{if .Link}}<a href="{{.Link}}">{{.Text}}</a>{{else}}{{.Text}}{{end}}{{if .Until}} <strong>{{.Until}}</strong>{{end}}</li>
{{end}}</ul>
{{end}}{{end}}{{if .Sealed}}<p>{{.Sealed}}</p>
{{end}}{{if .More}}<p>{{.More}}</p>
{{end}}<p><a href="{{.OpenLink}}">{{.Open}}</a></p>
<hr>
<p><small>{{.Footer}} <a href="{{.FooterLink}}">{{.FooterText}}</a></small></p>
</body>
</html>
`))

func rich(p page) (string, error) {
	var b bytes.Buffer
	if err := letter.Execute(&b, p); err != nil {
		return "", fmt.Errorf("write letter: %w", err)
	}
	return b.String(), nil
}
