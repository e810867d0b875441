package voice

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"github.com/nats-io/nats.go"

	"parley.example/deploy/bench/figures"
	"parley.example/deploy/bench/load"
	"parley.example/deploy/house"
	"parley.example/deploy/town"
	"parley.example/events/command"
	"parley.example/events/deliberation"
	"parley.example/events/record"
)

// Talk says how big a conversation is and how long people go on answering.
type Talk struct {
	People, Statements, Each int // each answers so many statements before it begins
	Clients                  int
	Length                   time.Duration
}

// FullTalk is a run whose figures count; SmallTalk only produces each of them.
var (
	FullTalk  = Talk{People: 50_000, Statements: 1000, Each: 20, Clients: 32, Length: 15 * time.Second}
	SmallTalk = Talk{People: 60, Statements: 12, Each: 8, Clients: 4, Length: 500 * time.Millisecond}
)

// hall is a house in which one conversation is going on.
type hall struct {
	talk            Talk
	say             func(string)
	house           *house.House
	deploy, gateway *nats.Conn
	town            *town.Town
	conversation    string
	statements      []string
	latest          atomic.Uint64 // sequence of the newest answer
}

// Stances measures how fast a house takes answers in a conversation that many
// have answered already, and how soon its analysis knows of them.
func Stances(ctx context.Context, talk Talk, say func(string)) ([]figures.Row, error) {
	folder, err := os.MkdirTemp("", "parley-bench-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(folder)
	say("starting a house")
	h := &hall{talk: talk, say: say}
	if h.house, err = house.Start(ctx, house.Options{Data: folder, Disposable: true, Development: true}); err != nil {
		return nil, err
	}
	defer h.house.Close()
	if h.deploy, err = h.house.NATS("deploy"); err != nil {
		return nil, err
	}
	defer h.deploy.Close()
	if h.gateway, err = h.house.NATS("gateway"); err != nil {
		return nil, err
	}
	defer h.gateway.Close()
	if err := h.open(ctx); err != nil {
		return nil, err
	}
	return h.measure(ctx)
}

// open lets a conversation begin in which much has been said.
func (h *hall) open(ctx context.Context) (err error) {
	if h.town, err = town.Found(ctx, h.house.URL, 0, time.Minute); err != nil {
		return err
	}
	made := func(mutation, what string, input map[string]any) (string, error) {
		payload := make(map[string]any)
		if err := h.town.Convener.Mutate(ctx, mutation, input, what+" { id }", &payload); err != nil {
			return "", err
		}
		object, _ := payload[what].(map[string]any)
		id, _ := object["id"].(string)
		return id, nil
	}
	h.conversation, err = made("openConversation", "conversation", map[string]any{"initiative": h.town.Initiative, "question": "What must not happen?", "audience": "registered"})
	for n := 0; n < h.talk.Statements && err == nil; n++ {
		var id string
		id, err = made("makeStatement", "statement", map[string]any{"conversation": h.conversation, "text": fmt.Sprint("Statement number ", n, "."), "seed": true})
		h.statements = append(h.statements, id)
	}
	return err
}

func (h *hall) measure(ctx context.Context) (rows []figures.Row, err error) {
	loaded, err := h.answered(ctx)
	if err != nil {
		return nil, err
	}
	cold, err := h.known(ctx, 0)
	if err != nil {
		return nil, err
	}
	h.say(fmt.Sprintf("%d people go on answering", h.talk.Clients))
	sample, err := load.Drive(ctx, h.talk.Clients, h.talk.Length, h.answer())
	if err != nil {
		return nil, err
	}
	lag, err := h.known(ctx, h.latest.Load())
	if err != nil {
		return nil, err
	}
	used, err := load.Memory(h.house.Process("deliberation").PID())
	if err != nil {
		return nil, err
	}
	name := fmt.Sprintf("conversation of %d people, %d stances: ", h.talk.People, h.talk.People*h.talk.Each)
	return []figures.Row{
		figures.Of(name+"stances loaded through the record", loaded, "/s"),
		figures.Of(name+"first analysis", cold.Seconds(), "s").AtMost(10),
		figures.Of(fmt.Sprintf("%sstances accepted, %d clients", name, h.talk.Clients), sample.Rate(), "/s"),
		figures.Of(name+"a stance, p50", load.Quantile(sample.Took, 0.5), "ms"),
		figures.Of(name+"a stance, p99", load.Quantile(sample.Took, 0.99), "ms"),
		figures.Of(name+"lag until the analysis knows all", lag.Seconds(), "s"),
		figures.Of(name+"memory of deliberation with it", used, "MiB").AtMost(1024),
	}, nil
}

// answer is one more stance, each of another person than the one before.
func (h *hall) answer() func(context.Context, int) error {
	var n atomic.Int64
	stances := []deliberation.Stance{deliberation.Agree, deliberation.Disagree, deliberation.Pass}
	return func(ctx context.Context, client int) error {
		i := int(n.Add(1))
		who := command.Actor{Person: record.NewID("per", "more", strconv.Itoa(client), strconv.Itoa(i%500))}
		body, err := json.Marshal(map[string]any{
			"commandId": uuid.NewString(), "conversation": h.conversation, "statement": h.statements[i%len(h.statements)], "stance": stances[i%len(stances)],
		})
		if err != nil {
			return err
		}
		answer, err := command.Request(ctx, h.gateway, command.Subject("deliberation", "take_stance"), who, false, body)
		if err != nil {
			return err
		}
		var reply command.Reply
		if err := json.Unmarshal(answer, &reply); err != nil {
			return err
		}
		if reply.Refusal != nil {
			return reply.Refusal
		}
		for before := h.latest.Load(); before < reply.Sequence && !h.latest.CompareAndSwap(before, reply.Sequence); before = h.latest.Load() {
		}
		return nil
	}
}

// known returns how long it takes until the analysis knows everything up to a
// sequence.
func (h *hall) known(ctx context.Context, sequence uint64) (time.Duration, error) {
	began := time.Now()
	_, err := h.told(ctx, sequence)
	return time.Since(began), err
}

// told asks for the analysis until it has come so far.
func (h *hall) told(ctx context.Context, sequence uint64) (came uint64, err error) {
	var told struct{ Sequence string }
	for {
		body, _ := json.Marshal(map[string]string{"id": h.conversation})
		asking, cancel := context.WithTimeout(ctx, time.Minute)
		answer, err := command.Request(asking, h.gateway, command.QuestionSubject("deliberation", "analysis"), h.town.Convener.Actor(), false, body)
		cancel()
		if err != nil {
			return 0, err
		}
		if err := json.Unmarshal(answer, &told); err != nil {
			return 0, fmt.Errorf("analysis %.200s: %w", answer, err)
		}
		if came, _ = strconv.ParseUint(told.Sequence, 10, 64); came >= sequence {
			return came, nil
		}
	}
}
