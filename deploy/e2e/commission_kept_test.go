package e2e

import (
	"maps"
	"math/big"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parley.example/deploy/story"
)

// The second level of Ruedas to its end: the insurer declines after two have
// signed, it goes on without it, the insurer joins, and a week of waiting is
// shared among 1,900 drivers.
func TestCommissionIsVoidedSignedJoinedAndSharedAmongNineteenHundred(t *testing.T) {
	h := open(t)
	tale := tell(t, h.URL)
	c := story.TellRuedasPeople(tale).OpenCommission()
	c.AskForData()
	c.AnswerWithRows()
	c.Mediate()
	c.Carry()
	fatal(t, tale)
	reason := c.InsurerDeclines()
	fatal(t, tale)
	theVersionIsVoidForAReason(t, c, reason)
	c.GoOn()
	fatal(t, tale)
	hash := c.Drawn.Hash
	if a := lying(c.Olga, c.Drawn.ID); a.Status != "inForce" || len(a.Parties) != 5 || len(a.Asleep) != 1 || a.Asleep[0].Key != "insurance" {
		t.Errorf("without the insurer it stands as %+v", a)
	}
	if owed := c.Olga.Owed(c.Drawn.ID, func([]story.Obligation) bool { return true }); len(owed) != 0 {
		t.Errorf("while its article sleeps the insurer owes %+v", owed)
	}
	c.InsurerJoins()
	fatal(t, tale)
	owed := c.Olga.Owed(c.Drawn.ID, func(all []story.Obligation) bool { return len(all) == 1 })
	if a := lying(c.Olga, c.Drawn.ID); len(a.Parties) != 6 || len(a.Asleep) != 0 || a.Hash != hash || a.Version != 2 {
		t.Errorf("with the insurer it stands as %+v", a)
	}
	if o := owed[0]; o.Duty != "cover" || o.Debtor.ID != c.Insurer.Seats[c.Initiative] || len(o.Creditors) != 2 {
		t.Errorf("the article has woken, and %+v is owed", o)
	}
	aWeekIsShared(t, c)
	fatal(t, tale)

	key := strings.TrimSpace(string(fetched(t, h.URL+"/log/key", "", http.StatusOK)))
	holds(t, "in force: true", fetched(t, h.URL+"/agreements/"+c.Drawn.ID+"/proof.json", c.Pilar.Token, http.StatusOK), nil, key)
	record, _ := readRecord(t, c.Pilar, "agreement", c.Drawn.ID)
	if k := sound(t, record); k.inForce != 2 || len(k.parties) != 6 {
		t.Errorf("by its record version %d is in force between %v", k.inForce, k.parties)
	}
}

// lies is how an agreement stands.
type lies struct {
	Status, Hash, EndReason string
	Version                 int
	Parties                 []struct{ ID string }
	Asleep                  []struct{ Key string }
}

func lying(p *story.Person, id string) lies {
	var got struct{ Agreement lies }
	p.Sees("query($id: ID!) { agreement(id: $id) { status hash endReason version parties { id } asleep { key } } }", story.Input{"id": id}, &got)
	return got.Agreement
}

func theVersionIsVoidForAReason(t *testing.T, c *story.Commission, reason string) {
	t.Helper()
	if a := lying(c.Olga, c.Drawn.ID); a.Status != "void" || a.EndReason != reason || len(a.Parties) != 0 {
		t.Errorf("after the insurer's no it stands as %+v", a)
	}
	for p, want := range map[*story.Person]int{c.Dani: 1, c.Nadia: 1, c.Hugo: 0, c.Olga: 0} {
		told := toldTo(p, p.Org.Seats[c.Initiative])
		if len(told) != want || want == 1 && (told[0].Kind != "void" || told[0].Reason != reason) {
			t.Errorf("%s is told %+v", p.Name, told)
		}
	}
	fatal(t, c.Tale)
}

// aWeekIsShared: 57,000.00 € are 54,150.00 for who drives and 2,850.00 that
// wait. 75,811 trips were made, so that a trip is worth 71.43 cents.
func aWeekIsShared(t *testing.T, c *story.Commission) {
	t.Helper()
	period, shared := c.ShareWeek()
	fatal(t, c.Tale)
	got := map[string]string{}
	for _, part := range shared.Distributions.Edges[0].Node.Portions {
		got[part.Portion] = part.Amount.Minor
	}
	if want := map[string]string{"drivers": "5415000", "reserve": "285000"}; !maps.Equal(got, want) {
		t.Errorf("the week is shared as %v, want %v", got, want)
	}
	paid := c.Hugo.PaysAll(period, story.Drivers)
	fatal(t, c.Tale)
	if len(paid) != story.Drivers {
		t.Fatalf("%d drivers are paid, want %d", len(paid), story.Drivers)
	}
	toTheCent(t, paid)
	t.Logf("%d payouts", len(paid))
}

// toTheCent holds payouts to the rule of the largest remainder, reckoned here in
// whole numbers.
func toTheCent(t *testing.T, paid []story.Payout) {
	t.Helper()
	const pot, trips = 5415000, 75811
	sum, made := int64(0), 0
	least, most := big.NewInt(trips), big.NewInt(-1) // remainders of who got a cent more, and of who did not
	for _, p := range paid {
		driver, err := strconv.Atoi(strings.TrimPrefix(p.Payee, "driver-"))
		if err != nil || p.Contributed != strconv.Itoa(story.Trips(driver)) {
			t.Fatalf("%q has made %q trips", p.Payee, p.Contributed)
		}
		made += story.Trips(driver)
		whole, rest := new(big.Int).QuoRem(big.NewInt(int64(pot*story.Trips(driver))), big.NewInt(trips), new(big.Int))
		cents, _ := strconv.ParseInt(p.Amount.Minor, 10, 64)
		sum += cents
		switch cents - whole.Int64() {
		case 0:
			most = slices.MaxFunc([]*big.Int{most, rest}, (*big.Int).Cmp)
		case 1:
			least = slices.MinFunc([]*big.Int{least, rest}, (*big.Int).Cmp)
		default:
			t.Errorf("%s is paid %d, a whole part of %s", p.Payee, cents, whole)
		}
	}
	if sum != pot || made != trips || least.Cmp(most) < 0 {
		t.Errorf("%d cents for %d trips, want %d for %d; remainders %s before %s", sum, made, pot, trips, most, least)
	}
	for driver, cents := range map[string]string{"driver-0000": "1429", "driver-0040": "4286", "driver-0020": "2857"} {
		if at := slices.IndexFunc(paid, func(p story.Payout) bool { return p.Payee == driver }); at < 0 || paid[at].Amount.Minor != cents {
			t.Errorf("%s is paid %+v, want %s", driver, paid[max(at, 0)], cents)
		}
	}
}
