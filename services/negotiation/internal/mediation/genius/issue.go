package genius

// Issue is an issue as others need to know it, to make a term of it. An integer
// one takes the values from Low to High.
type Issue struct {
	Index     int
	Name      string
	Integer   bool
	Low, High int
	Values    []string
}

// Issues lists what can be agreed on.
func (d Domain) Issues() []Issue {
	all := make([]Issue, len(d.issues))
	for k, i := range d.issues {
		all[k] = Issue{i.index, i.name, i.integer, i.low, i.high, i.values}
	}
	return all
}

// DomainOf is the domain of issues that were read before.
func DomainOf(issues []Issue) Domain {
	var d Domain
	for _, i := range issues {
		d.issues = append(d.issues, issue{i.Index, i.Name, i.Integer, i.Low, i.High, i.Values})
	}
	return d
}
