package genius

import (
	"fmt"

	"parley.example/services/negotiation/internal/mediation"
)

// ReadProfile reads what a party wants of a domain. A profile without a
// reservation value has 0.
func (d Domain) ReadProfile(party string, file []byte) (mediation.Party, error) {
	y := mediation.Party{
		Name: party, Weights: make([]float64, len(d.issues)), Worth: make([][]float64, len(d.issues)),
	}
	root, err := parse(file)
	if err != nil {
		return y, fmt.Errorf("read profile %s: %w", party, err)
	}
	space, objective, err := open(root)
	if err == nil {
		err = d.fill(&y, objective)
	}
	if err == nil {
		y.Reservation, err = reservation(space)
	}
	if err != nil {
		return y, fmt.Errorf("read profile %s: %w", party, err)
	}
	if err := y.Check(d.Terms()); err != nil {
		return y, fmt.Errorf("read profile %s: %w", party, objective.fault("%w", err))
	}
	return y, nil
}

// fill reads the issues and weights of a profile.
func (d Domain) fill(y *mediation.Party, objective *element) error {
	weighted := make([]bool, len(d.issues))
	for _, e := range objective.children {
		index, err := e.integer("index")
		if err != nil {
			return err
		}
		k := d.place(index)
		if k < 0 {
			return e.fault("the domain has no issue with this index")
		}
		if e.name == "weight" {
			if weighted[k] {
				return e.fault("the issue has a weight already")
			}
			weighted[k] = true
			y.Weights[k], err = e.number("value")
		} else {
			if y.Worth[k] != nil {
				return e.fault("the issue stands there already")
			}
			y.Worth[k], err = d.issues[k].worth(e)
		}
		if err != nil {
			return err
		}
	}
	for k, i := range d.issues {
		switch {
		case y.Worth[k] == nil:
			return objective.fault("the issue %q is missing", i.name)
		case !weighted[k]:
			return objective.fault("the weight of issue %q is missing", i.name)
		}
	}
	return nil
}

func (d Domain) place(index int) int {
	for k, i := range d.issues {
		if i.index == index {
			return k
		}
	}
	return -1
}

// worth reads the worths of the issue's values.
func (i issue) worth(e *element) ([]float64, error) {
	if name, err := e.text("name"); err != nil {
		return nil, err
	} else if name != i.name {
		return nil, e.fault("in the domain this issue is %q", i.name)
	}
	if kind := e.kind(); (kind == "integer") != i.integer {
		return nil, e.fault("in the domain this issue has another type")
	}
	if i.integer {
		return i.linear(e)
	}
	return i.evaluated(e)
}

// evaluated reads the evaluation of every item and divides by the largest.
func (i issue) evaluated(e *element) ([]float64, error) {
	if err := e.only("item"); err != nil {
		return nil, err
	}
	at := make(map[string]int, len(i.values))
	for v, name := range i.values {
		at[name] = v
	}
	worth, largest := make([]float64, len(i.values)), 0.0
	for _, item := range e.children {
		name, err := item.text("value")
		if err != nil {
			return nil, err
		}
		v, missing := at[name]
		if !missing {
			return nil, item.fault("the domain has no such value, or the profile has it twice")
		}
		delete(at, name)
		if worth[v], err = item.number("evaluation"); err != nil {
			return nil, err
		}
		if worth[v] < 0 {
			return nil, item.fault("evaluation is negative")
		}
		largest = max(largest, worth[v])
	}
	for _, name := range i.values {
		if _, missing := at[name]; missing {
			return nil, e.fault("the value %q is missing", name)
		}
	}
	for v := range worth {
		if largest > 0 {
			worth[v] /= largest
		}
	}
	return worth, nil
}

// linear reads the function that values an integer.
func (i issue) linear(e *element) ([]float64, error) {
	if err := e.only("evaluator"); err != nil {
		return nil, err
	}
	if _, given := e.values["lowerbound"]; given {
		if low, high, err := bounds(e); err != nil {
			return nil, err
		} else if low != i.low || high != i.high {
			return nil, e.fault("in the domain this issue has other bounds")
		}
	}
	f, err := e.the("evaluator")
	if err != nil {
		return nil, err
	}
	if kind, given := f.values["ftype"]; given && kind != "linear" {
		return nil, f.fault("an evaluator is linear")
	}
	slope, err := f.number("slope")
	if err != nil {
		return nil, err
	}
	offset, err := f.number("offset")
	if err != nil {
		return nil, err
	}
	worth := make([]float64, len(i.values))
	for v := range worth {
		if worth[v] = min(max(slope*float64(i.low+v)+offset, 0), 1); worth[v] != worth[v] {
			return nil, f.fault("slope and offset are too large")
		}
	}
	return worth, nil
}

// reservation is the utility of no agreement.
func reservation(space *element) (float64, error) {
	for _, c := range space.children {
		if c.name == "reservation" {
			r, err := space.the("reservation")
			if err != nil {
				return 0, err
			}
			x, err := r.number("value")
			if err == nil && (x < 0 || x > 1) {
				err = r.fault("a reservation value lies between 0 and 1")
			}
			return x, err
		}
	}
	return 0, nil
}
