package mediation

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
)

// scenario is a real one whose profiles were drawn anew around the real ones, so
// that each number in them has at least twelve digits and can be found again.
type scenario struct {
	name     string
	domain   string   // XML
	profiles []string // XML
	files    []string // the same, where the command line finds them
}

func scenarios(t *testing.T) []scenario {
	t.Helper()
	folder := cases(t)
	list, err := os.ReadFile(filepath.Join(folder, "scenarios.json"))
	if err != nil {
		t.Fatal(err)
	}
	var named []struct {
		Name, Domain string
		Profiles     []string
	}
	if err := json.Unmarshal(list, &named); err != nil {
		t.Fatal(err)
	}
	drawn := rand.New(rand.NewPCG(4, 11))
	var all []scenario
	for _, n := range named {
		s := scenario{name: n.Name, domain: read(t, filepath.Join(folder, n.Domain))}
		s.keep(t, "domain.xml", s.domain)
		for i, profile := range n.Profiles {
			s.profiles = append(s.profiles, redrawn(read(t, filepath.Join(folder, profile)), drawn))
			s.keep(t, fmt.Sprintf("profile%d.xml", i+1), s.profiles[i])
		}
		all = append(all, s)
	}
	return all
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func (s *scenario) keep(t *testing.T, name, text string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s.files = append(s.files, path)
}

var (
	evaluation  = regexp.MustCompile(`evaluation="([^"]*)"`)
	weight      = regexp.MustCompile(`(<weight [^>]*value=")([^"]*)(")`)
	slope       = regexp.MustCompile(`(slope|offset)="([^"]*)"`)
	reservation = regexp.MustCompile(`<reservation [^>]*/>|<reservation [^>]*>\s*</reservation>`)
	end         = regexp.MustCompile(`</utility_space>`)
)

// redrawn is a profile a little away from another one.
func redrawn(profile string, drawn *rand.Rand) string {
	fine := func(x float64) string { return strconv.FormatFloat(x, 'f', 15, 64) }
	number := func(s string) float64 {
		x, _ := strconv.ParseFloat(s, 64)
		return x
	}
	profile = evaluation.ReplaceAllStringFunc(profile, func(found string) string {
		e := number(evaluation.FindStringSubmatch(found)[1])
		return `evaluation="` + fine(e*(1+0.05*drawn.Float64())+0.05*(0.1+drawn.Float64())) + `"`
	})
	profile = slope.ReplaceAllStringFunc(profile, func(found string) string {
		parts := slope.FindStringSubmatch(found)
		return parts[1] + `="` + fine(number(parts[2])*(0.9+0.05*drawn.Float64())) + `"`
	})
	var weights []float64
	total := 0.0
	for _, found := range weight.FindAllStringSubmatch(profile, -1) {
		w := number(found[2])*(1+0.1*drawn.Float64()) + 0.01*drawn.Float64()
		weights, total = append(weights, w), total+w
	}
	profile = weight.ReplaceAllStringFunc(profile, func(found string) string {
		w := weights[0] / total
		weights = weights[1:]
		return weight.ReplaceAllString(found, "${1}"+fine(w)+"${3}")
	})
	profile = reservation.ReplaceAllString(profile, "")
	return end.ReplaceAllString(profile, `<reservation value="`+fine(0.02+0.03*drawn.Float64())+`"/></utility_space>`)
}

// computed is what the command line says of a scenario.
type computed struct {
	SingleText, Leximin, Nash struct {
		Package   []string
		Utilities []float64
	}
}

func (s scenario) compute(t *testing.T) (c computed) {
	t.Helper()
	arguments := []string{"mediate", "--json", "--domain", s.files[0]}
	for _, file := range s.files[1:] {
		arguments = append(arguments, "--profile", file)
	}
	printed, err := exec.Command(filepath.Join(state, "bin", "negotiation"), arguments...).Output()
	if err != nil {
		t.Fatalf("mediate: %v\n%s", err, printed)
	}
	if err := json.Unmarshal(printed, &c); err != nil {
		t.Fatal(err)
	}
	return c
}
