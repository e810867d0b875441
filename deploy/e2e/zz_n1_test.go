package e2e

import (
	"bytes"
	"maps"
	"testing"

	"parley.example/deploy/story"
)

func TestZZN1(t *testing.T) {
	h := open(t)
	s := setUp(t, h.URL)
	other := story.TellValleVerde(tell(t, h.URL), story.MesaLimit)
	foreign := foreigners(other.OpenCrates("PT1H"))
	fatal(t, other.Tale)
	api := parsed(t)
	wishes := s.talksWishes(s.parley())
	fatal(t, s.Tale)
	for _, act := range talksOrder {
		w := wishes[act]
		t.Run(act, func(t *testing.T) {
			m := &misuse{t: t, api: api, act: act, wish: w, stage: s, foreign: foreign}
			seen, heads := m.bystander(), heads(t, h)
			m.all()
			if now := headsNow(t, h); !maps.Equal(now, heads) {
				t.Errorf("something was recorded: the streams end at %v, before at %v", now, heads)
			}
			if now := m.bystander(); !bytes.Equal(now, seen) {
				t.Errorf("another seat sees a difference")
			}
			m.rightly(h)
		})
	}
}
