package story

// ValleVerde is the town, with those of its people whom the story names.
type ValleVerde struct {
	*Tale

	Carmen, Luis         *Person // Huerta Alta: steward, delegate
	Teresa, Pau          *Person // Los Olmos: steward, delegate
	Ramon                *Person // grows alone
	Ines, Karim, Lucia   *Person // CicloReparto: steward, delegate, deputy
	Beatriz, Marc, Nuria *Person // Mesa del Valle: steward, delegate, counsel
	Elena, Joan          *Person // city food office: steward, delegate
	Sol                  *Person // has an account, and no part in any of it

	Huerta, Olmos, Vidal, Ciclo, Mesa, City *Organization
}

// MesaLimit is the highest deposit that the restaurants' delegate may agree to,
// in cents, unless a telling says otherwise.
const MesaLimit = "200"

// TellValleVerde lets the town's people sign up, found their organizations and
// send delegates. deposit is the sealed limit of the restaurants' delegate.
func TellValleVerde(t *Tale, deposit string) *ValleVerde {
	v := &ValleVerde{Tale: t}
	for _, someone := range []struct {
		is   **Person
		name string
	}{
		{&v.Ines, "Inés Soler"},
		{&v.Karim, "Karim Haddad"},
		{&v.Lucia, "Lucía Prats"},
		{&v.Carmen, "Carmen Ortega"},
		{&v.Luis, "Luis Ortega"},
		{&v.Teresa, "Teresa Olmedo"},
		{&v.Pau, "Pau Olmedo"},
		{&v.Ramon, "Ramón Vidal"},
		{&v.Beatriz, "Beatriz Camps"},
		{&v.Marc, "Marc Ferrer"},
		{&v.Nuria, "Núria Sala"},
		{&v.Elena, "Elena Rius"},
		{&v.Joan, "Joan Prieto"},
		{&v.Sol, "Sol Iglesias"},
	} {
		*someone.is = t.Person(someone.name)
	}
	v.found()
	v.send(deposit)
	return v
}

func (v *ValleVerde) found() {
	v.Ciclo = v.Ines.Founds("CicloReparto", "cooperative", "Twenty-four riders who carry food through the valley by bicycle and share what they earn.")
	v.Ciclo.TakesIn(v.Karim, "member")
	v.Ciclo.TakesIn(v.Lucia, "member")
	v.Huerta = v.Carmen.Founds("Huerta Alta", "farm", "Vegetables from the upper terraces, all year round.")
	v.Huerta.TakesIn(v.Luis, "member")
	v.Olmos = v.Teresa.Founds("Los Olmos", "farm", "Fruit and pulses from the river side of the valley.")
	v.Olmos.TakesIn(v.Pau, "member")
	v.Vidal = v.Ramon.Founds("Ramón Vidal", "farm", "Eggs, herbs and a little of everything, grown by one man.")
	v.Mesa = v.Beatriz.Founds("Mesa del Valle", "association", "Thirty-one restaurants that want to cook with what grows around them.")
	v.Mesa.TakesIn(v.Marc, "member")
	v.Mesa.TakesIn(v.Nuria, "counsel")
	v.City = v.Elena.Founds("City Food Office", "authority", "The city's office for good and fair food, Oficina Municipal de Alimentación.")
	v.City.TakesIn(v.Joan, "member")
}

func (v *ValleVerde) send(deposit string) {
	v.Ciclo.Sends(v.Karim, v.Lucia)
	v.Huerta.Sends(v.Luis, nil)
	v.Olmos.Sends(v.Pau, nil)
	v.Vidal.Sends(v.Ramon, nil)
	v.Mesa.Sends(v.Marc, nil, Limit{"deposit", deposit}, Limit{"price", "6"})
	v.City.Sends(v.Joan, nil, Limit{"support", "5000000"})
}

// Delegates are those who act at the tables, the growers first.
func (v *ValleVerde) Delegates() []*Person {
	return []*Person{v.Luis, v.Pau, v.Ramon, v.Karim, v.Marc, v.Joan}
}

// sitDown seats everybody at the tables of an initiative, and leaves two chairs
// empty.
func (v *ValleVerde) sitDown(i *Initiative, seeks map[*Person]int) {
	for _, class := range []string{"growers", "couriers", "restaurants", "city", "farm labourers", "canteen users"} {
		i.Class(class)
	}
	for _, seat := range []struct {
		who            *Person
		class, affects string
	}{
		{v.Luis, "growers", "Most of what the kitchens cook begins on the upper terraces."},
		{v.Pau, "growers", "Fruit bruises in the wrong crate, and crates get lost in summer."},
		{v.Ramon, "growers", "One man, one van, forty crates: each one that is gone hurts."},
		{v.Karim, "couriers", "The riders carry every crate twice: full to the kitchen, empty back."},
		{v.Marc, "restaurants", "Thirty-one kitchens receive the food and store the empties."},
		{v.Joan, "city", "The school canteens are supplied by the same riders."},
	} {
		i.Seats(seat.who, seat.class, seat.affects, seeks[seat.who])
	}
	i.Chair("farm labourers", "Farm labourers", "They fill the crates, and are paid by the crate.")
	i.Chair("canteen users", "Canteen users", "Two thousand children eat what arrives, or does not.")
}
