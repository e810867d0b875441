package session

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"parley.example/events/command"
	"parley.example/gateway/internal/bus"
	"parley.example/gateway/internal/graph"
)

// The refusals of the desk.
const (
	LogInFailed command.Code = "LOG_IN_FAILED"
	EmailTaken  command.Code = "EMAIL_TAKEN"
	NotAMember  command.Code = "NOT_A_MEMBER"
)

// Services is where a new person is registered.
type Services interface {
	Command(ctx context.Context, actor command.Actor, service, name string, dryRun bool, body []byte) (command.Reply, error)
}

// Standing is what the read models say of a person, asked as that person.
type Standing interface {
	// Holds tells whether somebody is one of those whom a holder's name stands for.
	Holds(ctx context.Context, actor command.Actor, name string) (bool, error)
	// Organizations returns the organizations that somebody belongs to, the first of them.
	Organizations(ctx context.Context, actor command.Actor, most int) ([]string, error)
}

// Desk answers the fields of the schema that are about sessions.
type Desk struct {
	Store       *Store
	Hasher      *Hasher
	Services    Services
	Standing    Standing
	Development bool
	// Tell announces that a session changed.
	Tell func(bus.SessionNotice) error
}

// Natives are the desk's fields by the name that the schema binds them to.
func (d *Desk) Natives() map[string]graph.Native {
	return map[string]graph.Native{
		"viewer": d.viewer, "sessions": d.sessions,
		"signUp": d.signUp, "logIn": d.logIn, "logOut": d.logOut,
		"actFor": d.actFor, "revokeSession": d.revokeSession,
		"confirm":  d.confirm,
		"personas": d.personas, "becomePersona": d.becomePersona,
	}
}

type object = map[string]any

func (d *Desk) viewer(ctx context.Context, c *graph.Call) (any, error) {
	s := From(ctx).Session
	if s == nil || c.Actor.Person == "" {
		return nil, nil
	}
	return object{"id": s.Person, "person": s.Person, "organization": s.Organization, "session": shown(s, s.ID)}, nil
}

func (d *Desk) sessions(ctx context.Context, c *graph.Call) (any, error) {
	all, err := d.Store.All(ctx, c.Actor.Person)
	if err != nil {
		return nil, unavailable(err)
	}
	out := make([]any, len(all))
	for i, s := range all {
		out[i] = shown(s, c.Actor.Session)
	}
	return out, nil
}

func shown(s *Session, current string) object {
	o := object{
		"id": s.ID, "current": s.ID == current,
		"createdAt": instant(s.Created), "seenAt": instant(s.Seen), "expiresAt": instant(s.Expires),
	}
	if s.UserAgent != "" {
		o["userAgent"] = s.UserAgent
	}
	if until := s.Confirmed.Add(confirmedFor); until.After(time.Now()) {
		o["confirmedUntil"] = instant(until)
	}
	return o
}

func instant(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000Z") }

// begin opens a session for the rest of this request and those to come.
func (d *Desk) begin(ctx context.Context, c *graph.Call, person string) (any, error) {
	visit := From(ctx)
	s, token, err := d.Store.Open(ctx, person, d.usual(ctx, person), visit.UserAgent)
	if err != nil {
		return nil, unavailable(err)
	}
	visit.Session, visit.Token, visit.Ended = s, token, false
	c.Become(s.Actor())
	return object{"token": token}, nil
}

// usual is the organization that a person acts for without having said so: the
// only one they belong to. Whoever belongs to several chooses, and where the
// read models cannot be asked a session begins for nobody.
func (d *Desk) usual(ctx context.Context, person string) string {
	all, err := d.Standing.Organizations(ctx, command.Actor{Person: person}, 2)
	if err != nil {
		slog.WarnContext(ctx, "look up memberships", "error", err)
	}
	if len(all) != 1 {
		return ""
	}
	return all[0]
}

func (d *Desk) signUp(ctx context.Context, c *graph.Call) (any, error) {
	in, _ := c.Args["input"].(object)
	email, err := address(in["email"].(string))
	if err != nil {
		return nil, err
	}
	name, err := personName(in["name"].(string))
	if err != nil {
		return nil, err
	}
	secret := in["password"].(string)
	if err := errors.Join(password(secret), validID(in["commandId"].(string))); err != nil {
		return nil, err
	}
	if err := d.Store.try(ctx, tries("sign-up", email, From(ctx).From, d.Development)); err != nil {
		return nil, unavailable(err)
	}
	account, made, err := d.account(ctx, email, name, secret)
	if err != nil {
		return nil, err
	}
	receipt, err := d.register(ctx, account)
	var refusal *command.Refusal
	if made && errors.As(err, &refusal) && refusal.Code != command.Unavailable && refusal.Code != command.NotYetVisible {
		err = errors.Join(err, d.Store.remove(ctx, account.Person)) // a name that the registry does not take
	}
	if err != nil {
		return nil, err
	}
	c.Saw(receipt)
	return d.begin(ctx, c, account.Person)
}

// account makes an account, and says so, or returns the one that is there if the password
// opens it: a sign-up whose answer was lost can be sent again.
func (d *Desk) account(ctx context.Context, email, name, secret string) (a Account, made bool, err error) {
	hashed, err := d.Hasher.Hash(ctx, secret)
	if err != nil {
		return a, false, unavailable(err)
	}
	if a, made, err = d.Store.create(ctx, email, name, hashed); err != nil || made {
		return a, made, unavailable(err)
	}
	there, err := d.Store.account(ctx, email)
	if err != nil {
		return there, false, unavailable(err)
	}
	matches, err := d.Hasher.Matches(ctx, there.Password, secret)
	if err != nil {
		return there, false, unavailable(err)
	}
	if !matches || there.Disabled {
		return there, false, command.Refuse(EmailTaken, "email")
	}
	return there, false, nil
}

// register makes the account's person known to the registry. The command's id
// follows from the person, so that it happens once however often it is sent.
func (d *Desk) register(ctx context.Context, a Account) (command.Receipt, error) {
	sum := sha256.Sum256([]byte("register_person " + a.Person))
	id := uuid.UUID(sum[:16])
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	body, err := json.Marshal(object{"commandId": id.String(), "person": a.Person, "name": a.Name})
	if err != nil {
		return command.Receipt{}, fmt.Errorf("encode registration: %w", err)
	}
	reply, err := d.Services.Command(ctx, command.Actor{Person: a.Person}, "registry", "register_person", false, body)
	if err != nil {
		return command.Receipt{}, err
	}
	if reply.Refusal != nil {
		return command.Receipt{}, reply.Refusal
	}
	return reply.Receipt, nil
}

func (d *Desk) logIn(ctx context.Context, c *graph.Call) (any, error) {
	email, secret := c.Args["email"].(string), c.Args["password"].(string)
	if len(secret) > passwordMost || len(email) > emailMost {
		return nil, &command.Refusal{Code: LogInFailed}
	}
	if kept, err := address(email); err == nil {
		email = kept
	}
	if err := d.Store.try(ctx, tries("log-in", email, From(ctx).From, d.Development)); err != nil {
		return nil, unavailable(err)
	}
	account, err := d.Store.account(ctx, email)
	if err != nil {
		return nil, unavailable(err)
	}
	matches, err := d.Hasher.Matches(ctx, account.Password, secret)
	if err != nil {
		return nil, unavailable(err)
	}
	if !matches || account.Disabled {
		return nil, &command.Refusal{Code: LogInFailed}
	}
	if receipt, err := d.register(ctx, account); err == nil {
		c.Saw(receipt) // a sign-up may have been cut off between account and person
	} else {
		slog.WarnContext(ctx, "registration", "error", err)
	}
	return d.begin(ctx, c, account.Person)
}

func validID(id string) error {
	if parsed, err := uuid.Parse(id); err != nil || parsed.String() != id {
		return command.Refuse(command.Invalid, "commandId", "rule", "uuid")
	}
	return nil
}

// unavailable gives an error of the store its code.
func unavailable(err error) error {
	if errors.Is(err, ErrUnavailable) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w: %w", command.Unavailable, err)
	}
	return err
}
