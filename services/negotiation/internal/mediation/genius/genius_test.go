package genius_test

import (
	"bytes"
	"math"
	"math/big"
	"reflect"
	"strings"
	"testing"

	"parley.example/services/negotiation/internal/mediation"
	. "parley.example/services/negotiation/internal/mediation/genius"
)

const (
	domainXML = `<?xml version="1.0" encoding="UTF-8"?>
<negotiation_template><utility_space number_of_issues="2">
<objective index="0" name="root" type="objective">
 <issue index="1" name="Price" type="discrete"><item index="1" value="low"/><item index="2" value="high"/></issue>
 <issue index="2" name="Days" type="integer" lowerbound="2" upperbound="5"></issue>
</objective></utility_space></negotiation_template>`
	profileXML = `<utility_space><objective index="0" name="root" type="objective">
 <issue index="2" name="Days" type="integer" lowerbound="2" upperbound="5"><evaluator ftype="linear" slope="0.5" offset="-1"/></issue>
 <issue index="1" name="Price" type="discrete"><item index="1" value="high" evaluation="20"/><item index="2" value="low" evaluation="5"/></issue>
 <weight index="1" value="0.75"/><weight index="2" value="0.25"/>
</objective><discount_factor value="0.5"/><reservation value="0.3"/></utility_space>`
)

func TestAProfileIsReadInParleysConvention(t *testing.T) {
	d, err := ReadDomain([]byte(domainXML))
	if err != nil {
		t.Fatal(err)
	}
	terms := []mediation.Term{{Name: "Price", Values: []string{"low", "high"}}, {Name: "Days", Values: []string{"2", "3", "4", "5"}}}
	if !reflect.DeepEqual(d.Terms(), terms) {
		t.Errorf("the terms are %v", d.Terms())
	}
	y, err := d.ReadProfile("mill", []byte(profileXML))
	want := mediation.Party{
		Name: "mill", Weights: []float64{0.75, 0.25}, Reservation: 0.3,
		Worth: [][]float64{{0.25, 1}, {0, 0.5, 1, 1}}, // 0.5·5−1 is cut off at 1
	}
	if err != nil || !reflect.DeepEqual(y, want) {
		t.Errorf("%+v, %v, want %+v", y, err, want)
	}
}

func TestWhatNobodyWantsIsWorthNothing(t *testing.T) {
	flat := strings.NewReplacer(`"20"`, `"0"`, `"5"/></issue>`, `"0"/></issue>`).Replace(profileXML)
	y, err := domain(t).ReadProfile("mill", []byte(flat))
	if err != nil || !reflect.DeepEqual(y.Worth[0], []float64{0, 0}) {
		t.Errorf("%v, %v", y.Worth, err)
	}
}

func domain(t testing.TB) Domain {
	t.Helper()
	d, err := ReadDomain([]byte(domainXML))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestDomainsAreRefused(t *testing.T) {
	for _, tt := range []struct{ what, old, next, says string }{
		{"no XML", "</objective>", "", "objective"},
		{"a document type", "<negotiation_template>", `<!DOCTYPE lol [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><negotiation_template>`, "document type"},
		{"a document type from elsewhere", "<negotiation_template>", `<!DOCTYPE lol SYSTEM "file:///etc/passwd"><negotiation_template>`, "document type"},
		{"an entity", `value="low"`, `value="&lol;"`, "issue[1]"},
		{"another root", "utility_space", "utility", "negotiation_template: there is no utility_space"},
		{"two roots", "</negotiation_template>", "</negotiation_template><more/>", "second root"},
		{"text between elements", `<issue index="1"`, `words <issue index="1"`, "utility_space[1]/objective[1]: text"},
		{"another encoding", "UTF-8", "UTF-16", "no XML"},
		{"no issue", "issue", "weight", "objective[1]: there are 1 to"},
		{"an objective in an objective", `<issue index="1"`, `<objective/><issue index="1"`, "objective[1]/objective[1]: this element is not read here"},
		{"a constraint between issues", "</utility_space>", "<rule/></utility_space>", "utility_space[1]/rule[1]: this element"},
		{"an index twice", `<issue index="2"`, `<issue index="1"`, "issue[2]: another issue"},
		{"a name twice", `"Days"`, `"Price"`, "issue[2]: another issue"},
		{"no name", `name="Price"`, "", "issue[1]: name is missing"},
		{"no index", `<issue index="1"`, `<issue`, "issue[1]: index is missing"},
		{"an index that is no number", `<issue index="1"`, `<issue index="one"`, "issue[1]: index is no whole number"},
		{"a real issue", `"integer"`, `"real"`, "issue[2]: an issue is discrete or integer"},
		{"a value twice", `"high"`, `"low"`, "issue[1]/item[2]: another item"},
		{"an item without a value", `value="high"`, "", "issue[1]/item[2]: value is missing"},
		{"no items", `<item index="1" value="low"/><item index="2" value="high"/>`, "", "issue[1]: an issue has"},
		{"no bound", `upperbound="5"`, "", "issue[2]: upperbound is missing"},
		{"bounds reversed", `upperbound="5"`, `upperbound="1"`, "issue[2]: an integer issue"},
		{"bounds far apart", `upperbound="5"`, `upperbound="2000000000"`, "issue[2]: an integer issue"},
		{"a bound that is no integer", `upperbound="5"`, `upperbound="99999999999999999999"`, "issue[2]: upperbound"},
		{"an attribute twice", `name="Price"`, `name="Price" name="Cost"`, "issue[1]"},
		{"a name without end", `"Price"`, `"` + strings.Repeat("x", 2000) + `"`, "issue[1]: name is longer"},
		{"elements without end", "<objective", strings.Repeat("<a>", 50) + "<objective", "nest deeper"},
		{"too large", "</objective>", strings.Repeat(" ", MaxBytes) + "</objective>", "larger than"},
		{"too many", "</objective>", strings.Repeat("<a/>", 300_000) + "</objective>", "more than"},
	} {
		file := strings.ReplaceAll(domainXML, tt.old, tt.next)
		_, err := ReadDomain([]byte(file))
		if file == domainXML || err == nil || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v, want %q", tt.what, err, tt.says)
		}
	}
	if _, err := ReadDomain(nil); err == nil {
		t.Error("nothing is a domain")
	}
}

func TestProfilesAreRefused(t *testing.T) {
	d := domain(t)
	for _, tt := range []struct{ what, old, next, says string }{
		{"a missing evaluation", `evaluation="5"`, "", "issue[2]/item[2]: evaluation is missing"},
		{"a missing value", `<item index="2" value="low" evaluation="5"/>`, "", `issue[2]: the value "low" is missing`},
		{"a value twice", `value="low"`, `value="high"`, "issue[2]/item[2]: the domain has no such value, or"},
		{"a value that the domain has not", `value="low"`, `value="free"`, "issue[2]/item[2]: the domain has no such value"},
		{"NaN", `evaluation="5"`, `evaluation="NaN"`, "item[2]: evaluation is no finite"},
		{"infinity", `evaluation="5"`, `evaluation="-Inf"`, "item[2]: evaluation is no finite"},
		{"beyond floats", `evaluation="5"`, `evaluation="1e999"`, "item[2]: evaluation is no finite"},
		{"no decimal number", `evaluation="5"`, `evaluation="0x1p4"`, "item[2]: evaluation is no finite"},
		{"a negative evaluation", `evaluation="5"`, `evaluation="-5"`, "item[2]: evaluation is negative"},
		{"weights that do not sum", `value="0.75"`, `value="0.7"`, `the weights sum to 1`},
		{"a negative weight", `value="0.75"`, `value="-0.75"`, `term "Price": a weight lies`},
		{"a weight that is no number", `value="0.75"`, `value="nan"`, "weight[1]: value is no finite"},
		{"a missing weight", `<weight index="2" value="0.25"/>`, "", `the weight of issue "Days" is missing`},
		{"a weight twice", `<weight index="2"`, `<weight index="1"`, "weight[2]: the issue has a weight already"},
		{"a weight of nothing", `<weight index="2"`, `<weight index="7"`, "weight[2]: the domain has no issue"},
		{"an issue twice", `<weight index="1" value="0.75"/>`, `<issue index="1" name="Price" type="discrete"/>`, "issue[3]: the issue stands there already"},
		{"a missing issue", `<issue index="1" name="Price" type="discrete"><item index="1" value="high" evaluation="20"/><item index="2" value="low" evaluation="5"/></issue>`, "", `the issue "Price" is missing`},
		{"an issue by another name", `"Price"`, `"Cost"`, `issue[2]: in the domain this issue is "Price"`},
		{"an issue of another type", `type="discrete"`, `type="integer"`, "issue[2]: in the domain this issue has another type"},
		{"other bounds", `upperbound="5"`, `upperbound="6"`, "issue[1]: in the domain this issue has other bounds"},
		{"no evaluator", `<evaluator ftype="linear" slope="0.5" offset="-1"/>`, "", "issue[1]: there is no evaluator"},
		{"another function", `"linear"`, `"triangular"`, "evaluator[1]: an evaluator is linear"},
		{"no slope", `slope="0.5"`, "", "evaluator[1]: slope is missing"},
		{"a function beyond floats", `slope="0.5" offset="-1"`, `slope="1e308" offset="-1e999"`, "evaluator[1]: offset"},
		{"a reservation above 1", `<reservation value="0.3"`, `<reservation value="30"`, "reservation[1]: a reservation value lies"},
		{"two reservations", `<reservation value="0.3"/>`, `<reservation value="0.3"/><reservation value="0.4"/>`, "reservation[2]: there is one"},
	} {
		file := strings.ReplaceAll(profileXML, tt.old, tt.next)
		_, err := d.ReadProfile("mill", []byte(file))
		if file == profileXML || err == nil || !strings.Contains(err.Error(), tt.says) || !strings.Contains(err.Error(), "mill") {
			t.Errorf("%s: %v, want %q", tt.what, err, tt.says)
		}
	}
}

// Whatever is read, it ends, and what is accepted can be computed with.
func FuzzScenario(f *testing.F) {
	f.Add([]byte(domainXML), []byte(profileXML))
	f.Add([]byte(`<utility_space><objective><issue index="1" name="a" type="discrete"><item value="x"/></issue></objective></utility_space>`),
		[]byte(`<utility_space><objective><issue index="1" name="a" type="discrete"><item value="x" evaluation="0"/></issue><weight index="1" value="1"/></objective></utility_space>`))
	f.Add([]byte(`<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>`), []byte("<a"))
	f.Fuzz(func(t *testing.T, domainFile, profileFile []byte) {
		d, err := ReadDomain(domainFile)
		if err != nil {
			d = domain(t)
		}
		y, err := d.ReadProfile("somebody", profileFile)
		if err != nil {
			return
		}
		s := mediation.Scenario{Terms: d.Terms(), Parties: []mediation.Party{y, y}}
		if err := s.Check(); err != nil {
			t.Fatal(err)
		}
		if s.Size().Cmp(big.NewInt(10_000)) > 0 {
			return
		}
		got := mediation.Solve(s, mediation.Question{Method: mediation.Leximin}, mediation.Budget{})
		if !got.Found || math.IsNaN(got.Value) || got.Value < 0 || got.Value > 1+1e-9 {
			t.Errorf("%+v of\n%s\n%s", got, bytes.TrimSpace(domainFile), bytes.TrimSpace(profileFile))
		}
	})
}
