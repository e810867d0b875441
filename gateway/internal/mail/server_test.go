package mail

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// server is a mail server on loopback, of the test's own.
type server struct {
	t      *testing.T
	l      net.Listener
	cert   *tls.Certificate // nil: it has no STARTTLS
	pool   *x509.CertPool
	direct bool // TLS from the first byte
	// answer says what the server answers to a recipient or to the end of a
	// letter ("DATA"), "" for yes; cut ends the connection instead.
	answer func(what string) string

	mu      sync.Mutex
	got     []string // letters, as they came
	said    []string // commands
	open    int
	most    int // connections at once
	secured bool
}

const cut = "cut"

func serve(t *testing.T, change func(*server)) *server {
	t.Helper()
	s := &server{t: t, answer: func(string) string { return "" }}
	if change != nil {
		change(s)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.l = l
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go s.talk(c)
		}
	}()
	return s
}

// secure gives the server a certificate of its own.
func (s *server) secure() {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		s.t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		s.t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		s.t.Fatal(err)
	}
	s.pool = x509.NewCertPool()
	s.pool.AddCert(parsed)
	s.cert = &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

func (s *server) config(t *testing.T, scheme, rest string) *Config {
	t.Helper()
	c, err := Parse(scheme+s.l.Addr().String()+rest, "Parley <parley@example.org>")
	if err != nil {
		t.Fatal(err)
	}
	if s.pool != nil {
		c.trust = &tls.Config{RootCAs: s.pool, ServerName: "127.0.0.1", MinVersion: tls.VersionTLS12}
	}
	c.Timeout = 5 * time.Second
	return c
}

func (s *server) enter(by int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open += by
	s.most = max(s.most, s.open)
}

func (s *server) talk(c net.Conn) {
	s.enter(1)
	defer s.enter(-1)
	defer func() { _ = c.Close() }()
	if s.direct {
		c = tls.Server(c, &tls.Config{Certificates: []tls.Certificate{*s.cert}})
	}
	in := bufio.NewReader(c)
	say := func(line string) { _, _ = c.Write([]byte(line + "\r\n")) }
	say("220 test")
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		s.mu.Lock()
		s.said = append(s.said, line)
		s.mu.Unlock()
		verb, _, _ := strings.Cut(strings.ToUpper(line), " ")
		switch verb {
		case "EHLO":
			say("250-test")
			if s.cert != nil && !s.direct && !s.secured {
				say("250-STARTTLS")
			}
			say("250-AUTH PLAIN")
			say("250 8BITMIME")
		case "STARTTLS":
			say("220 go on")
			secured := tls.Server(c, &tls.Config{Certificates: []tls.Certificate{*s.cert}})
			c, in = secured, bufio.NewReader(secured)
			s.mu.Lock()
			s.secured = true
			s.mu.Unlock()
		case "AUTH":
			say("235 welcome")
		case "MAIL", "RSET", "NOOP":
			say("250 ok")
		case "RCPT":
			if a := s.answer(line); a != "" {
				say(a)
				continue
			}
			say("250 ok")
		case "DATA":
			say("354 go on")
			if !s.data(in, say) {
				return
			}
		case "QUIT":
			say("221 bye")
			return
		default:
			say("502 what?")
		}
	}
}

func (s *server) data(in *bufio.Reader, say func(string)) bool {
	var letter strings.Builder
	for {
		line, err := in.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		letter.WriteString(strings.TrimPrefix(line, "."))
	}
	s.mu.Lock()
	s.got = append(s.got, letter.String())
	s.mu.Unlock()
	switch a := s.answer("DATA"); a {
	case "":
		say("250 taken")
	case cut:
		return false // the letter was taken, and nobody learns of it
	default:
		say(a)
	}
	return true
}

func (s *server) letters() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.got...)
}
