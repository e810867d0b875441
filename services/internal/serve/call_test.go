package serve

import (
	"errors"
	"slices"
	"testing"

	"parley.example/events/command"
)

type wished struct {
	Common
	Name  string `json:"name" need:"true"`
	Count int    `json:"count"`
	Terms []struct {
		Key string `json:"key"`
	} `json:"terms"`
}

// Whatever is wrong with an input is named: the field and the rule.
func TestMalformedInputNamesFieldAndRule(t *testing.T) {
	for body, want := range map[string][]string{
		`{"commandId":"c","nam":"x"}`:                         {"input", "nam", "unknown"},
		`{"commandId":"c"}`:                                   {"input", "name", "required"},
		`{"commandId":"c","name":7}`:                          {"input", "name", "type"},
		`{"commandId":"c","name":"x","count":"many"}`:         {"input", "count", "type"},
		`{"commandId":"c","name":"x","terms":[{"key":true}]}`: {"input", "terms", "key", "type"},
		`{"commandId":`:                                       {"input", "json"},
	} {
		_, err := decode[wished]([]byte(body))
		var refused *command.Refusal
		if !errors.As(err, &refused) || refused.Code != command.Invalid || !slices.Equal(append(refused.Field, refused.Params["rule"]), want) {
			t.Errorf("%s: %v, want %v", body, err, want)
		}
	}
}

func TestTextIsBroughtToOneForm(t *testing.T) {
	in, err := decode[wished]([]byte(`{"commandId":"c","name":"Jose\u0301","terms":[{"key":"e\u0301"}]}`))
	if err != nil || in.Name != "José" || in.Terms[0].Key != "é" {
		t.Errorf("%q %q %v", in.Name, in.Terms[0].Key, err)
	}
}

// A policy's command id depends on what it answers, and on nothing else.
func TestAPolicyAnswersOnce(t *testing.T) {
	one, again := PolicyID("draft", "neg_a/7", "agr_a"), PolicyID("draft", "neg_a/7", "agr_a")
	if one != again || validID(one) != nil || one[14] != '8' {
		t.Errorf("%s, %s", one, again)
	}
	for _, other := range []string{PolicyID("drafts", "neg_a/7", "agr_a"), PolicyID("draft", "neg_a/8", "agr_a"), PolicyID("draft", "neg_a/7", "agr_b"), PolicyID("draftneg_a/7", "", "agr_a")} {
		if other == one {
			t.Errorf("%s twice", one)
		}
	}
}
