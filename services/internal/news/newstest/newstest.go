// Package newstest shows what topics tell, as short lines that a test can name.
package newstest

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"parley.example/events/project"
	"parley.example/services/internal/news"
)

// Lines are the items that stand after a history, without those that are kept:
// "needs table:ini_x NEWS_VOTE dec_1 for seat:sea_a by per_b until 03-01T19:00".
func Lines(topics []news.Topic, history ...project.Event) []string {
	var lines []string
	for _, i := range news.Fold("stream", topics, history...) {
		if i.Lane == news.Kept {
			continue
		}
		line := string(i.Lane) + " " + i.To + " " + i.Kind + " " + i.Subject
		if len(i.For) > 0 {
			line += " for " + strings.Join(i.For, ",")
		}
		if i.By != "" {
			line += " by " + i.By
		}
		if i.Until != nil {
			line += " until " + i.Until.Format("01-02T15:04")
		}
		lines = append(lines, line)
	}
	return lines
}

// Tells holds the lines after a history against those that a rule wants.
func Tells(t *testing.T, rule string, topics []news.Topic, history []project.Event, want ...string) {
	t.Helper()
	if got := Lines(topics, history...); !slices.Equal(got, want) {
		t.Errorf("%s:\n got %s\nwant %s", rule, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// Sound tells what is wrong with items: one that nobody could read, or that
// says nothing, or needs an act without a name.
func Sound(t *testing.T, topics []news.Topic, history ...project.Event) {
	t.Helper()
	for _, i := range news.Fold("stream", topics, history...) {
		kind, id, cut := strings.Cut(i.To, ":")
		known := slices.Contains([]string{"person", "seat", "org", "steward", "table", "convener"}, kind) && cut && id != "" || i.To == "registered"
		switch {
		case !known:
			t.Errorf("%s is for %q", i.Kind, i.To)
		case i.Thread == "":
			t.Errorf("%s belongs to no thread", i.Kind)
		case i.Lane != news.Kept && !strings.HasPrefix(i.Kind, "NEWS_"):
			t.Errorf("an item of %s says %q", i.Thread, i.Kind)
		case (i.Lane == news.Needs) != (i.Act != ""):
			t.Errorf("%s in %s needs the act %q", i.Kind, i.Lane, i.Act)
		case slices.Contains(slices.Collect(maps.Values(i.Params)), ""):
			t.Errorf("%s has an empty param: %v", i.Kind, i.Params)
		}
	}
}
