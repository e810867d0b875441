package main

import (
	"fmt"
	"os"

	"parley.example/events/proof"
)

// verifyCommand verifies a downloaded agreement with nothing but the files.
type verifyCommand struct {
	File string `arg:"" type:"existingfile" help:"What the agreement's page let you download: agr_….proof.json."`
	Head string `type:"existingfile" help:"An older head (from /log/head), or an older proof file: nothing it covers may have changed."`
	Key  string `help:"The installation's key as you know it (from /log/key). Without it the file's own is used, and printed."`
}

// Run prints what holds, and fails with the first thing that does not.
func (c verifyCommand) Run() error {
	data, err := os.ReadFile(c.File)
	if err != nil {
		return err
	}
	f, err := proof.ReadFile(data)
	if err != nil {
		return err
	}
	older, err := c.older()
	if err != nil {
		return err
	}
	if err := c.leads(f, older); err != nil {
		return err
	}
	held, err := f.Verify(c.Key, older...)
	for _, h := range held {
		fmt.Printf("holds  %-12s %s\n", h.What, h.Found)
	}
	if err != nil {
		return fmt.Errorf("BROKEN (%s): %w", proof.Finding(err), err)
	}
	if c.Key == "" {
		fmt.Printf("\nsigned with the key %s\nCompare it once with the one that others see at /log/key.\n", f.Key)
	}
	return nil
}

// older is the older head's text: the file is one, or holds one.
func (c verifyCommand) older() ([]string, error) {
	if c.Head == "" {
		return nil, nil
	}
	data, err := os.ReadFile(c.Head)
	if err != nil {
		return nil, err
	}
	if f, err := proof.ReadFile(data); err == nil {
		return []string{f.Head}, nil
	}
	return []string{string(data)}, nil
}

// leads tells how to get a file that can be held against an older head.
func (c verifyCommand) leads(f proof.File, older []string) error {
	key := c.Key
	if key == "" {
		key = f.Key
	}
	for _, text := range older {
		head, err := proof.ReadHead(text, key)
		if err == nil && !f.Leads(head) {
			return fmt.Errorf("this file does not say how the log has grown since that head. Download it again from\n  /agreements/%s/proof.json?since=%s", f.Agreement, proof.Since(text))
		}
	}
	return nil
}
