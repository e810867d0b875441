package main

import (
	"encoding/base64"
	"fmt"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"parley.example/gateway/internal/mail"
	"parley.example/gateway/internal/position"
)

// config is what the gateway reads from its environment.
type config struct {
	NATS        string       // NATS_URL
	Seed        string       // PARLEY_NATS_SEED, a file
	Database    string       // DATABASE_URL, as parley_gateway
	Identity    string       // PARLEY_IDENTITY_DATABASE_URL, as parley_identity
	Listen      string       // PARLEY_LISTEN
	Development bool         // PARLEY_DEVELOPMENT
	Keys        string       // PARLEY_KEYS, a folder with position.key
	URL         string       // PARLEY_URL: where people find this installation
	Mail        *mail.Config // PARLEY_SMTP_URL and PARLEY_MAIL_FROM; nil: no mail is sent
}

// ours are the PARLEY_ variables that some program of the house reads. Any
// other is a mistake that would go unnoticed.
var ours = []string{
	"PARLEY_NATS_SEED", "PARLEY_NATS_GUARD_SEED", "PARLEY_KEYS", "PARLEY_DEVELOPMENT", "PARLEY_LISTEN", "PARLEY_IDENTITY_DATABASE_URL",
	"PARLEY_STATE", "PARLEY_DATA", "PARLEY_LAUNCHER", "PARLEY_POSTGRES_BIN", "PARLEY_CASES", "PARLEY_CASES_REQUIRED", "PARLEY_WEB",
	"PARLEY_URL", "PARLEY_SMTP_URL", "PARLEY_MAIL_FROM",
}

func configure(environ []string) (config, error) {
	env := make(map[string]string)
	for _, pair := range environ {
		name, value, _ := strings.Cut(pair, "=")
		if strings.HasPrefix(name, "PARLEY_") && !slices.Contains(ours, name) {
			return config{}, fmt.Errorf("unknown variable %s: is it misspelt?", name)
		}
		env[name] = value
	}
	c := config{
		NATS: env["NATS_URL"], Seed: env["PARLEY_NATS_SEED"], Database: env["DATABASE_URL"], Identity: env["PARLEY_IDENTITY_DATABASE_URL"],
		Listen: env["PARLEY_LISTEN"], Development: env["PARLEY_DEVELOPMENT"] == "1", Keys: env["PARLEY_KEYS"],
	}
	if c.Listen == "" {
		c.Listen = "127.0.0.1:8080"
	}
	for name, value := range map[string]string{"NATS_URL": c.NATS, "DATABASE_URL": c.Database, "PARLEY_IDENTITY_DATABASE_URL": c.Identity, "PARLEY_KEYS": c.Keys} {
		if value == "" {
			return c, fmt.Errorf("%s is not set: deploy/parley up sets it", name)
		}
	}
	var err error
	if c.Mail, err = mail.Parse(env["PARLEY_SMTP_URL"], env["PARLEY_MAIL_FROM"]); err != nil {
		return c, err
	}
	c.URL, err = public(env["PARLEY_URL"], c.Listen)
	return c, err
}

// public is the address by which letters lead here.
func public(address, listen string) (string, error) {
	if address == "" {
		return "http://" + listen, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return "", fmt.Errorf("PARLEY_URL is no address, like https://parley.example.org")
	}
	return strings.TrimRight(u.String(), "/"), nil
}

// print says with what the gateway starts, without what is secret in it.
func (c config) print() {
	slog.Info("gateway", "nats", address(c.NATS), "database", address(c.Database), "identity", address(c.Identity),
		"listen", c.Listen, "url", c.URL, "mail", c.Mail.Server(), "development", c.Development, "keys", c.Keys)
}

// address returns where a URL leads, and nothing of who goes there.
func address(text string) string {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" {
		return "(set)"
	}
	return u.Host + u.Path
}

// box reads the key of positions and cursors: 32 bytes, as they are or in
// base64. Every gateway of an installation has the same one.
func (c config) box() (*position.Box, error) {
	data, err := os.ReadFile(filepath.Join(c.Keys, "position.key"))
	if err != nil {
		return nil, fmt.Errorf("read the key of positions: %w", err)
	}
	if len(data) != position.KeySize {
		if plain, err := base64.StdEncoding.DecodeString(strings.TrimSpace(string(data))); err == nil {
			data = plain
		}
	}
	return position.NewBox(data)
}
