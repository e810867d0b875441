package house_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"

	"parley.example/deploy/bus"
	"parley.example/deploy/house"
	"parley.example/deploy/provision"
)

// stores are those of one test alone.
func stores(t *testing.T) *house.House {
	t.Helper()
	h, err := house.StartStores(soon(t), house.Options{Data: t.TempDir(), Disposable: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(h.Close)
	return h
}

// on returns a connection as user that does not print what it is refused.
func on(t *testing.T, h *house.House, user string) *nats.Conn {
	t.Helper()
	conn, err := h.NATS(user, nats.ErrorHandler(func(*nats.Conn, *nats.Subscription, error) {}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(conn.Close)
	return conn
}

func TestWhoMaySayAndHearWhat(t *testing.T) {
	h := common.open(t)
	for _, row := range []struct {
		user, does, subject string
		may                 bool
	}{
		{"negotiation", "says", "parley.negotiation.07.neg_a", true},
		{"negotiation", "says", "parley.negotiation_sealed.07.lim_a", true},
		{"negotiation", "says", "notice.negotiation_sealed", true},
		{"negotiation", "hears", "cmd.negotiation.offer", true},
		{"negotiation", "hears", "ask.negotiation.ready", true},
		{"negotiation", "hears", "_INBOX_negotiation.a", true},
		{"negotiation", "says", "$JS.API.CONSUMER.CREATE.registry", true},
		{"negotiation", "says", "$JS.API.DIRECT.GET.registry.parley.registry.00.org_a", true},
		{"deliberation", "says", "parley.negotiation.07.neg_a", false},
		{"deliberation", "says", "notice.negotiation", false},
		{"deliberation", "says", "notice.identity", false},
		{"deliberation", "says", "cmd.negotiation.offer", false},
		{"deliberation", "says", "ask.negotiation.ready", false},
		{"deliberation", "hears", "cmd.negotiation.offer", false},
		{"deliberation", "hears", "parley.>", false},
		{"deliberation", "hears", "notice.>", false},
		{"deliberation", "hears", "_INBOX_gateway.a", false},
		{"deliberation", "hears", "_INBOX.>", false},
		{"deliberation", "says", "$JS.API.STREAM.CREATE.deliberation", false},
		{"deliberation", "says", "$JS.API.STREAM.UPDATE.deliberation", false},
		{"deliberation", "says", "$JS.API.STREAM.DELETE.deliberation", false},
		{"deliberation", "says", "$JS.API.STREAM.PURGE.deliberation", false},
		{"deliberation", "says", "$JS.API.STREAM.MSG.DELETE.deliberation", false},
		{"deliberation", "says", "$JS.API.STREAM.SNAPSHOT.negotiation_sealed", false},
		{"deliberation", "says", "$JS.API.CONSUMER.CREATE.negotiation_sealed", false},
		{"deliberation", "says", "$JS.API.DIRECT.GET.negotiation_sealed", false},
		{"deliberation", "says", "$JS.API.STREAM.INFO.negotiation_sealed", false},
		{"deliberation", "says", "$SYS.REQ.SERVER.PING.VARZ", true},
		{"deliberation", "says", "$SYS.REQ.SERVER.PING.CONNZ", false},
		{"gateway", "says", "cmd.negotiation.offer", true},
		{"gateway", "says", "ask.negotiation.ready", true},
		{"gateway", "says", "notice.identity", true},
		{"gateway", "hears", "notice.negotiation", true},
		{"gateway", "says", "notice.negotiation", false},
		{"gateway", "says", "parley.negotiation.07.neg_a", false},
		{"gateway", "says", "$JS.API.STREAM.INFO.negotiation", false},
		{"gateway", "hears", "cmd.>", false},
		{"gateway", "hears", "parley.>", false},
	} {
		if may := allowed(t, on(t, h, row.user), row.does, row.subject); may != row.may {
			t.Errorf("%s %s %s: %t, want %t", row.user, row.does, row.subject, may, row.may)
		}
	}
}

// allowed tries one thing. The server tells of a refusal before it answers the
// flush.
func allowed(t *testing.T, conn *nats.Conn, does, subject string) bool {
	t.Helper()
	if does == "says" {
		if err := conn.Publish(subject, []byte("{}")); err != nil {
			t.Fatal(err)
		}
	} else if _, err := conn.SubscribeSync(subject); err != nil {
		t.Fatal(err)
	}
	if err := conn.FlushTimeout(10 * time.Second); err != nil {
		t.Fatal(err)
	}
	refused := conn.LastError()
	if refused != nil && !strings.Contains(strings.ToLower(refused.Error()), "permissions violation") {
		t.Fatal(refused)
	}
	return refused == nil
}

func TestAStreamOutlivesWhoeverWouldDeleteIt(t *testing.T) {
	h := common.open(t)
	before := messages(t, h, "registry")
	for _, user := range bus.Users {
		for _, act := range []string{"DELETE.registry", "PURGE.registry", "UPDATE.registry", "MSG.DELETE.registry"} {
			if user != "deploy" && allowed(t, on(t, h, user), "says", "$JS.API.STREAM."+act) {
				t.Errorf("%s may ask for %s", user, act)
			}
		}
	}
	if got := messages(t, h, "registry"); got != before {
		t.Errorf("the stream holds %d messages, want %d", got, before)
	}
}

func TestAServiceAnswersWhoAskedIt(t *testing.T) {
	h := common.open(t)
	_, err := on(t, h, "negotiation").Subscribe("cmd.negotiation.offer", func(m *nats.Msg) { _ = m.Respond([]byte("done")) })
	if err != nil {
		t.Fatal(err)
	}
	gateway := on(t, h, "gateway")
	answer, err := gateway.RequestWithContext(soon(t), "cmd.negotiation.offer", nil)
	for err == nats.ErrNoResponders { // the subscription is on its way
		answer, err = gateway.RequestWithContext(soon(t), "cmd.negotiation.offer", nil)
	}
	if err != nil || string(answer.Data) != "done" {
		t.Errorf("the answer is %v, %v", answer, err)
	}
}

func TestAServiceSeesThatTheServerSyncs(t *testing.T) {
	h := common.open(t)
	answer, err := on(t, h, "negotiation").RequestWithContext(soon(t), "$SYS.REQ.SERVER.PING.VARZ", nil)
	if err != nil {
		t.Fatal(err)
	}
	var server struct {
		Data struct {
			JetStream struct {
				Config struct {
					SyncAlways bool `json:"sync_always"`
				} `json:"config"`
			} `json:"jetstream"`
		} `json:"data"`
	}
	if err := json.Unmarshal(answer.Data, &server); err != nil || !server.Data.JetStream.Config.SyncAlways {
		t.Errorf("%s, %v", answer.Data, err)
	}
}

func TestStreamsAreAsPromised(t *testing.T) {
	h := common.open(t)
	streams, err := jetstream.New(on(t, h, "deploy"))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for found := range streams.ListStreams(soon(t)).Info() {
		names = append(names, found.Config.Name)
		if fault := provision.Differs(found.Config); fault != "" {
			t.Errorf("%s: %s", found.Config.Name, fault)
		}
	}
	want := bus.Streams()
	slices.Sort(want)
	slices.Sort(names)
	if !slices.Equal(names, want) {
		t.Errorf("the streams are %v, want %v", names, want)
	}
}

func TestALostStreamIsNotMadeAnew(t *testing.T) {
	data := t.TempDir()
	h := open(t, data)
	conn := connect(t, h, "parley_registry")
	if _, err := conn.Exec(soon(t), `INSERT INTO journal.registry VALUES (1, 'org_one', 1, 'c', '{}')`); err != nil {
		t.Fatal(err)
	}
	streams, err := jetstream.New(on(t, h, "deploy"))
	if err != nil {
		t.Fatal(err)
	}
	if err := streams.DeleteStream(soon(t), "registry"); err != nil {
		t.Fatal(err)
	}
	h.Close()
	_, err = house.StartStores(soon(t), house.Options{Data: data})
	if err == nil || !strings.Contains(err.Error(), "stream registry") || !strings.Contains(err.Error(), "up to 1") {
		t.Errorf("the start says %v", err)
	}
}
