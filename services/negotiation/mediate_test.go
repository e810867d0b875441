package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/sample"
)

const (
	fruit = `<negotiation_template><utility_space><objective>
<issue index="1" name="fruit" type="discrete"><item value="pears"/><item value="plums"/><item value="both"/></issue>
</objective></utility_space></negotiation_template>`
	profile = `<utility_space><objective>
<issue index="1" name="fruit" type="discrete"><item value="pears" evaluation="P"/><item value="plums" evaluation="Q"/><item value="both" evaluation="R"/></issue>
<weight index="1" value="1"/></objective></utility_space>`
)

// files writes a domain and two profiles and returns the arguments that name
// them.
func files(t *testing.T, domain, one, other string) []string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"domain.xml": domain, "one.xml": one, "other.xml": other} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return []string{
		"--domain", filepath.Join(dir, "domain.xml"),
		"--profile", filepath.Join(dir, "one.xml"), "--profile", filepath.Join(dir, "other.xml"),
	}
}

func wants(p, q, r string) string {
	return strings.NewReplacer(`"P"`, `"`+p+`"`, `"Q"`, `"`+q+`"`, `"R"`, `"`+r+`"`).Replace(profile)
}

func TestMediate(t *testing.T) {
	args := files(t, fruit, wants("4", "1", "3"), wants("1", "4", "3"))
	var out strings.Builder
	if err := mediate(t.Context(), append(args, "--json"), &out); err != nil {
		t.Fatal(err)
	}
	var got struct {
		Outcomes, ParetoOutcomes, ParetoUtilities                             int
		Utilitarian, Nash, Egalitarian, Leximin, KalaiSmorodinsky, SingleText solution
		Exact                                                                 bool
		Gap, Seconds                                                          float64
	}
	if err := json.Unmarshal([]byte(out.String()), &got); err != nil {
		t.Fatal(err)
	}
	if got.Outcomes != 3 || got.ParetoOutcomes != 3 || got.ParetoUtilities != 3 || !got.Exact || got.Gap != 0 || got.Seconds <= 0 {
		t.Errorf("it says %s", out.String())
	}
	for name, s := range map[string]solution{
		"utilitarian": got.Utilitarian, "nash": got.Nash, "egalitarian": got.Egalitarian,
		"leximin": got.Leximin, "Kalai–Smorodinsky": got.KalaiSmorodinsky,
	} {
		if !slices.Equal(s.Package, []string{"both"}) || !slices.Equal(s.Utilities, []float64{0.75, 0.75}) {
			t.Errorf("%s is %+v", name, s)
		}
	}
	if !slices.Equal(got.SingleText.Package, []string{"pears"}) || got.SingleText.Value != 0 {
		t.Errorf("from pears nobody can go without a loss, but it says %+v", got.SingleText)
	}
	out.Reset()
	if err := mediate(t.Context(), args, &out); err != nil || !strings.Contains(out.String(), "0.7500 0.7500  both") {
		t.Errorf("%v, for people it says\n%s", err, out.String())
	}
}

func TestMediateSaysWhereNoPackageIsAdmitted(t *testing.T) {
	high := strings.Replace(wants("4", "1", "3"), "</objective>", `</objective><reservation value="0.9"/>`, 1)
	args := files(t, fruit, high, strings.Replace(wants("1", "4", "3"), "</objective>", `</objective><reservation value="0.9"/>`, 1))
	var out strings.Builder
	if err := mediate(t.Context(), append(args, "--json"), &out); err != nil || !strings.Contains(out.String(), `"nash": null`) {
		t.Errorf("%v, %s", err, out.String())
	}
	out.Reset()
	if err := mediate(t.Context(), args, &out); err != nil || !strings.Contains(out.String(), "no package") {
		t.Errorf("%v, %s", err, out.String())
	}
}

func TestMediateRefuses(t *testing.T) {
	good := files(t, fruit, wants("4", "1", "3"), wants("1", "4", "3"))
	bomb := `<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]>` + fruit
	for what, args := range map[string][]string{
		"nothing":             nil,
		"no profile":          good[:2],
		"no domain":           good[2:],
		"something more":      append(slices.Clone(good), "more"),
		"an unknown option":   append(slices.Clone(good), "--colour"),
		"no time":             append(slices.Clone(good), "--seconds", "0"),
		"time without end":    append(slices.Clone(good), "--seconds", "NaN"),
		"a file that is gone": {"--domain", "nowhere.xml", "--profile", "nowhere.xml"},
		"an entity bomb":      files(t, bomb, wants("4", "1", "3"), wants("1", "4", "3")),
		"a profile of NaN":    files(t, fruit, wants("NaN", "1", "3"), wants("1", "4", "3")),
		"a profile as domain": files(t, wants("4", "1", "3")+"<more/>", wants("4", "1", "3"), wants("1", "4", "3")),
	} {
		var out strings.Builder
		if err := mediate(t.Context(), args, &out); err == nil || out.Len() > 0 {
			t.Errorf("%s: %v, and it prints %q", what, err, out.String())
		}
	}
}

// Beyond enumeration the number of packages is still exact, the frontier is not
// known, and every search ends in time with a gap.
func TestMediateBeyondEnumeration(t *testing.T) {
	s := sample.Opposed(sample.Source(1), 12, sample.Sizes(sample.Source(1), 45, 4, 5))
	r := examine(t.Context(), s, 1)
	if r.Outcomes.BitLen() < 64 || r.ParetoOutcomes != nil || r.Leximin == nil || r.Exact || r.Gap <= 0 {
		t.Errorf("%+v", r)
	}
	if p := make(mediation.Package, 45); !s.Allows(p) || r.SingleText == nil {
		t.Error("there is no step from the text, not even to stay")
	}
}
