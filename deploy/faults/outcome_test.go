package faults

import (
	"errors"
	"net"
	"syscall"

	"parley.example/deploy/client"
	"parley.example/events/command"
)

// outcome is what a person knows after one attempt.
type outcome int

const (
	done        outcome = iota // both copies are durable
	refused                    // surely without effect, and for good
	unavailable                // surely without effect: it may be tried again
	unknown                    // nobody can say: the same id again
	unsent                     // it never left
)

func (o outcome) String() string {
	return [...]string{"done", "refused", "unavailable", "unknown", "unsent"}[o]
}

// read tells what an answer says, and by which code.
func read(err error) (outcome, string) {
	if err == nil {
		return done, ""
	}
	var user client.UserError
	if errors.As(err, &user) {
		return said(user.Code), user.Code
	}
	var failure client.Failure
	if errors.As(err, &failure) {
		if len(failure.Path) > 0 {
			return unknown, failure.Extensions.Code // it was granted, and what it made could not be read
		}
		return said(failure.Extensions.Code), failure.Extensions.Code
	}
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" || errors.Is(err, syscall.ECONNREFUSED) {
		return unsent, ""
	}
	return unknown, ""
}

func said(code string) outcome {
	switch command.Code(code) {
	case command.Unavailable:
		return unavailable
	case command.NotYetVisible, command.Internal:
		return unknown
	}
	return refused
}
