package client

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/coder/websocket"
	"github.com/coder/websocket/wsjson"
)

// Live is one live query: its newest answers, until it ends.
type Live struct {
	Next <-chan json.RawMessage // the data of each answer; closed at the end
	err  error
	stop context.CancelFunc
}

// Err tells why the query ended, once Next is closed.
func (l *Live) Err() error { return l.err }

// Stop ends the query.
func (l *Live) Stop() { l.stop() }

type frame struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// Subscribe opens a live query on a connection of its own.
func (c *Client) Subscribe(ctx context.Context, document string, variables map[string]any) (*Live, error) {
	ctx, stop := context.WithCancel(ctx)
	conn, _, err := websocket.Dial(ctx, "ws"+strings.TrimPrefix(c.URL, "http")+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		stop()
		return nil, fmt.Errorf("dial: %w", err)
	}
	conn.SetReadLimit(4 << 20)
	hello, _ := json.Marshal(map[string]string{"authorization": "Bearer " + c.Token})
	query, err := json.Marshal(map[string]any{"query": document, "variables": variables})
	if err == nil {
		err = wsjson.Write(ctx, conn, frame{Type: "connection_init", Payload: hello})
	}
	var ack frame
	if err == nil {
		err = wsjson.Read(ctx, conn, &ack)
	}
	if err == nil {
		err = wsjson.Write(ctx, conn, frame{ID: "1", Type: "subscribe", Payload: query})
	}
	if err != nil {
		stop()
		return nil, fmt.Errorf("subscribe: %w", err)
	}
	next := make(chan json.RawMessage, 64)
	l := &Live{Next: next, stop: stop}
	go func() {
		defer close(next)
		defer stop()
		l.err = read(ctx, conn, next)
		_ = conn.Close(websocket.StatusNormalClosure, "")
	}()
	return l, nil
}

// read passes answers on until the query ends.
func read(ctx context.Context, conn *websocket.Conn, next chan<- json.RawMessage) error {
	for {
		var f frame
		if err := wsjson.Read(ctx, conn, &f); err != nil {
			return err
		}
		switch f.Type {
		case "ping":
			if err := wsjson.Write(ctx, conn, frame{Type: "pong"}); err != nil {
				return err
			}
		case "complete":
			return nil
		case "error":
			return fmt.Errorf("live query: %s", f.Payload)
		case "next":
			var p struct {
				Data   json.RawMessage `json:"data"`
				Errors []Failure       `json:"errors"`
			}
			if err := json.Unmarshal(f.Payload, &p); err != nil {
				return err
			}
			if len(p.Errors) > 0 {
				return p.Errors[0]
			}
			select {
			case next <- p.Data:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	}
}
