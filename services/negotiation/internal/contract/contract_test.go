package contract_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/contract"
)

// cases is the folder of contract texts. Without it the test skips, unless they
// are required.
func cases(t *testing.T) string {
	t.Helper()
	folder := os.Getenv("PARLEY_CASES")
	if folder == "" {
		if os.Getenv("PARLEY_CASES_REQUIRED") == "1" {
			t.Fatal("PARLEY_CASES is not set, but the cases are required")
		}
		t.Skip("PARLEY_CASES is not set: no contract texts to read")
	}
	return filepath.Join(folder, "agreements")
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// drafted is the text that the term sheet of a template says with these values.
func drafted(t *testing.T, template contract.Template, values map[string]negotiation.Value) string {
	t.Helper()
	sheet := map[string]negotiation.Term{}
	agreed := map[string]negotiation.Value{}
	definitions := template.Definitions()
	for _, d := range definitions {
		term, refusal := terms.Define(negotiation.Term{
			Key: d.Key, Name: d.Name, Kind: d.Kind, Step: d.Step, Options: d.Options, Clause: d.Clause, Proposed: d.Proposed,
		}, "EUR", 1)
		if refusal != nil {
			t.Fatalf("term %s: %v", d.Key, refusal)
		}
		sheet[d.Key] = term
		v, given := values[d.Key]
		if term.Proposed != nil {
			v, given = *term.Proposed, true
		}
		if !given {
			t.Fatalf("nothing says what %s is", d.Key)
		}
		if agreed[d.Key], refusal = terms.Check(term, v); refusal != nil {
			t.Fatalf("value of %s: %v", d.Key, refusal)
		}
	}
	prose := terms.Prose{Language: "en", Among: func(key string) (negotiation.Term, *negotiation.Value, bool) {
		term, listed := sheet[key]
		v := agreed[key]
		return term, &v, listed
	}}
	var b strings.Builder
	for i := range template.Sections {
		b.WriteString(prose.Sentence(sheet[definitions[i].Key], agreed[definitions[i].Key]) + "\n\n")
	}
	return b.String()
}

// What a term says otherwise than the sample: dates are ISO dates, percentages
// and quantities have the decimals of their term, weeks are days.
var otherwise = []struct {
	pattern *regexp.Regexp
	as      string
}{
	{regexp.MustCompile(`\b(\d{2})/(\d{2})/(\d{4})\b`), "$3-$1-$2"},
	{regexp.MustCompile(`(\d+\.\d*?)0+( ?%)`), "$1$2"},
	{regexp.MustCompile(`(\d+)\.( ?%)`), "$1$2"},
	{regexp.MustCompile(` %`), "%"},
	{regexp.MustCompile(`\b2 weeks\b`), "14 days"},
	{regexp.MustCompile(`\s+`), " "},
}

func same(text string) string {
	for _, o := range otherwise {
		text = o.pattern.ReplaceAllString(text, o.as)
	}
	return strings.TrimSpace(text)
}

func TestContractsAreDraftedAsTheirSamplesRead(t *testing.T) {
	folder := cases(t)
	for _, tt := range []struct {
		name, sample string
		blanks       int
	}{
		{"latedeliveryandpenalty", "sample.md", 8},
		{"latedeliveryandpenalty", "sample-noforcemajeure.md", 8},
		{"supplyagreement", "sample.md", 20},
		{"volumediscountolist", "sample.md", 1},
	} {
		t.Run(tt.name+"/"+tt.sample, func(t *testing.T) {
			var model strings.Builder
			files, err := filepath.Glob(filepath.Join(folder, tt.name, "model", "*.cto"))
			if err != nil || len(files) == 0 {
				t.Fatal("no model", err)
			}
			for _, file := range files {
				model.WriteString(read(t, file))
			}
			template, err := contract.Read(read(t, filepath.Join(folder, tt.name, "text", "grammar.tem.md")), model.String())
			if err != nil {
				t.Fatal(err)
			}
			if len(template.Blanks) != tt.blanks {
				t.Errorf("%d blanks, want %d: %v", len(template.Blanks), tt.blanks, template.Blanks)
			}
			sample := read(t, filepath.Join(folder, tt.name, "text", tt.sample))
			values, err := template.Values(sample)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := same(drafted(t, template, values)), same(sample); got != want {
				t.Errorf("drafted %d sections and %d blanks, reads\n%s\nwant\n%s", len(template.Sections), len(template.Blanks), got, want)
			}
			t.Logf("%d sections, %d blanks, %d characters", len(template.Sections), len(template.Blanks), len(sample))
		})
	}
}

// A form on paper has no sample: filled in with the names of its blanks it reads
// like itself.
func TestAFormIsDraftedAsItReads(t *testing.T) {
	text := read(t, filepath.Join(cases(t), "nilenso-cooperative", "template.md"))
	template, err := contract.Read(text, "")
	if err != nil {
		t.Fatal(err)
	}
	values := make(map[string]negotiation.Value)
	for _, b := range template.Blanks {
		if b.Kind != negotiation.TextTerm {
			t.Errorf("%s is %s", b.Key, b.Kind)
		}
		name := strings.TrimRight(strings.ToUpper(b.Key), "_0123456789")
		values[b.Key] = negotiation.Value{Text: "__" + name + "__"}
	}
	if got, want := same(drafted(t, template, values)), same(text); got != want {
		t.Errorf("reads\n%s\nwant\n%s", got, want)
	}
	t.Logf("%d sections, %d blanks, %d characters", len(template.Sections), len(template.Blanks), len(text))
}

func TestTemplatesThatAreNone(t *testing.T) {
	for what, text := range map[string]string{
		"nothing":                   " \n ",
		"an end of nothing":         "Pay {{/if}} now.",
		"a list that ends nothing":  "Pay {{/olist}} now.",
		"no end":                    "Pay {{#if late}} more.",
		"a list without end":        "Pay {{#olist rates}} more.",
		"a blank within a choice":   "Pay {{#if late}} {{sum}} {{/if}}.",
		"a choice within a choice":  "Pay {{#if late}} a {{#if very}} b {{/if}} {{/if}}.",
		"a mark without a name":     "Pay {{}} now.",
		"a condition without one":   "Pay {{#if }} now {{/if}}.",
		"more than one can look at": strings.Repeat("word ", contract.MaxFile/5+1),
	} {
		if _, err := contract.Read(text, ""); err == nil {
			t.Errorf("%s is read", what)
		}
	}
}

func TestATextOfSomethingElseHasNoValues(t *testing.T) {
	template, err := contract.Read("{{buyer}} pays {{buyer}} or {{seller}}.", "o String buyer\no String seller")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{`"A" pays.`, `"A" pays "B" or "C".`} {
		if v, err := template.Values(text); err == nil {
			t.Errorf("%s has values %v", text, v)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("1. {{buyer}} pays {{#if late}} more{{/if}}.\n\n2. {{#olist rates}} x {{/olist}} __NAME__", "o Double rate")
	f.Fuzz(func(t *testing.T, text, model string) {
		template, err := contract.Read(text, model)
		if err != nil {
			return
		}
		if len(template.Definitions()) < len(template.Sections) {
			t.Error("a section is lost")
		}
		for _, s := range template.Sections {
			if n := len([]rune(s)); n > 2_000 {
				t.Errorf("a section of %d characters", n)
			}
		}
	})
}
