package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"reflect"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgconn"
	"golang.org/x/text/unicode/norm"

	"parley.example/events/command"
	"parley.example/events/project"
	"parley.example/events/record"
	"parley.example/services/internal/rules/rule"
)

// Common is what the input of every command begins with.
type Common struct {
	CommandID       string  `json:"commandId"`
	ExpectedVersion *uint64 `json:"expectedVersion,omitempty"`
}

func (c Common) common() Common { return c }

// Call is one request, as the house received it.
type Call struct {
	Actor    command.Actor
	ID       string // the command's id
	Expected *uint64
	DryRun   bool
	Body     []byte
	preview  *Preview
}

// Wish is one command to one aggregate.
type Wish struct {
	ID          string
	Aggregate   string
	Actor       string // who asks: a retry must come from the same; the record's name, unless the ruling has another
	Body        []byte
	Expected    *uint64 // the version that the caller has seen, if it matters
	Cause       string
	Correlation string
	DryRun      bool
}

// Wish addresses the call's command to an aggregate, under the name by which
// that aggregate's audience knows the actor.
func (c Call) Wish(aggregate, actor string) Wish {
	return Wish{ID: c.ID, Aggregate: aggregate, Actor: actor, Body: c.Body, Expected: c.Expected, DryRun: c.DryRun, Correlation: c.ID}
}

// PolicyWish is the command that a policy sends to target because of e.
func PolicyWish(policy string, e project.Event, target string) Wish {
	cause := Cause(e.Commit.Aggregate, e.Commit.Version)
	return Wish{
		ID: PolicyID(policy, cause, target), Aggregate: target, Actor: "system:" + policy,
		Cause: cause, Correlation: e.Commit.Correlation,
	}
}

// DueWish is the command by which an aggregate hears that its time has come.
func DueWish(d project.Due) Wish {
	at := d.At.UTC().Format("2006-01-02T15:04:05.000Z")
	return Wish{ID: PolicyID("due", d.Aggregate+"/"+d.What+"/"+at, d.Aggregate), Aggregate: d.Aggregate, Actor: "system:due", Cause: d.What + "@" + at}
}

// Preview is what an act would cause, for whoever is about to press the button.
type Preview struct {
	Audience []string   `json:"audience"` // audiences that will see it
	Seats    int        `json:"seats"`
	People   int        `json:"people"`
	Public   bool       `json:"public"`
	Binds    bool       `json:"binds"`
	Until    *time.Time `json:"until,omitempty"` // how long it binds
	Events   []string   `json:"events"`
}

// Preview sets the answer to a dry run.
func (c *Call) Preview(p Preview) {
	if p.Until != nil {
		stored := record.InstantOf(*p.Until).Time
		p.Until = &stored
	}
	*c.preview = p
}

// Command declares how a command is granted or refused. The input is decoded
// strictly: what a caller misspells must not be taken for silence.
func Command[In interface{ common() Common }](h *House, name string, grant func(context.Context, Call, In) (command.Receipt, error)) {
	h.answers = append(h.answers, answer{name: name, command: true, shape: reflect.TypeFor[In](), reply: func(ctx context.Context, c Call) any {
		in, err := decode[In](c.Body)
		if err == nil {
			c.ID, c.Expected = in.common().CommandID, in.common().ExpectedVersion
			err = validID(c.ID)
		}
		if err != nil {
			return command.Reply{Refusal: refusal(ctx, name, err)}
		}
		c.preview = &Preview{}
		receipt, err := grant(ctx, c, in)
		switch {
		case err != nil:
			return command.Reply{Refusal: refusal(ctx, name, err)}
		case c.DryRun:
			preview, err := json.Marshal(c.preview)
			if err != nil {
				return command.Reply{Refusal: refusal(ctx, name, err)}
			}
			return command.Reply{Preview: preview}
		}
		return command.Reply{Receipt: receipt}
	}})
}

// CommandOfAnyone is Command where no account is needed: what it is granted by,
// the token of an invitation, is in the input.
func CommandOfAnyone[In interface{ common() Common }](h *House, name string, grant func(context.Context, Call, In) (command.Receipt, error)) {
	Command(h, name, grant)
	h.answers[len(h.answers)-1].anyone = true
}

// Question declares how a question is answered. It changes nothing.
func Question[In any](h *House, name string, tell func(context.Context, Call, In) (any, error)) {
	h.answers = append(h.answers, answer{name: name, reply: func(ctx context.Context, c Call) any {
		in, err := decode[In](c.Body)
		if err != nil {
			return command.Reply{Refusal: refusal(ctx, name, err)}
		}
		told, err := tell(ctx, c, in)
		if err != nil {
			return command.Reply{Refusal: refusal(ctx, name, err)}
		}
		return told
	}})
}

func validID(id string) error {
	if parsed, err := uuid.Parse(id); err != nil || parsed.String() != id {
		return command.Refuse(command.Invalid, "commandId", "rule", "uuid")
	}
	return nil
}

// decode reads a command's input strictly and brings its text to NFC.
func decode[In any](body []byte) (In, error) {
	var in In
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		return in, malformed(err)
	}
	v := reflect.ValueOf(&in).Elem()
	normalise(v)
	return in, missing(v, []string{"input"})
}

var unknownField = regexp.MustCompile(`unknown field "([^"]+)"`)

// malformed names the field and the rule that a body breaks.
func malformed(err error) error {
	var wrong *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong) && wrong.Field != "":
		return &command.Refusal{Code: command.Invalid, Field: append([]string{"input"}, strings.Split(wrong.Field, ".")...), Params: map[string]string{"rule": "type"}}
	case unknownField.MatchString(err.Error()):
		return command.Refuse(command.Invalid, unknownField.FindStringSubmatch(err.Error())[1], "rule", "unknown")
	default:
		return &command.Refusal{Code: command.Invalid, Field: []string{"input"}, Params: map[string]string{"rule": "json"}}
	}
}

// missing refuses empty fields that are tagged `need:"true"`.
func missing(v reflect.Value, path []string) error {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			if err := missing(v.Field(i), path); err != nil {
				return err
			}
			continue
		}
		if f.Tag.Get("need") == "true" && v.Field(i).IsZero() {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			return &command.Refusal{Code: command.Invalid, Field: append(path, name), Params: map[string]string{"rule": "required"}}
		}
	}
	return nil
}

// normalise brings every string to NFC, so that what looks the same is the
// same when it is compared, hashed and signed.
func normalise(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if s := v.String(); v.CanSet() && !norm.NFC.IsNormalString(s) {
			v.SetString(norm.NFC.String(s))
		}
	case reflect.Struct:
		for _, field := range v.Fields() {
			normalise(field)
		}
	case reflect.Slice:
		for i := range v.Len() {
			normalise(v.Index(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			normalise(v.Elem())
		}
	case reflect.Map:
		if v.Type().Elem().Kind() == reflect.String {
			for _, key := range v.MapKeys() {
				v.SetMapIndex(key, reflect.ValueOf(norm.NFC.String(v.MapIndex(key).String())).Convert(v.Type().Elem()))
			}
		}
	}
}

// refusal turns an error into what may leave the house: a rule's code, or the
// machinery's, never a text of ours.
func refusal(ctx context.Context, name string, err error) *command.Refusal {
	var ruled *rule.Refusal
	var refused *command.Refusal
	var code command.Code
	switch {
	case errors.As(err, &ruled):
		r := &command.Refusal{Code: command.Code(ruled.Code), Params: ruled.Params}
		if len(ruled.Field) > 0 {
			r.Field = append([]string{"input"}, ruled.Field...)
		}
		return r
	case errors.As(err, &refused):
		return refused
	case errors.As(err, &code):
		if code == command.Unavailable || code == command.NotYetVisible {
			slog.WarnContext(ctx, "not granted", "parley.command", name, "code", string(code), "error", err)
		}
		return &command.Refusal{Code: code}
	case unreachable(err):
		slog.WarnContext(ctx, "not granted", "parley.command", name, "code", string(command.Unavailable), "error", err)
		return &command.Refusal{Code: command.Unavailable}
	}
	slog.ErrorContext(ctx, "command failed", "parley.command", name, "error", err)
	return &command.Refusal{Code: command.Internal}
}

// unreachable tells whether Postgres did not answer. What asks it comes before
// an append, so that the command surely had no effect.
func unreachable(err error) bool {
	var connect *pgconn.ConnectError
	var pg *pgconn.PgError
	return errors.As(err, &connect) || errors.As(err, &pg) || pgconn.Timeout(err) || pgconn.SafeToRetry(err) || errors.Is(err, context.DeadlineExceeded)
}

// PolicyID is the id of the command that a policy sends to target because of
// cause: a UUID of version 8, the same however often the cause comes by.
func PolicyID(policy, cause, target string) string {
	sum := sha256Of(policy, cause, target)
	id := uuid.UUID(sum[:16])
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	return id.String()
}

// Cause names a commit as the cause of what a policy does.
func Cause(aggregate string, version uint64) string { return fmt.Sprintf("%s/%d", aggregate, version) }
