package live

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"parley.example/events/project"
	"parley.example/gateway/internal/position"
	"parley.example/gateway/internal/read"
)

func notice(prev, seq uint64, changed ...project.Change) project.Notice {
	return project.Notice{Stream: "negotiation", Prev: prev, Seq: seq, Changed: changed, Trace: []string{"00-trace"}}
}

var (
	pkg1  = project.Change{Table: "negotiation.package", Key: "pkg_1", Parent: "neg_1"}
	other = project.Change{Table: "negotiation.package", Key: "pkg_9", Parent: "neg_9"}
)

// hears tells whether a watch that was woken, and puts it to sleep again.
func hears(w *Watch) bool {
	select {
	case <-w.Wake:
		return true
	default:
		return false
	}
}

func watching(h *Hub, touches ...read.Touch) *Watch {
	w := &Watch{Wake: make(chan struct{}, 1)}
	touched := make(read.Touched)
	for _, t := range touches {
		touched[t] = struct{}{}
	}
	h.Watch(w, touched, h.Now())
	return w
}

func TestOnlyWhomANoticeConcernsIsWoken(t *testing.T) {
	h := NewHub()
	h.Changed(notice(0, 1))
	byKey := watching(h, read.Touch{Table: "negotiation.package", Key: "pkg_1"})
	byParent := watching(h, read.Touch{Table: "negotiation.package", Parent: "neg_1"})
	stranger := watching(h, read.Touch{Table: "agreements.agreement", Key: "pkg_1"})
	h.Changed(notice(1, 2, pkg1))
	if !hears(byKey) || !hears(byParent) || hears(stranger) {
		t.Error("the wrong ones were woken")
	}
	if byKey.Trace() != "00-trace" || byKey.Trace() != "" {
		t.Error("the trace of the change is lost, or kept")
	}
	h.Changed(notice(2, 3, other))
	if hears(byKey) || hears(byParent) {
		t.Error("woken by what is none of their business")
	}
	h.Forget(byKey)
	h.Changed(notice(3, 4, pkg1))
	if hears(byKey) || !hears(byParent) {
		t.Error("the forgotten one was woken")
	}
}

func TestManyNoticesAreOneWake(t *testing.T) {
	h := NewHub()
	w := watching(h, read.Touch{Table: "negotiation.package", Key: "pkg_1"})
	for seq := range uint64(50) {
		h.Changed(notice(seq, seq+1, pkg1))
	}
	if !hears(w) || hears(w) {
		t.Error("fifty notices are not one wake")
	}
}

func TestAGapWakesTheWholeStream(t *testing.T) {
	h := NewHub()
	h.Changed(notice(0, 1))
	same, stranger := watching(h, read.Touch{Table: "negotiation.term", Key: "trm_1"}), watching(h, read.Touch{Table: "registry.seat", Key: "sea_1"})
	h.Changed(notice(5, 6, other))
	if !hears(same) || hears(stranger) {
		t.Error("a gap in one stream concerns that stream")
	}
	h.Lost()
	if !hears(same) || !hears(stranger) {
		t.Error("a lost connection concerns everybody")
	}
}

func TestWhatIsHeardDuringARunIsNotLost(t *testing.T) {
	h := NewHub()
	h.Changed(notice(0, 1))
	mark := h.Now()
	h.Changed(notice(1, 2, pkg1))
	touched := read.Touched{{Table: "negotiation.package", Key: "pkg_1"}: {}}
	w := &Watch{Wake: make(chan struct{}, 1)}
	if h.Watch(w, touched, mark); !hears(w) {
		t.Error("a change during the run was lost")
	}
	if h.Watch(w, touched, h.Now()); hears(w) {
		t.Error("a change before the run woke it")
	}
	mark = h.Now()
	for seq := range uint64(2 * remembered) {
		h.Changed(notice(seq+2, seq+3, other))
	}
	if h.Watch(w, touched, mark); !hears(w) {
		t.Error("after too long a run, nobody knows; it has to run again")
	}
}

func TestAwaitReturnsWhenItIsAnnounced(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := NewHub()
		done := make(chan struct{})
		go func() {
			h.Await(context.Background(), position.Of("negotiation", 3).Merge(position.Of("registry", 1)))
			close(done)
		}()
		h.Changed(notice(0, 3))
		synctest.Wait()
		select {
		case <-done:
			t.Error("returned before everything was announced")
		default:
		}
		h.Changed(project.Notice{Stream: "registry", Seq: 4})
		<-done
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		h.Await(ctx, position.Of("negotiation", 9)) // returns with the context
	})
}

func FuzzRequest(f *testing.F) {
	f.Add([]byte(`{"query":"{ a }","variables":{"n":1e400}}`))
	f.Add([]byte(`[[[[[`))
	f.Fuzz(func(t *testing.T, payload []byte) {
		if req, ok := request(payload); ok && req.Query == "" {
			t.Error("a request without a document")
		}
	})
}
