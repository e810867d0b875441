package mail

import (
	"context"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parley.example/gateway/internal/stores"
)

func TestMain(m *testing.M) { stores.Main(m) }

func TestAddressesOfServers(t *testing.T) {
	for _, row := range []struct{ address, from, want string }{
		{"", "", "none"},
		{"smtp://mail.example.org", "parley@example.org", "mail.example.org:587"},
		{"smtps://a:b@mail.example.org", "Parley <parley@example.org>", "mail.example.org:465"},
		{"smtp://localhost:2525?tls=none", "parley@example.org", "localhost:2525"},
		{"smtp://a:b@127.0.0.1:25?tls=opportunistic", "parley@example.org", "127.0.0.1:25"},
		{"smtp://a:secret@mail.example.org?tls=none", "parley@example.org", "the password could be read"},
		{"smtp://a:secret@mail.example.org?tls=opportunistic", "parley@example.org", "the password could be read"},
		{"smtps://mail.example.org?tls=none", "parley@example.org", "has no tls="},
		{"smtp://mail.example.org?tls=maybe", "parley@example.org", "none of mandatory"},
		{"smtp://mail.example.org:0", "parley@example.org", "no port"},
		{"smtp://mail.example.org/inbox", "parley@example.org", "is not smtp://"},
		{"http://mail.example.org", "parley@example.org", "begins with"},
		{"smtp://:secret@", "parley@example.org", "is not smtp://"},
		{"smtp://mail.example.org", "", "PARLEY_MAIL_FROM"},
		{"smtp://mail.example.org", "a@b.c\r\nBcc: d@e.f", "PARLEY_MAIL_FROM"},
	} {
		c, err := Parse(row.address, row.from)
		got := c.Server()
		if err != nil {
			got = err.Error()
		}
		if !strings.Contains(got, row.want) || strings.Contains(got, "secret") {
			t.Errorf("%s from %s: %s, want %s", row.address, row.from, got, row.want)
		}
	}
}

func letter(n int) Letter {
	key := fmt.Sprint(n)
	return Letter{
		ID: LetterID("per_ana", "digest", key), Person: "per_ana", Kind: "digest", Key: key, Recipient: "ana@parley.example", Language: "es", Made: time.Now().Add(-time.Second),
		Subject: "Parley: 3 novedades", Plain: "Hola.\n.\nUna línea.\n", HTML: "<p>Hola.</p>", Manage: "https://parley.example/?view=mail",
	}
}

// outbox is empty but for some letters.
func outbox(t *testing.T, letters ...Letter) *Outbox {
	t.Helper()
	s := stores.Of(t)
	s.Exec(t, "postgres", `TRUNCATE identity.mail`)
	o := NewOutbox(s.Pool(t, "parley_identity"))
	for _, l := range letters {
		if !o.put(t, l, Waiting) {
			t.Fatalf("letter %s is not new", l.ID)
		}
	}
	return o
}

func (o *Outbox) put(t *testing.T, l Letter, state string) (isNew bool) {
	t.Helper()
	err := pgx.BeginFunc(t.Context(), o.pool, func(tx pgx.Tx) (err error) { isNew, err = Put(t.Context(), tx, l, state); return err })
	if err != nil {
		t.Fatal(err)
	}
	return isNew
}

func (o *Outbox) states(t *testing.T) string {
	t.Helper()
	all, err := o.Newest(t.Context(), 100)
	if err != nil {
		t.Fatal(err)
	}
	var states []string
	for _, l := range all {
		states = append(states, fmt.Sprintf("%s after %d", l.State, l.Attempts))
	}
	slices.Sort(states)
	return strings.Join(states, ", ")
}

func TestALetterTravelsUnderTLS(t *testing.T) {
	for _, row := range []struct {
		way, scheme, rest string
		change            func(*server)
		want              string
	}{
		{"STARTTLS, with a password", "smtp://ana:secret@", "", (*server).secure, "sent after 1"},
		{"TLS from the first byte", "smtps://", "", func(s *server) { s.secure(); s.direct = true }, "sent after 1"},
		{"a server without STARTTLS gets nothing", "smtp://", "", nil, "waiting after 1"},
		{"unless that was allowed", "smtp://", "?tls=opportunistic", nil, "sent after 1"},
		{"a certificate that nobody vouches for", "smtp://", "", func(s *server) { s.secure(); s.pool = nil }, "waiting after 1"},
	} {
		t.Run(row.way, func(t *testing.T) {
			o, s := outbox(t, letter(1)), serve(t, row.change)
			p := &Post{Config: s.config(t, row.scheme, row.rest), Outbox: o}
			_, err := p.Round(t.Context())
			if got := o.states(t); got != row.want {
				t.Errorf("%s, %v", got, err)
			}
			if sent := len(s.letters()) == 1; sent != strings.HasPrefix(row.want, "sent") {
				t.Errorf("%d letters arrived", len(s.letters()))
			}
		})
	}
}

func TestALetterSaysWhatItIs(t *testing.T) {
	o, s := outbox(t, letter(1)), serve(t, nil)
	p := &Post{Config: s.config(t, "smtp://", "?tls=none"), Outbox: o}
	if _, err := p.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	m, err := netmail.ReadMessage(strings.NewReader(s.letters()[0]))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"To": "<ana@parley.example>", "From": `"Parley" <parley@example.org>`, "Subject": "Parley: 3 novedades", "Auto-Submitted": "auto-generated",
		"Message-Id": "<" + letter(1).ID + "@example.org>", "List-Unsubscribe": "<https://parley.example/?view=mail>", "Content-Language": "es",
	} {
		got, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get(name))
		if err != nil || got != want {
			t.Errorf("%s: %q, want %q, %v", name, got, want, err)
		}
	}
	if got := texts(t, m); !slices.Equal(got, []string{"Hola.\r\n.\r\nUna línea.\r\n", "<p>Hola.</p>"}) {
		t.Errorf("%q", got)
	}
}

func texts(t *testing.T, m *netmail.Message) (all []string) {
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil {
		t.Fatal(err)
	}
	for r := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := r.NextRawPart()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, string(text))
	}
}

func TestNothingThatIsWrittenBecomesAHeaderOrACommand(t *testing.T) {
	hostile := letter(1)
	hostile.Subject = "Hello\r\nBcc: eve@example.org\r\n\r\n<script>"
	hostile.Plain = "\r\n.\r\nMAIL FROM:<eve@example.org>\r\nRCPT TO:<eve@example.org>\r\nDATA\r\n.\r\n"
	hostile.Language, hostile.Manage = "es\r\nX-Evil: 1", "https://parley.example/\r\nX-Evil: 2"
	o, s := outbox(t, hostile), serve(t, nil)
	p := &Post{Config: s.config(t, "smtp://", "?tls=none"), Outbox: o}
	if _, err := p.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, line := range s.said {
		if strings.Contains(line, "eve") {
			t.Errorf("the server was told %q", line)
		}
	}
	if len(s.letters()) != 1 {
		t.Fatalf("%d letters", len(s.letters()))
	}
	m, err := netmail.ReadMessage(strings.NewReader(s.letters()[0]))
	if err != nil || m.Header.Get("Bcc") != "" || m.Header.Get("X-Evil") != "" {
		t.Errorf("%v %v", m.Header, err)
	}
}

func TestAHostileAddressIsRefusedAndHoldsUpNobody(t *testing.T) {
	bad := letter(1)
	bad.Recipient = "ana@parley.example>\r\nRCPT TO:<eve@example.org"
	o, s := outbox(t, bad, letter(2)), serve(t, nil)
	p := &Post{Config: s.config(t, "smtp://", "?tls=none"), Outbox: o}
	if _, err := p.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := o.states(t); got != "failed after 1, sent after 1" {
		t.Error(got)
	}
	for _, line := range s.said {
		if strings.Contains(line, "eve") {
			t.Errorf("the server was told %q", line)
		}
	}
}

func TestANoIsFinalOrIsTriedAgain(t *testing.T) {
	for _, row := range []struct{ answer, want string }{
		{"550 no such mailbox", "failed after 1"},
		{"451 later", "waiting after 1"},
		{cut, "waiting after 1"},
	} {
		o := outbox(t, letter(1))
		s := serve(t, func(s *server) {
			s.answer = func(what string) string {
				if what == "DATA" == (row.answer == cut) {
					return row.answer
				}
				return ""
			}
		})
		p := &Post{Config: s.config(t, "smtp://", "?tls=none"), Outbox: o}
		_, _ = p.Round(t.Context())
		if got := o.states(t); got != row.want {
			t.Errorf("%s: %s", row.answer, got)
		}
		if n, err := p.Round(t.Context()); n != 0 || err != nil {
			t.Errorf("%s: tried again at once: %d, %v", row.answer, n, err)
		}
	}
}

func TestALetterWaitsLongerEachTime(t *testing.T) {
	total := time.Duration(0)
	for n := 1; n < attempts; n++ {
		if after(n+1) < after(n) || after(n) > 6*time.Hour {
			t.Errorf("after %d tries %v", n, after(n))
		}
		total += after(n)
	}
	if total < 36*time.Hour || total > 72*time.Hour {
		t.Errorf("a letter is given up after %v", total)
	}
}

func TestAServerThatIsAwayLosesNothing(t *testing.T) {
	o := outbox(t, letter(1), letter(2))
	s := serve(t, nil)
	_ = s.l.Close()
	p := &Post{Config: s.config(t, "smtp://", "?tls=none"), Outbox: o}
	if _, err := p.Round(t.Context()); err == nil || strings.Contains(err.Error(), "parley.example") {
		t.Errorf("%v", err)
	}
	if got := o.states(t); got != "waiting after 1, waiting after 1" {
		t.Error(got)
	}
}

func TestALetterIsWrittenOnceHoweverOften(t *testing.T) {
	o := outbox(t, letter(1))
	if o.put(t, letter(1), Waiting) {
		t.Error("a second digest of a day")
	}
	again := letter(1)
	again.Key = "2"
	if o.put(t, again, Waiting) {
		t.Error("a second letter of one id")
	}
}

// Many senders share an outbox, and each letter goes out once, through few
// connections.
func TestManySendersSendEachLetterOnce(t *testing.T) {
	var letters []Letter
	for i := range 120 {
		letters = append(letters, letter(i))
	}
	o, s := outbox(t, letters...), serve(t, nil)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	p := &Post{Config: s.config(t, "smtp://", "?tls=none"), Outbox: o, Workers: 4, Pause: 10 * time.Millisecond}
	done := make(chan struct{})
	go func() { p.Run(ctx); close(done) }()
	for deadline := time.Now().Add(20 * time.Second); len(s.letters()) < 120 && time.Now().Before(deadline); {
		time.Sleep(20 * time.Millisecond)
	}
	stop()
	<-done
	ids := make(map[string]bool)
	for _, l := range s.letters() {
		m, err := netmail.ReadMessage(strings.NewReader(l))
		if err != nil {
			t.Fatal(err)
		}
		ids[m.Header.Get("Message-Id")] = true
	}
	if len(ids) != 120 || len(s.letters()) != 120 || s.most > 4 {
		t.Errorf("%d letters, %d different, over at most %d connections", len(s.letters()), len(ids), s.most)
	}
}

// A sender that is killed after the server took a letter and before that is
// noted sends it again, under the same id: mail has no better promise.
func TestASenderThatDiesIsReplaced(t *testing.T) {
	o, s := outbox(t, letter(1)), serve(t, nil)
	if taken, err := o.take(t.Context(), 5); err != nil || len(taken) != 1 {
		t.Fatal(taken, err)
	}
	p := &Post{Config: s.config(t, "smtp://", "?tls=none"), Outbox: o}
	if n, err := p.Round(t.Context()); n != 0 || err != nil {
		t.Errorf("two senders have one letter: %d, %v", n, err)
	}
	stores.Of(t).Exec(t, "parley_identity", `UPDATE identity.mail SET next_at = now()`) // the lease is over
	if n, err := p.Round(t.Context()); n != 1 || err != nil || o.states(t) != "sent after 2" {
		t.Errorf("%d, %v, %s", n, err, o.states(t))
	}
}
