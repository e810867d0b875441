package terms

import (
	"reflect"
	"testing"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
)

type (
	Term   = negotiation.Term
	Value  = negotiation.Value
	Option = negotiation.Option
)

var (
	deposit = Term{Key: "deposit", Name: "Deposit", Kind: "money", Currency: "EUR", Min: "0", Max: "400", Step: "50", Clause: "Deposit {value}, once {value}."}
	fee     = Term{Key: "fee", Name: "Fee", Kind: "quantity", Unit: "€ per drop", Scale: 2, Min: "2.80", Max: "4.60", Step: "0.20", Clause: "{value}"}
	index   = Term{Key: "index", Name: "Index", Kind: "percentage", Scale: 1, Min: "-4.0", Max: "10.0", Clause: "{value}"}
	start   = Term{Key: "start", Name: "Start", Kind: "date", Min: "2026-03-02", Max: "2026-06-01", Step: "7", Clause: "From {value}"}
	loss    = Term{Key: "loss", Name: "Loss", Kind: "choice", Options: []Option{{Key: "grower"}, {Key: "split", Label: "both in halves"}}, Clause: "{value}"}
	shared  = Term{Key: "shared", Name: "Shared", Kind: "yesNo", Options: []Option{{Key: "no", Label: "not shared"}}, Clause: "Data is {value}."}
	back    = Term{Key: "days", Name: "Return", Kind: "quantity", Unit: "days", Options: []Option{{Key: "3"}, {Key: "7"}}, Clause: "Within {value}"}
	notes   = Term{Key: "notes", Name: "Notes", Kind: "text", Clause: "{value}"}
)

func euros(minor string) Value {
	return Value{Money: &negotiation.Money{Minor: minor, Currency: "EUR"}}
}
func yesNo(yes bool) Value { return Value{YesNo: &yes} }

func TestCheck(t *testing.T) {
	for _, tt := range []struct {
		rule  string
		term  Term
		value Value
		want  Value
		code  string
	}{
		{"money within bounds", deposit, euros("200"), euros("200"), ""},
		{"money at its bound", deposit, euros("400"), euros("400"), ""},
		{"money beyond it", deposit, euros("450"), Value{}, OutOfBounds},
		{"money between the steps", deposit, euros("210"), Value{}, OffStep},
		{"another currency", deposit, Value{Money: &negotiation.Money{Minor: "200", Currency: "USD"}}, Value{}, CurrencyMismatch},
		{"parts of a cent", deposit, euros("2.5"), Value{}, "INVALID"},
		{"a quantity gets its decimals", fee, Value{Quantity: "3"}, Value{Quantity: "3.00"}, ""},
		{"steps are counted from the smallest", fee, Value{Quantity: "3.10"}, Value{}, OffStep},
		{"more decimals than there are", fee, Value{Quantity: "3.001"}, Value{}, TooPrecise},
		{"less than nothing, where that is allowed", index, Value{Percentage: "-4"}, Value{Percentage: "-4.0"}, ""},
		{"and no further", index, Value{Percentage: "-4.1"}, Value{}, OutOfBounds},
		{"exponents are not numbers here", index, Value{Percentage: "1e1"}, Value{}, "INVALID"},
		{"nor is infinity", index, Value{Percentage: "Inf"}, Value{}, "INVALID"},
		{"nor a plus sign", index, Value{Percentage: "+1"}, Value{}, "INVALID"},
		{"a date on the step", start, Value{Date: "2026-03-09"}, Value{Date: "2026-03-09"}, ""},
		{"a date beside it", start, Value{Date: "2026-03-10"}, Value{}, OffStep},
		{"a day that no month has", start, Value{Date: "2026-02-30"}, Value{}, "INVALID"},
		{"a choice", loss, Value{Choice: "split"}, Value{Choice: "split"}, ""},
		{"that nobody offered", loss, Value{Choice: "courier"}, Value{}, NotAnOption},
		{"a number among options", back, Value{Quantity: "7"}, Value{Quantity: "7"}, ""},
		{"and one that is not", back, Value{Quantity: "5"}, Value{}, NotAnOption},
		{"a no", shared, yesNo(false), yesNo(false), ""},
		{"words are cleaned", notes, Value{Text: " as today\u202e "}, Value{Text: "as today"}, ""},
		{"a value of another kind", notes, Value{Choice: "split"}, Value{}, WrongKind},
		{"two values at once", notes, Value{Text: "a", Choice: "b"}, Value{}, WrongKind},
		{"no value", notes, Value{}, Value{}, WrongKind},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			got, refusal := Check(tt.term, tt.value)
			switch {
			case refusal != nil && refusal.Code != tt.code, refusal == nil && tt.code != "":
				t.Errorf("refused with %v, want %q", refusal, tt.code)
			case refusal != nil && refusal.Params["term"] != tt.term.Name:
				t.Errorf("%v does not name the term", refusal)
			case refusal == nil && !reflect.DeepEqual(got, tt.want):
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

// What is stored is taken again, the same: for any number and any bounds.
func FuzzCheck(f *testing.F) {
	f.Add("3.40", "2.80", "4.60", "0.20")
	f.Add("-0.5", "-1", "", "")
	f.Fuzz(func(t *testing.T, value, low, high, step string) {
		term, refusal := Define(Term{Key: "k", Name: "n", Kind: "quantity", Min: low, Max: high, Step: step}, "EUR", 1)
		if refusal != nil {
			return
		}
		if again, refusal := Define(term, "EUR", 1); refusal != nil || !reflect.DeepEqual(again, term) {
			t.Fatalf("%+v becomes %+v (%v)", term, again, refusal)
		}
		got, refusal := Check(term, Value{Quantity: value})
		if refusal != nil {
			return
		}
		if again, refusal := Check(term, got); refusal != nil || !reflect.DeepEqual(again, got) {
			t.Fatalf("%+v becomes %+v (%v)", got, again, refusal)
		}
	})
}

func TestDefine(t *testing.T) {
	choice := func(options ...Option) Term { return Term{Key: "k", Name: "n", Kind: "choice", Options: options} }
	number := func(change func(*Term)) Term {
		term := Term{Key: "k", Name: "n", Kind: "quantity", Clause: "{value}", Level: 1}
		change(&term)
		return term
	}
	for _, tt := range []struct {
		rule  string
		term  Term
		want  Term
		field string
	}{
		{"money is in the table's currency, says itself and works at its level", Term{Key: "k", Name: "Deposit", Kind: "money"}, Term{Key: "k", Name: "Deposit", Kind: "money", Currency: "EUR", Clause: "Deposit: {value}", Level: 2}, ""},
		{"decimals follow from the step", number(func(t *Term) { t.Min, t.Step = "2", "0.20" }), number(func(t *Term) { t.Min, t.Step, t.Scale = "2.00", "0.20", 2 }), ""},
		{"without a step there are two", number(func(*Term) {}), number(func(t *Term) { t.Scale = 2 }), ""},
		{"whole options make whole numbers", number(func(t *Term) { t.Options = []Option{{Key: "3"}, {Key: "07"}} }), number(func(t *Term) { t.Options = []Option{{Key: "3"}, {Key: "7"}} }), ""},
		{"a key has no spaces", Term{Key: "a b", Name: "n", Kind: "text"}, Term{}, "key"},
		{"a term has a name", Term{Key: "k", Kind: "text"}, Term{}, "name"},
		{"there is no such kind", Term{Key: "k", Name: "n", Kind: "wish"}, Term{}, "kind"},
		{"nor such a currency", Term{Key: "k", Name: "n", Kind: "money", Currency: "XXX"}, Term{}, "currency"},
		{"a date has none", Term{Key: "k", Name: "n", Kind: "date", Currency: "EUR"}, Term{}, "currency"},
		{"and no unit", Term{Key: "k", Name: "n", Kind: "date", Unit: "days"}, Term{}, "unit"},
		{"the largest is not below the smallest", number(func(t *Term) { t.Min, t.Max = "2", "1" }), Term{}, "max"},
		{"a step leads somewhere", number(func(t *Term) { t.Step = "0" }), Term{}, "step"},
		{"seven decimals are too many", number(func(t *Term) { t.Step = "0.0000001" }), Term{}, "step"},
		{"bounds are numbers", number(func(t *Term) { t.Min = "little" }), Term{}, "min"},
		{"words have no bounds", Term{Key: "k", Name: "n", Kind: "text", Min: "1"}, Term{}, "kind"},
		{"one option is no choice", choice(Option{Key: "a"}), Term{}, "options"},
		{"an option comes once", choice(Option{Key: "a"}, Option{Key: "a"}), Term{}, "options"},
		{"yes has no third", Term{Key: "k", Name: "n", Kind: "yesNo", Options: []Option{{Key: "maybe"}}}, Term{}, "options"},
		{"a clause says the value", Term{Key: "k", Name: "n", Kind: "text", Clause: "as agreed"}, Term{}, "clause"},
		{"there is no fourth level", Term{Key: "k", Name: "n", Kind: "text", Level: 4}, Term{}, "level"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			got, refusal := Define(tt.term, "EUR", 2)
			switch {
			case refusal != nil && (tt.field == "" || len(refusal.Field) == 0 || refusal.Field[0] != tt.field), refusal == nil && tt.field != "":
				t.Errorf("refused with %v, want something about %q", refusal, tt.field)
			case refusal == nil && !reflect.DeepEqual(got, tt.want):
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestWithin(t *testing.T) {
	six, fine, huge, cents := "6", "6.25", "a lot", "150"
	for _, tt := range []struct {
		rule  string
		limit registry.Limit
		term  Term
		value Value
		want  bool
	}{
		{"at the limit", registry.Limit{Max: &six}, index, Value{Percentage: "6.0"}, true},
		{"beyond it", registry.Limit{Max: &six}, index, Value{Percentage: "6.1"}, false},
		{"below a finer limit", registry.Limit{Max: &fine}, index, Value{Percentage: "6.2"}, true},
		{"beyond a finer limit", registry.Limit{Max: &fine}, index, Value{Percentage: "6.3"}, false},
		{"below the least", registry.Limit{Min: &cents}, deposit, euros("100"), false},
		{"above it", registry.Limit{Min: &cents}, deposit, euros("150"), true},
		{"one of those allowed, in another spelling", registry.Limit{Allowed: []string{"3", "7.0"}}, fee, Value{Quantity: "3.00"}, true},
		{"a choice that is allowed", registry.Limit{Allowed: []string{"split"}}, loss, Value{Choice: "split"}, true},
		{"and one that is not", registry.Limit{Allowed: []string{"split"}}, loss, Value{Choice: "grower"}, false},
		{"a yes that is not", registry.Limit{Allowed: []string{"no"}}, shared, yesNo(true), false},
		{"a limit that nobody can read opens nothing", registry.Limit{Max: &huge}, index, Value{Percentage: "1.0"}, false},
		{"nor does a smallest choice", registry.Limit{Min: &six}, loss, Value{Choice: "split"}, false},
		{"no limit bounds nothing", registry.Limit{}, loss, Value{Choice: "split"}, true},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			if got := Within(tt.limit, tt.term, tt.value); got != tt.want {
				t.Errorf("within is %t, want %t", got, tt.want)
			}
		})
	}
}

func TestSentence(t *testing.T) {
	for _, tt := range []struct {
		term  Term
		value Value
		want  string
	}{
		{deposit, euros("250"), "Deposit 2.50 EUR, once 2.50 EUR."},
		{back, Value{Quantity: "7"}, "Within 7 days"},
		{index, Value{Percentage: "6.0"}, "6.0 %"},
		{start, Value{Date: "2026-03-09"}, "From 2026-03-09"},
		{loss, Value{Choice: "split"}, "both in halves"},
		{loss, Value{Choice: "grower"}, "grower"},
		{shared, yesNo(false), "Data is not shared."},
		{shared, yesNo(true), "Data is yes."},
	} {
		if got := (Prose{Language: "en"}).Sentence(tt.term, tt.value); got != tt.want {
			t.Errorf("%s reads %q, want %q", tt.term.Key, got, tt.want)
		}
	}
}

func TestDuration(t *testing.T) {
	day := 24 * time.Hour
	for s, want := range map[string]time.Duration{
		"PT2S": 2 * time.Second, "P2D": 2 * day, "P1W": 7 * day, "P1DT12H": 36 * time.Hour, "PT0S": 0, "PT1H30M": 90 * time.Minute,
	} {
		if got, ok := Duration(s); !ok || got != want {
			t.Errorf("%s is %s (%t), want %s", s, got, ok, want)
		}
	}
	for _, s := range []string{"", "P", "PT", "2D", "P2", "P1M", "P1Y", "PT1D", "P1H", "P-1D", "P1.5D", "P1D2W", "P1D1D", "P12345D", "P9999W", "PT1S ", "p1d"} {
		if got, ok := Duration(s); ok {
			t.Errorf("%q is taken for %s", s, got)
		}
	}
}
