package profile

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

func TestLines(t *testing.T) {
	for _, tt := range []struct {
		rule    string
		in      []string
		want    []string
		refused string
	}{
		{"nothing may be said", nil, nil, ""},
		{"a line is one line", []string{" cold\n storage "}, []string{"cold storage"}, ""},
		{"what reads the same is said once", []string{"Bread", "bread", "Milk"}, []string{"Bread", "Milk"}, ""},
		{"a line says something", []string{"Bread", " "}, nil, "required"},
		{"no line turns around", []string{"pay \u202e001"}, []string{"pay 001"}, ""},
		{"no line rings", []string{"a\a"}, nil, "control"},
		{"a line is short", []string{strings.Repeat("ñ", MaxLine+1)}, nil, "too_long"},
		{"there are few lines", slices.Repeat([]string{"x"}, MaxLines+1), nil, "too_many"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			got, err := Organization(registry.ProfileRevised{Needs: tt.in})
			var refused *rule.Refusal
			why := ""
			if errors.As(err, &refused) {
				why = refused.Params["rule"]
			}
			if why != tt.refused || why == "" && !reflect.DeepEqual(got.Needs, tt.want) {
				t.Errorf("%q became %q (%v), want %q", tt.in, got.Needs, err, tt.want)
			}
		})
	}
}

func TestWhoWantsToBeFoundSaysByWhat(t *testing.T) {
	if _, err := Person(registry.ExpertiseRevised{Findable: true}); err == nil {
		t.Error("found by nothing")
	}
	if _, err := Person(registry.ExpertiseRevised{}); err != nil {
		t.Error(err)
	}
}
