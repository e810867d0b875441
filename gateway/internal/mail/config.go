// Package mail sends letters through any SMTP server. A letter is written into
// the outbox first, in the transaction that decides that it is due, and sent
// from there: it is neither forgotten in a crash nor written twice. Without a
// server, letters are kept and shown to developers.
package mail

import (
	"crypto/tls"
	"errors"
	"fmt"
	netmail "net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"time"

	"github.com/wneessen/go-mail"
)

// Config is how mail leaves the house.
type Config struct {
	Host     string
	Port     int
	User     string
	Password string
	Implicit bool           // TLS from the first byte, as smtps:// has it
	Policy   mail.TLSPolicy // of STARTTLS otherwise
	From     *netmail.Address
	Timeout  time.Duration

	trust *tls.Config // of tests
}

// Parse reads a server's address, smtps://user:password@host:465 or
// smtp://host:587, and a sender, "Parley <parley@example.org>". An smtp://
// server has to offer STARTTLS, unless ?tls=opportunistic or ?tls=none says
// otherwise; a password never travels in the clear but to this very machine.
// Without an address there is no mail: nil.
func Parse(address, from string) (*Config, error) {
	if address == "" {
		return nil, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.Path != "" && u.Path != "/" {
		return nil, errors.New("PARLEY_SMTP_URL is not smtp://host:port or smtps://host:port") // not repeated: it may hold a password
	}
	c := &Config{Host: u.Hostname(), User: u.User.Username(), Timeout: 30 * time.Second}
	c.Password, _ = u.User.Password()
	switch u.Scheme {
	case "smtps":
		c.Implicit, c.Port, c.Policy = true, 465, mail.TLSMandatory
	case "smtp":
		c.Port = 587
	default:
		return nil, errors.New("PARLEY_SMTP_URL begins with smtp:// or smtps://")
	}
	if c.Port, err = port(u.Port(), c.Port); err != nil {
		return nil, err
	}
	if err := c.tls(u.Query().Get("tls")); err != nil {
		return nil, err
	}
	if c.From, err = netmail.ParseAddress(from); err != nil {
		return nil, fmt.Errorf("PARLEY_MAIL_FROM is no address, like Parley <parley@example.org>: %w", err)
	}
	return c, nil
}

func port(text string, usual int) (int, error) {
	if text == "" {
		return usual, nil
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1 || n > 65535 {
		return 0, fmt.Errorf("PARLEY_SMTP_URL: %q is no port", text)
	}
	return n, nil
}

func (c *Config) tls(word string) error {
	switch word {
	case "", "mandatory":
		c.Policy = mail.TLSMandatory
		return nil
	case "opportunistic":
		c.Policy = mail.TLSOpportunistic
	case "none":
		c.Policy = mail.NoTLS
	default:
		return fmt.Errorf("PARLEY_SMTP_URL: tls=%s is none of mandatory, opportunistic, none", word)
	}
	if c.Implicit {
		return errors.New("PARLEY_SMTP_URL: smtps:// has no tls= of its own")
	}
	if c.User != "" && !here(c.Host) {
		return fmt.Errorf("PARLEY_SMTP_URL: with tls=%s the password could be read on its way to %s", word, c.Host)
	}
	return nil
}

// here tells whether a host is this machine.
func here(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && a.IsLoopback()
}

// Server is where mail goes, without what is secret.
func (c *Config) Server() string {
	if c == nil {
		return "none"
	}
	return c.Host + ":" + strconv.Itoa(c.Port)
}

// client returns a client of the server.
func (c *Config) client() (*mail.Client, error) {
	options := []mail.Option{mail.WithPort(c.Port), mail.WithTimeout(c.Timeout), mail.WithTLSPolicy(c.Policy), mail.WithoutNoop()}
	if c.Implicit {
		options = append(options, mail.WithSSL())
	}
	if c.User != "" {
		kind := mail.SMTPAuthAutoDiscover
		if c.Policy != mail.TLSMandatory && here(c.Host) {
			kind = mail.SMTPAuthPlainNoEnc
		}
		options = append(options, mail.WithSMTPAuth(kind), mail.WithUsername(c.User), mail.WithPassword(c.Password))
	}
	if c.trust != nil {
		options = append(options, mail.WithTLSConfig(c.trust))
	}
	made, err := mail.NewClient(c.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("client of %s: %w", c.Server(), err)
	}
	return made, nil
}
