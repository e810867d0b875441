// Package opinion finds the shape of a conversation: which groups hold which
// opinions, what is typical of each, what bridges them, and which statement
// teaches most if it is shown next. It informs and never decides.
//
// The method is that of Polis (Small, Bjorkegren, Erkkilä, Shaw and Megill:
// Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces, 2021)
// with its conventions, except that nothing here is random, started from an
// earlier result or dependent on the order of anything. A conversation is
// reduced to a [Matrix] in canonical order, and everything else is a pure
// function of that: the same stances give the same analysis, whoever computes
// it, whenever, however often. What people are called does not matter either.
package opinion

import (
	"cmp"
	"slices"
)

// Stance is what a person says to a statement.
type Stance uint8

// The stances. A person who takes one back has not seen the statement.
const (
	Unseen Stance = iota
	Agree
	Disagree
	Pass
)

// value is the number that the analysis calculates with, by stance.
var value = [...]float64{Agree: 1, Disagree: -1, Pass: 0}

// Stances is a conversation while people speak: the latest stance of each
// person to each statement. Unlike a [Matrix] it changes; it is not for
// concurrent use.
type Stances struct {
	statements map[string]int32
	known      []Statement
	people     map[string]int32
	names      []string
	said       [][]saying // by person, ordered by statement
}

// Statement is what people take a stance on. One that moderation has taken out
// still counts as seen, but says nothing.
type Statement struct {
	ID  string
	Out bool
}

type saying struct {
	at        uint64
	statement int32
	stance    Stance
}

// NewStances returns a conversation in which nobody has spoken yet.
func NewStances() *Stances {
	return &Stances{statements: make(map[string]int32), people: make(map[string]int32)}
}

// Put adds a statement, or changes whether it is taken out.
func (c *Stances) Put(s Statement) { c.known[c.statement(s.ID)].Out = s.Out }

// Hear takes in what a person said to a statement. Of two stances the one with
// the greater at counts, however they arrive; at is a place in the record.
func (c *Stances) Hear(person, statement string, what Stance, at uint64) {
	c.hear(c.person(person), saying{at, c.statement(statement), what})
}

func (c *Stances) hear(person int32, s saying) {
	row := c.said[person]
	i, found := slices.BinarySearchFunc(row, s.statement, func(have saying, want int32) int { return cmp.Compare(have.statement, want) })
	switch {
	case !found:
		c.said[person] = slices.Insert(row, i, s)
	case cmp.Or(cmp.Compare(s.at, row[i].at), cmp.Compare(s.stance, row[i].stance)) > 0:
		row[i] = s // of two at once the greater one: any rule will do that does not depend on order
	}
}

func (c *Stances) statement(id string) int32 {
	i, known := c.statements[id]
	if !known {
		i = int32(len(c.known))
		c.statements[id] = i
		c.known = append(c.known, Statement{ID: id})
	}
	return i
}

func (c *Stances) person(name string) int32 {
	i, known := c.people[name]
	if !known {
		i = int32(len(c.names))
		c.people[name] = i
		c.names = append(c.names, name)
		c.said = append(c.said, nil)
	}
	return i
}
