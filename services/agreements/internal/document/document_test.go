package document

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"
	"time"

	"parley.example/events/negotiation"
	"parley.example/events/proof"
)

var update = flag.Bool("update", false, "write documents that have no golden file yet")

func crates(language string) negotiation.TextFixed {
	return negotiation.TextFixed{
		Initiative: "ini_commons", Title: "Crates", Level: negotiation.Local, Languages: []string{language, "ca"},
		Currency: "EUR", Zone: "Europe/Madrid", Decision: "dec_2", Package: "pkg_3",
		Terms: []negotiation.FixedTerm{
			{
				Term: "trm_1", Key: "deposit", Name: "Deposit", Kind: negotiation.MoneyTerm, Currency: "EUR", Level: 1,
				Value: negotiation.Value{Money: &negotiation.Money{Minor: "200", Currency: "EUR"}}, Text: "The deposit is 2.00 EUR per crate.",
			},
			{
				Term: "trm_2", Key: "return_days", Name: "Return", Kind: negotiation.QuantityTerm, Unit: "days", Level: 1,
				Value: negotiation.Value{Quantity: "7"}, Text: "Crates come back within 7 days.",
			},
			{
				Term: "trm_3", Key: "loss", Name: "Loss", Kind: negotiation.ChoiceTerm, Level: 2,
				Value: negotiation.Value{Choice: "split"}, Text: "Who bears the loss: all of them & \"equally\" <both>.",
			},
		},
		Seats: []negotiation.Party{
			{Seat: "sea_g", Class: "growers", Name: "Growers", Organization: "org_h", Seeks: 1, Choice: negotiation.Yes},
			{Seat: "sea_c", Class: "couriers", Name: "Couriers", Organization: "org_c", Seeks: 3, Choice: negotiation.Abstain},
			{Seat: "sea_r", Class: "restaurants", Name: "Restaurants", Organization: "org_m"},
		},
		Absent: []negotiation.Absent{
			{Seat: "sea_l", Class: "labourers", Name: "Farm labourers", State: "empty"},
			{Seat: "sea_u", Class: "canteens", Name: "Canteen users", State: "declined"},
		},
		Entry: negotiation.Entry{
			Seats: []string{"sea_c", "sea_g", "sea_g"},
			By:    negotiation.InstantOf(time.Date(2026, 3, 9, 17, 0, 0, 0, time.UTC)),
		},
	}
}

// The bytes of a drafted text are what people signed: a file once written here
// never changes.
func TestOneTextHasOneDocumentForEver(t *testing.T) {
	for _, language := range []string{"en", "es", "fr"} {
		drafted, err := Drafted(Of("agr_x", "neg_x", crates(language)))
		if err != nil {
			t.Fatal(err)
		}
		file := "testdata/crates." + language + ".json"
		if _, err := os.Stat(file); *update && os.IsNotExist(err) {
			if err := os.WriteFile(file, []byte(drafted.Document), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		golden, err := os.ReadFile(file)
		if err != nil || drafted.Document != string(golden) {
			t.Errorf("%s: %v\n got %s\nwant %s", file, err, drafted.Document, golden)
		}
		if drafted.Hash != proof.Hash(golden) || drafted.Version != 1 {
			t.Errorf("%s: hash %s, version %d", file, drafted.Hash, drafted.Version)
		}
	}
}

func TestPreamble(t *testing.T) {
	tests := []struct {
		rule   string
		change func(f *negotiation.TextFixed)
		at     int
		want   string
	}{
		{"the first paragraph says who was missing", func(*negotiation.TextFixed) {}, 0, "At this table nobody spoke for: Farm labourers (seat empty), Canteen users (declined to sit). No clause obliges them."},
		{"or that nobody was", func(f *negotiation.TextFixed) { f.Absent = nil }, 0, "Every seat that this table has took part."},
		{"a state without a word is shown as it is", func(f *negotiation.TextFixed) { f.Absent = f.Absent[:1]; f.Absent[0].State = "away" }, 0, "At this table nobody spoke for: Farm labourers (away). No clause obliges them."},
		{"a level mismatch stands in it", func(*negotiation.TextFixed) {}, 1, "What is agreed works at level 1, one step of the work. Not all seek the same: Growers seeks level 1, Couriers seeks level 3."},
		{"where there is none, none is told", func(f *negotiation.TextFixed) { f.Seats[1].Seeks = 1 }, 1, "What is agreed works at level 1, one step of the work."},
		{"it says when it binds whom", func(*negotiation.TextFixed) {}, 2, "This text enters into force when it has been signed, before 2026-03-09 17:00:00 UTC, by Growers and Couriers. It binds those who sign it. Whoever does not is no party and owes nothing; other seats may join by signing the same text."},
		{"to the millisecond", func(f *negotiation.TextFixed) { f.Entry.By.Time = f.Entry.By.Add(time.Millisecond) }, 2, "This text enters into force when it has been signed, before 2026-03-09 17:00:00.001 UTC, by Growers and Couriers. It binds those who sign it. Whoever does not is no party and owes nothing; other seats may join by signing the same text."},
		{"a text that names no seat needs them all", func(f *negotiation.TextFixed) { f.Entry.Seats = nil }, 2, "This text enters into force when it has been signed, before 2026-03-09 17:00:00 UTC, by Growers, Couriers and Restaurants. It binds those who sign it. Whoever does not is no party and owes nothing; other seats may join by signing the same text."},
		{"a seat cannot write into our sentences", func(f *negotiation.TextFixed) { f.Absent = nil; f.Seats[1].Name = "{by}" }, 2, "This text enters into force when it has been signed, before 2026-03-09 17:00:00 UTC, by Growers and {by}. It binds those who sign it. Whoever does not is no party and owes nothing; other seats may join by signing the same text."},
	}
	for _, tt := range tests {
		t.Run(tt.rule, func(t *testing.T) {
			fixed := crates("en")
			tt.change(&fixed)
			if got := Of("agr_x", "neg_x", fixed).Preamble.Paragraphs[tt.at]; got != tt.want {
				t.Errorf("\n got %s\nwant %s", got, tt.want)
			}
		})
	}
}

// Amounts are strings: the only numbers are small whole ones, which no reader
// of JSON rounds.
func TestADocumentHasNoFractions(t *testing.T) {
	drafted, err := Drafted(Of("agr_x", "neg_x", crates("en")))
	if err != nil {
		t.Fatal(err)
	}
	numbers := json.NewDecoder(bytes.NewReader([]byte(drafted.Document)))
	numbers.UseNumber()
	for token, err := numbers.Token(); err == nil; token, err = numbers.Token() {
		if n, ok := token.(json.Number); ok && (len(n) > 6 || strings.ContainsAny(string(n), ".eE-")) {
			t.Errorf("number %s", n)
		}
	}
}
