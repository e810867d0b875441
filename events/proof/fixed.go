package proof

import (
	"encoding/json"
	"fmt"
	"slices"
)

// What a document takes over from the text that was fixed, by the name that it
// has in both. Everything else in it is drawn from these.
var (
	wholes  = []string{"decision", "package", "initiative", "title", "level", "languages", "currency", "zone"}
	clauses = []string{"term", "key", "name", "kind", "unit", "level", "value", "text"}
	// Of the second format. A text without a nature has none of them.
	caused   = []string{"needs", "heldFor", "duties", "sharing"}
	secondly = []string{"nature", "lasts", "carries", "ratification", "left", "aside"}
)

type object = map[string]json.RawMessage

// fixes holds a document against the text that was fixed, part by part.
func fixes(data json.RawMessage, shown object) error {
	var fixed object
	if err := json.Unmarshal(data, &fixed); err != nil {
		return err
	}
	second := !empty(fixed["nature"])
	if err := format(shown, second); err != nil {
		return err
	}
	names, each := wholes, clauses
	if second {
		names, each = slices.Concat(wholes, secondly), slices.Concat(clauses, caused)
	}
	for _, name := range names {
		if !same(fixed[name], shown[name]) {
			return fmt.Errorf("its %s is another one", name)
		}
	}
	if err := terms(fixed["terms"], shown["clauses"], each); err != nil {
		return err
	}
	if err := entering(fixed, shown, second); err != nil {
		return err
	}
	return amends(fixed["amends"], shown["parent"], second)
}

// format tells which of the two a document has to be in. What the first does not
// know of must not stand in it.
func format(shown object, second bool) error {
	var name string
	_ = json.Unmarshal(shown["format"], &name)
	if want := map[bool]string{false: "parley.agreement.1", true: "parley.agreement.2"}[second]; name != want {
		return fmt.Errorf("its format is %q, not %s", name, want)
	}
	for _, name := range secondly {
		if !second && !empty(shown[name]) {
			return fmt.Errorf("nothing was fixed of its %s", name)
		}
	}
	return nil
}

func terms(fixed, shown json.RawMessage, each []string) error {
	var one, other []object
	if err := json.Unmarshal(fixed, &one); err != nil {
		return err
	}
	if err := json.Unmarshal(shown, &other); err != nil {
		return err
	}
	if len(one) != len(other) {
		return fmt.Errorf("it has %d clauses, fixed were %d terms", len(other), len(one))
	}
	for i := range one {
		duties, err := whole(one[i]["duties"])
		if err != nil {
			return err
		}
		one[i]["duties"] = duties
		for _, name := range append(slices.Clone(each), caused...) {
			if !slices.Contains(each, name) && empty(other[i][name]) { // the first format leaves them out
				continue
			}
			if !same(one[i][name], other[i][name]) {
				return fmt.Errorf("%s of clause %d is another one", name, i+1)
			}
		}
	}
	return nil
}

// whole gives duties in the shape of a document: an amount is money there, and
// no longer said in two ways.
func whole(fixed json.RawMessage) (json.RawMessage, error) {
	if empty(fixed) {
		return nil, nil
	}
	var duties []object
	if err := json.Unmarshal(fixed, &duties); err != nil {
		return nil, err
	}
	for _, d := range duties {
		if empty(d["amount"]) {
			continue
		}
		var amount object
		if err := json.Unmarshal(d["amount"], &amount); err != nil {
			return nil, err
		}
		if d["amount"] = amount["money"]; empty(amount["money"]) {
			delete(d, "amount")
		}
	}
	return json.Marshal(duties)
}

// entering holds the entry into force against what was fixed. Where no seat was
// named all have to sign.
func entering(fixed, shown object, second bool) error {
	var was, is entry
	var at struct {
		Seats []struct{ Seat string }
	}
	if !empty(fixed["entry"]) {
		if err := json.Unmarshal(fixed["entry"], &was); err != nil {
			return err
		}
	}
	if err := json.Unmarshal(shown["entry"], &is); err != nil {
		return err
	}
	if len(was.Seats) == 0 {
		if err := json.Unmarshal(fixed["seats"], &at.Seats); err != nil {
			return fmt.Errorf("seats: %w", err)
		}
		for _, s := range at.Seats {
			was.Seats = append(was.Seats, s.Seat)
		}
	}
	slices.Sort(was.Seats)
	if was.Seats = slices.Compact(was.Seats); !second {
		was.NotBefore = ""
	}
	if !slices.Equal(was.Seats, is.Seats) || was.By != is.By || was.NotBefore != is.NotBefore {
		return fmt.Errorf("%v had to sign it before %s, says what was fixed", was.Seats, was.By)
	}
	return nil
}

// amends holds the version that is replaced against the one that was negotiated
// about.
func amends(fixed, shown json.RawMessage, second bool) error {
	var was, is *parent
	if err := orNil(fixed, &was); err != nil {
		return err
	}
	if err := orNil(shown, &is); err != nil {
		return err
	}
	switch {
	case !second && is == nil, was == nil && is == nil:
		return nil
	case was == nil || is == nil || *was != *is:
		return fmt.Errorf("it replaces another version")
	}
	return nil
}

func orNil[T any](text json.RawMessage, into **T) error {
	if empty(text) {
		return nil
	}
	return json.Unmarshal(text, into)
}

// same compares two values in their one form. What says nothing is as good as
// absent.
func same(one, other json.RawMessage) bool {
	if empty(one) || empty(other) {
		return empty(one) && empty(other)
	}
	a, err := Canonical(one)
	b, wrong := Canonical(other)
	return err == nil && wrong == nil && string(a) == string(b)
}

func empty(v json.RawMessage) bool {
	return slices.Contains([]string{"", "null", `""`, "[]", "{}", "0", "false"}, string(v))
}
