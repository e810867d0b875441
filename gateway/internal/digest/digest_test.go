package digest

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"parley.example/gateway/internal/inbox"
)

func TestTheNextDigestComesByItsReadersClock(t *testing.T) {
	at := func(s string) time.Time {
		when, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	for _, row := range []struct {
		rule, now, zone string
		hour            int
		want, day       string
	}{
		{"later today", "2026-03-02T05:59:59Z", "Europe/Madrid", 7, "2026-03-02T06:00:00Z", "2026-03-02"},
		{"at that moment, tomorrow", "2026-03-02T06:00:00Z", "Europe/Madrid", 7, "2026-03-03T06:00:00Z", "2026-03-03"},
		{"in summer an hour sooner", "2026-07-02T04:00:00Z", "Europe/Madrid", 7, "2026-07-02T05:00:00Z", "2026-07-02"},
		{"over the night in which clocks go forward", "2026-03-28T07:00:00Z", "Europe/Madrid", 7, "2026-03-29T05:00:00Z", "2026-03-29"},
		{"over the night in which they go back", "2026-10-24T06:00:00Z", "Europe/Madrid", 7, "2026-10-25T06:00:00Z", "2026-10-25"},
		{"an hour that there is not comes an hour later", "2026-03-28T12:00:00Z", "Europe/Madrid", 2, "2026-03-29T01:00:00Z", "2026-03-29"},
		{"an hour that comes twice counts once", "2026-10-25T00:30:00Z", "Europe/Madrid", 2, "2026-10-25T01:00:00Z", "2026-10-25"},
		{"midnight", "2026-03-02T22:00:00Z", "Europe/Madrid", 0, "2026-03-02T23:00:00Z", "2026-03-03"},
		{"a zone of half an hour", "2026-03-02T00:00:00Z", "Asia/Kolkata", 7, "2026-03-02T01:30:00Z", "2026-03-02"},
		{"a zone a day ahead", "2026-03-02T12:00:00Z", "Pacific/Kiritimati", 7, "2026-03-02T17:00:00Z", "2026-03-03"},
		{"where midnight is skipped", "2026-09-05T12:00:00Z", "America/Santiago", 0, "2026-09-06T04:00:00Z", "2026-09-06"},
		{"a zone that nobody knows is UTC", "2026-03-02T00:00:00Z", "Mars/Olympus", 7, "2026-03-02T07:00:00Z", "2026-03-02"},
		{"no zone too", "2026-03-02T00:00:00Z", "../../etc/passwd", 7, "2026-03-02T07:00:00Z", "2026-03-02"},
	} {
		zone := Zone(row.zone)
		got := Next(at(row.now), zone, row.hour)
		if want := at(row.want); !got.Equal(want) || Day(got, zone) != row.day {
			t.Errorf("%s: %s of %s, want %s of %s", row.rule, got.Format(time.RFC3339), Day(got, zone), row.want, row.day)
		}
	}
}

// In every zone and year there is exactly one digest for each day.
func TestThereIsOneDigestADay(t *testing.T) {
	for _, name := range []string{"Europe/Madrid", "America/Santiago", "America/St_Johns", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"} {
		zone := Zone(name)
		for hour := range 24 {
			at := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
			last := ""
			for range 400 {
				at = Next(at, zone, hour)
				if day := Day(at, zone); day <= last {
					t.Fatalf("%s at %d: %s after %s", name, hour, day, last)
				} else {
					last = day
				}
			}
			if days := int(at.Sub(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)).Hours() / 24); days < 398 || days > 401 {
				t.Errorf("%s at %d: 400 digests in %d days", name, hour, days)
			}
		}
	}
}

func news(lane, kind, thread string, until *time.Time) inbox.Line {
	return inbox.Line{Item: inbox.Item{
		ID: "nws_1", Lane: lane, Kind: kind, Thread: thread, Subject: "pkg_1", Until: until, At: time.Date(2026, 3, 1, 9, 0, 0, 0, time.UTC),
		Params: map[string]string{"seat": "sea_1", "number": "3", "package": "3", "negotiation": thread},
	}}
}

var end = time.Date(2026, 3, 3, 17, 0, 0, 0, time.UTC)

func reader(locale string) Reader {
	return Reader{Name: "Ana", Locale: locale, Zone: Zone("Europe/Madrid"), Hour: 7, Names: map[string]string{"sea_1": "Growers", "neg_1": "Crates", "neg_2": "Payment"}}
}

func TestADigestIsGroupedAndInItsReadersLanguage(t *testing.T) {
	n := News{Lines: []inbox.Line{
		news(inbox.Moved, "NEWS_OFFER_TABLED", "neg_1", nil), news(inbox.Needs, "NEWS_VOTE", "neg_1", &end),
		news(inbox.Became, "NEWS_PACKAGE_CARRIED", "neg_2", nil), news(inbox.Moved, "NEWS_DECISION_CARRIED", "neg_1", nil),
	}}
	l, lines, err := Compose(n, reader("es"), "https://parley.example")
	if err != nil || lines != 4 || l.Subject != "Parley: 1 asuntos le esperan" {
		t.Errorf("%q, %d lines, %v", l.Subject, lines, err)
	}
	const want = `Hola, Ana:

LE NECESITA

Crates
  - Su puesto tiene voto en la decisión 3 (Crates). hasta el martes 3 de marzo de 2026, 18:00 CET

EN QUÉ QUEDÓ LO QUE USTED DIJO

Payment
  - Su paquete 3 ha salido adelante (Payment).

LO QUE SE HA MOVIDO

Crates
  - Growers ha puesto sobre la mesa la oferta 3 (Crates).
  - La decisión 3 ha salido adelante (Crates).

Abrir Parley: https://parley.example/

-- 
Se le escribe como mucho una vez al día, a las 7:00 de su reloj, cuando hay algo nuevo.
Otra hora, menos cartas o ninguna: https://parley.example/?view=mail
`
	if l.Plain != want {
		t.Errorf("got\n%s\nwant\n%s", l.Plain, want)
	}
}

func TestADigestHasItsBounds(t *testing.T) {
	var n News
	for range 100 {
		n.Lines = append(n.Lines, news(inbox.Moved, "NEWS_OFFER_TABLED", "neg_1", nil))
	}
	l, _, err := Compose(n, reader("en"), "https://parley.example")
	if err != nil || strings.Count(l.Plain, "\n  - ") != linesMost || !strings.Contains(l.Plain, "And 60 more in Parley.") {
		t.Errorf("%v\n%s", err, l.Plain)
	}
}

func TestWhatIsSealedIsCountedAndNotTold(t *testing.T) {
	secret := news(inbox.Moved, "NEWS_TEAM_MESSAGE", "neg_1", nil)
	secret.Sealed, secret.Params = true, map[string]string{"person": "sea_1", "negotiation": "neg_1"}
	l, lines, err := Compose(News{Lines: []inbox.Line{secret}}, reader("en"), "https://parley.example")
	if err != nil || lines != 1 || strings.Contains(l.Plain+l.HTML, "Growers") || !strings.Contains(l.Plain, "And 1 in rooms that only you or your seat can see") {
		t.Errorf("%d lines, %v\n%s", lines, err, l.Plain)
	}
}

// What people call themselves and their things stays text, in a mail program
// too: no tag, no address, no line of its own.
func TestHostileNamesAreInert(t *testing.T) {
	for _, name := range []string{
		`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `"><a href="https://evil.example">`, "https://evil.example/", "evil.example", "mailto:eve@evil.example",
		"Ana\r\nBcc: eve@example.org", "A\u202eevil", "{negotiation}", "javascript:alert(1)", strings.Repeat("é", 10_000),
	} {
		r := reader("en")
		r.Name = name
		r.Names = map[string]string{"sea_1": inbox.Plain(name, 80), "neg_1": inbox.Plain(name, 80)}
		l, _, err := Compose(News{Lines: []inbox.Line{news(inbox.Moved, "NEWS_OFFER_TABLED", "neg_1", nil)}}, r, "https://parley.example")
		if err != nil {
			t.Fatal(err)
		}
		for _, link := range regexp.MustCompile(`(?:href|src)="?([^"> ]*)`).FindAllStringSubmatch(l.HTML, -1) {
			if !strings.HasPrefix(link[1], "https://parley.example/") && !strings.Contains(l.HTML, "&lt;") {
				t.Errorf("%.40q: a link to %s", name, link[1])
			}
		}
		for _, bad := range []string{"<script", "<img", `<a href="https://evil`, "\u202e"} {
			if strings.Contains(l.HTML, bad) {
				t.Errorf("%.40q: %s stands in the letter", name, bad)
			}
		}
		for _, address := range regexp.MustCompile(`https?://[^\s"<]*|\S+@\S+|evil\.example`).FindAllString(l.Plain+l.HTML, -1) {
			if !strings.HasPrefix(address, "https://parley.example/") {
				t.Errorf("%.40q: a mail program makes a link of %s", name, address)
			}
		}
		if strings.Contains(l.Plain, "\nBcc") || strings.ContainsAny(l.Subject, "\r\n") || len(l.Plain) > 2000 {
			t.Errorf("%.40q:\n%s", name, l.Plain)
		}
	}
}

func TestALetterFetchesNothing(t *testing.T) {
	l, _, err := Compose(News{Lines: []inbox.Line{news(inbox.Needs, "NEWS_VOTE", "neg_1", &end)}}, reader("en"), "https://parley.example")
	if err != nil {
		t.Fatal(err)
	}
	for _, fetched := range []string{"<img", "<link", "<script", "<style", "url(", "src=", "@import"} {
		if strings.Contains(l.HTML, fetched) {
			t.Errorf("%s stands in the letter", fetched)
		}
	}
}

func TestEveryInstantIsSaidByTheReadersClock(t *testing.T) {
	for _, row := range []struct{ locale, zone, want string }{
		{"en", "Europe/Madrid", "Tuesday 3 March 2026, 18:00 CET"},
		{"es", "Europe/Madrid", "martes 3 de marzo de 2026, 18:00 CET"},
		{"en", "America/New_York", "Tuesday 3 March 2026, 12:00 EST"},
		{"en", "Asia/Kolkata", "Tuesday 3 March 2026, 22:30 IST"},
	} {
		if got := inbox.NewTongue(row.locale, Zone(row.zone), nil).Moment(end); got != row.want {
			t.Errorf("%s in %s: %s", row.locale, row.zone, got)
		}
	}
}

func TestPreferencesAreRefusedByName(t *testing.T) {
	for _, row := range []struct {
		in   object
		want string
	}{
		{object{"hour": 24}, "[input hour] range"},
		{object{"hour": -1}, "[input hour] range"},
		{object{"zone": "Mars/Olympus"}, "[input zone] zone"},
		{object{"zone": ""}, "[input zone] zone"},
		{object{"zone": "../../etc/passwd"}, "[input zone] zone"},
		{object{"zone": "Local"}, "[input zone] zone"},
		{object{"language": ""}, "[input language] language"},
		{object{"hour": 0, "zone": "America/Santiago", "language": "es-CL", "digest": "off"}, "{per off 0 America/Santiago es <nil>}"},
	} {
		p := Usual("per")
		got := ""
		if err := change(&p, row.in); err != nil {
			got = refused(err)
		} else {
			got = fmt.Sprint(p)
		}
		if got != row.want {
			t.Errorf("%v: %s, want %s", row.in, got, row.want)
		}
	}
}
