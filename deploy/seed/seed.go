// Package seed fills a new house with the two stories, told through the public
// address like by anybody else. Then it says whom a developer can be.
package seed

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"github.com/jackc/pgx/v5"

	"parley.example/deploy/story"
)

// Stories tells the stories at url. identity is the address of the database of
// accounts: no API tells a gateway whom it may offer as a persona. Told again,
// it goes on where it was interrupted.
func Stories(ctx context.Context, url, identity string, say func(string)) error {
	accounts, err := pgx.Connect(ctx, identity)
	if err != nil {
		return fmt.Errorf("reach the accounts: %w", err)
	}
	defer accounts.Close(context.WithoutCancel(ctx))
	passwords := passwordsOf(accounts.Config().Password)
	var telling sync.WaitGroup
	var town, ride []persona
	var failed [2]error
	telling.Go(func() {
		town, failed[0] = valleVerde(story.Begin(ctx, story.Telling{URL: url, Name: "valle-verde", Password: passwords}))
	})
	telling.Go(func() {
		ride, failed[1] = ruedas(story.Begin(ctx, story.Telling{URL: url, Name: "ruedas", Password: passwords}))
	})
	telling.Wait()
	if err := errors.Join(failed[:]...); err != nil {
		return err
	}
	everybody := append(town, ride...)
	say(fmt.Sprintf("Valle Verde and Ruedas are told: %d people", len(everybody)))
	return offer(ctx, accounts, everybody)
}

// passwordsOf returns passwords that nobody has to know: one becomes a persona
// without. They follow from a secret of the house, so that a telling that is
// begun again finds its own accounts open and nobody else does.
func passwordsOf(secret string) func(email string) string {
	return func(email string) string {
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write([]byte("story account " + email))
		return hex.EncodeToString(mac.Sum(nil))
	}
}

// offer puts people on the list of those whom a developer can be.
func offer(ctx context.Context, accounts *pgx.Conn, people []persona) error {
	batch := &pgx.Batch{}
	for _, p := range people {
		batch.Queue(`INSERT INTO identity.persona (person, label, story, note) VALUES ($1, $2, $3, $4)
			ON CONFLICT (person) DO UPDATE SET label = excluded.label, story = excluded.story, note = excluded.note`, p.person, p.label, p.story, p.note)
	}
	if err := accounts.SendBatch(ctx, batch).Close(); err != nil {
		return fmt.Errorf("offer personas: %w", err)
	}
	return nil
}
