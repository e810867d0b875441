package terms

import (
	"reflect"
	"testing"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/registry"
	"parley.example/services/internal/rules/rule"
)

var (
	wait    = Term{Key: "wait", Name: "Wait", Kind: "duration", Min: "PT1H", Max: "P7D", Clause: "{value}"}
	markets = Term{Key: "days", Name: "Days", Kind: "choices", Options: []Option{{Key: "mon", Label: "Monday"}, {Key: "wed"}, {Key: "fri", Label: "Friday"}}, Clause: "On {value}"}
	surplus = Term{Key: "surplus", Name: "Surplus", Kind: "shares", Options: []Option{{Key: "sea_g", Label: "growers"}, {Key: "sea_c", Label: "couriers"}, {Key: "reserve"}}, Clause: "{value}"}
)

func of(pairs ...string) Value {
	v := Value{Shares: []negotiation.Share{}}
	for i := 0; i < len(pairs); i += 2 {
		v.Shares = append(v.Shares, negotiation.Share{Of: pairs[i], Share: pairs[i+1]})
	}
	return v
}

func TestSeveral(t *testing.T) {
	for _, tt := range []struct {
		rule  string
		term  Term
		value Value
		want  Value
		words string
		code  string
	}{
		{"a length of time is written in one way", wait, Value{Duration: "PT48H"}, Value{Duration: "P2D"}, "P2D", ""},
		{"and bounded", wait, Value{Duration: "P8D"}, Value{}, "", OutOfBounds},
		{"months have no length", wait, Value{Duration: "P1M"}, Value{}, "", "INVALID"},
		{"several choices come in the order of the options", markets, Value{Choices: []string{"fri", "mon"}}, Value{Choices: []string{"mon", "fri"}}, "Monday, Friday", ""},
		{"each once", markets, Value{Choices: []string{"mon", "mon"}}, Value{}, "", "INVALID"},
		{"of those there are", markets, Value{Choices: []string{"sun"}}, Value{}, "", NotAnOption},
		{"at least one", markets, Value{Choices: []string{}}, Value{}, "", "INVALID"},
		{"shares are of a whole", surplus, of("sea_c", "1/4", "sea_g", "13/20", "reserve", "2/20"), of("sea_g", "13/20", "sea_c", "1/4", "reserve", "1/10"), "growers 65 %, couriers 25 %, reserve 10 %", ""},
		{"a third is a third", surplus, of("sea_g", "1/3", "sea_c", "2/3"), of("sea_g", "1/3", "sea_c", "2/3"), "growers 1/3, couriers 2/3", ""},
		{"a cent too much", surplus, of("sea_g", "67/100", "sea_c", "34/100"), Value{}, "", NotWhole},
		{"a cent too little", surplus, of("sea_g", "33/100", "sea_c", "33/100", "reserve", "33/100"), Value{}, "", NotWhole},
		{"nobody twice", surplus, of("sea_g", "1/2", "sea_g", "1/2"), Value{}, "", "INVALID"},
		{"nobody who is not named", surplus, of("sea_x", "1"), Value{}, "", NotAnOption},
		{"less than nothing is no share", surplus, of("sea_g", "-1/2", "sea_c", "3/2"), Value{}, "", "INVALID"},
		{"nor is nothing", surplus, of(), Value{}, "", NotWhole},
		{"floats are not exact", surplus, of("sea_g", "0.5", "sea_c", "0.5"), Value{}, "", "INVALID"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			got, refusal := Check(tt.term, tt.value)
			if code := codeOf(refusal); code != tt.code {
				t.Fatalf("refused with %q, want %q", code, tt.code)
			}
			if refusal != nil {
				return
			}
			if !reflect.DeepEqual(got, tt.want) || (Prose{}).Words(tt.term, got) != tt.words {
				t.Errorf("got %+v %q, want %+v %q", got, (Prose{}).Words(tt.term, got), tt.want, tt.words)
			}
		})
	}
}

func TestPeriod(t *testing.T) {
	for want, d := range map[string]time.Duration{"PT0S": 0, "P2D": 48 * time.Hour, "P1DT1H": 25 * time.Hour, "PT1M30S": 90 * time.Second} {
		if got := Period(d); got != want {
			t.Errorf("%s is written %s, want %s", d, got, want)
		}
		if again, ok := Duration(want); !ok || again != d {
			t.Errorf("%s is read as %s", want, again)
		}
	}
}

func TestEveryChoiceMustBeWithinTheMandate(t *testing.T) {
	limit := registry.Limit{Term: "days", Allowed: []string{"mon", "wed"}}
	if !Within(limit, markets, Value{Choices: []string{"mon", "wed"}}) || Within(limit, markets, Value{Choices: []string{"mon", "fri"}}) {
		t.Error("a mandate allows what it does not name, or not what it does")
	}
}

func TestConstraints(t *testing.T) {
	sheet := func(id string) (Term, bool) {
		term, listed := map[string]Term{"loss": loss, "back": back, "index": index, "fee": fee, "wait": wait, "deposit": deposit}[id]
		return term, listed
	}
	is := func(term string, is negotiation.Comparison, v Value) *negotiation.TermIs {
		return &negotiation.TermIs{Term: term, Is: is, Value: v}
	}
	split := Value{Choice: "split"}
	quick := negotiation.Constraint{Name: "Who halves the loss waits", If: is("loss", "equals", split), Then: is("back", "atLeast", Value{Quantity: "7"})}
	never := negotiation.Constraint{Name: "Not both", Never: []negotiation.TermIs{*is("loss", "equals", split), *is("deposit", "equals", euros("0"))}}
	sum := negotiation.Constraint{Name: "Together", Sum: &negotiation.TermSum{Terms: []string{"index", "index2"}, Is: "atMost", Value: Value{Percentage: "5"}}}
	two := func(id string) (Term, bool) {
		if id == "index2" {
			other := index
			other.Scale, other.Min, other.Max = 0, "-4", "10"
			return other, true
		}
		return sheet(id)
	}
	for _, tt := range []struct {
		rule   string
		c      negotiation.Constraint
		values map[string]Value
		broken bool
	}{
		{"if the one then the other", quick, map[string]Value{"loss": split, "back": {Quantity: "3"}}, true},
		{"which holds", quick, map[string]Value{"loss": split, "back": {Quantity: "7"}}, false},
		{"only if the one", quick, map[string]Value{"loss": {Choice: "grower"}, "back": {Quantity: "3"}}, false},
		{"and both are said", quick, map[string]Value{"loss": split}, false},
		{"never together", never, map[string]Value{"loss": split, "deposit": euros("0")}, true},
		{"one alone is fine", never, map[string]Value{"loss": split, "deposit": euros("50")}, false},
		{"sums are bounded", sum, map[string]Value{"index": {Percentage: "3.5"}, "index2": {Percentage: "2"}}, true},
		{"exactly", sum, map[string]Value{"index": {Percentage: "3.0"}, "index2": {Percentage: "2"}}, false},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			c, refusal := Constrain(tt.c, two)
			if refusal != nil {
				t.Fatal(refusal)
			}
			if got := Broken(c, two, tt.values); got != tt.broken {
				t.Errorf("broken is %t", got)
			}
		})
	}
	for _, tt := range []struct {
		rule string
		c    negotiation.Constraint
		code string
	}{
		{"a constraint has one form", negotiation.Constraint{Name: "x", If: quick.If, Then: quick.Then, Sum: sum.Sum}, "INVALID"},
		{"whole", negotiation.Constraint{Name: "x", If: quick.If}, "INVALID"},
		{"it has a name", negotiation.Constraint{If: quick.If, Then: quick.Then}, "INVALID"},
		{"it speaks of the sheet", negotiation.Constraint{Name: "x", If: is("nothing", "equals", split), Then: quick.Then}, "NO_SUCH_TERM"},
		{"of values that there are", negotiation.Constraint{Name: "x", If: is("loss", "equals", Value{Choice: "king"}), Then: quick.Then}, NotAnOption},
		{"a choice is not more than another", negotiation.Constraint{Name: "x", If: is("loss", "atLeast", split), Then: quick.Then}, "INVALID"},
		{"apples and oranges have no sum", negotiation.Constraint{Name: "x", Sum: &negotiation.TermSum{Terms: []string{"index", "fee"}, Is: "atMost", Value: Value{Percentage: "5"}}}, "INVALID"},
	} {
		if _, refusal := Constrain(tt.c, sheet); codeOf(refusal) != tt.code {
			t.Errorf("%s: %v, want %s", tt.rule, refusal, tt.code)
		}
	}
}

func codeOf(r *rule.Refusal) string {
	if r == nil {
		return ""
	}
	return r.Code
}
