package story

// Ruedas is a ride platform and those who work with it.
type Ruedas struct {
	*Tale

	Vera, Hugo   *Person // the platform: steward, delegate
	Samira, Dani *Person // drivers' association: steward, delegate
	Olga         *Person // riders' union
	Pilar        *Person // city
	Tomas        *Person // insurer

	Platform, Drivers, Union, City, Insurer *Organization
}

// TellRuedas tells the first level of Ruedas, how a driver may be switched off,
// up to the middle of it: ideas, offers and positions lie on the table and
// nothing is decided.
func TellRuedas(t *Tale) *Ruedas {
	r := TellRuedasPeople(t)
	i := r.Samira.Opens("Switched off by an app", 1,
		"A driver whose account is closed loses the month's rent, and mostly hears why from nobody. Agree on notice, on a person who looks at it, and on time to appeal.",
		Visions{
			Person:       "Nobody loses their work without having been heard.",
			Organization: "The platform stays safe, and its drivers know by which rules.",
			Economy:      "Trust between those who drive and those who send them costs less than turnover.",
		})
	r.sitDown(i)
	table := i.OpensTable("Deactivation", Input{"zone": "Europe/Madrid", "languages": []string{"en", "es"}})
	table.Lists(
		Term{
			Key: "notice", Name: "Notice", Kind: "quantity", Unit: "hours", Options: Keys("24", "48", "72", "120"),
			Clause: "Except where somebody is in danger, an account is closed no sooner than {value} after its driver was told why.",
		},
		Term{
			Key: "review", Name: "Human review", Kind: "yesNo", Options: []Option{{"yes", "a person who can decide otherwise"}, {"no", "nobody"}},
			Clause: "Before an account is closed the case is looked at by {value}.",
		},
		Term{
			Key: "appeal", Name: "Days to appeal", Kind: "quantity", Unit: "days", Options: Keys("5", "10", "15", "30"),
			Clause: "The driver can appeal within {value}.",
		},
	)
	table.Accepts(r.Hugo, r.Dani, r.Olga, r.Pilar, r.Tomas)
	r.talk(table)
	return r
}

// TellRuedasPeople lets those who work with the platform sign up, found their
// organizations and send delegates.
func TellRuedasPeople(t *Tale) *Ruedas {
	r := &Ruedas{Tale: t}
	r.found()
	return r
}

func (r *Ruedas) found() {
	for _, someone := range []struct {
		is   **Person
		name string
	}{
		{&r.Samira, "Samira Benali"},
		{&r.Dani, "Dani Robles"},
		{&r.Vera, "Vera Lindqvist"},
		{&r.Hugo, "Hugo Marín"},
		{&r.Olga, "Olga Petrenko"},
		{&r.Pilar, "Pilar Gómez"},
		{&r.Tomas, "Tomás Iriarte"},
	} {
		*someone.is = r.Person(someone.name)
	}
	r.Drivers = r.Samira.Founds("Asociación de Conductores", "association", "412 of the 1,900 people who drive for Ruedas.")
	r.Drivers.TakesIn(r.Dani, "member")
	r.Platform = r.Vera.Founds("Ruedas", "company", "A platform that sends cars to whoever needs one.")
	r.Platform.TakesIn(r.Hugo, "member")
	r.Union = r.Olga.Founds("Sindicato de Repartidores", "union", "Riders and drivers who work by app.")
	r.City = r.Pilar.Founds("City Mobility Office", "authority", "The city's office for streets, buses and everything that rolls.")
	r.Insurer = r.Tomas.Founds("Segura Mutual", "company", "Insures cars, and those who sit in them.")
	r.Drivers.Sends(r.Dani, nil)
	r.Platform.Sends(r.Hugo, nil)
	for _, alone := range []*Person{r.Olga, r.Pilar, r.Tomas} {
		alone.Org.Sends(alone, nil)
	}
}

func (r *Ruedas) sitDown(i *Initiative) {
	for _, seat := range []struct {
		who            *Person
		class, affects string
		seeks          int
	}{
		{r.Dani, "drivers", "Four accounts were closed last month, two of them by mistake.", 3},
		{r.Hugo, "platform", "Riders must be safe, and the app must stay quick.", 1},
		{r.Olga, "union", "What holds here will be asked for elsewhere.", 3},
		{r.Pilar, "city", "The city licenses the service.", 2},
		{r.Tomas, "insurer", "A driver who is switched off in the middle of a claim is a case of its own.", 1},
	} {
		i.Class(seat.class)
		i.Seats(seat.who, seat.class, seat.affects, seat.seeks)
	}
	i.Chair("drivers", "Unaffiliated drivers", "Nearly fifteen hundred people drive for Ruedas and belong to nobody.")
}

func (r *Ruedas) talk(t *Table) {
	idea := t.Floats(r.Hugo, "What we can do with the people that we have.", Values{"notice": "24", "review": "yes", "appeal": "5"})
	t.Thinks(r.Dani, idea, "notice", "objects", "A day is not enough to find somebody who reads the letter with you.", "Three days at least.")
	t.Thinks(r.Pilar, idea, "review", "likes", "A person, at last.", "")
	offer := t.Offers(r.Dani, "Five days, a person who may say no to the machine, and a month to appeal.", Values{"notice": "120", "review": "yes", "appeal": "30"}, idea)
	t.Thinks(r.Hugo, offer, "notice", "concern", "Five days with somebody whom riders have complained about.", "72 hours, and no rides in the meantime.")
	t.Thinks(r.Olga, offer, "", "likes", "Sound as it stands.", "")
	t.Thinks(r.Tomas, offer, "appeal", "canLiveWith", "", "")
	t.Says(r.Pilar, "all", "Whatever you agree on: the licence will ask for a named contact.")
	t.Says(r.Dani, "team", "Below 72 hours the members will not follow us.")
	t.Drafts(r.Hugo, "If they give on the month.", Values{"notice": "72", "review": "yes", "appeal": "10"})
}
