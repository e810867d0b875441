package gate

// What a field costs. A field of a document costs nothing worth counting beside
// what has to be fetched for it.
const (
	costField   = 1
	costFetch   = 2  // a document or a page
	costAsk     = 20 // a request to a service
	costCommand = 100
)

// PageSizes of connections.
const (
	PageDefault = 20
	PageMost    = 100
)

// cost sums up a selection, each list as long as it may become. It stops
// counting above the limit.
func cost(s *Selection, limit int) int {
	most := 0
	for _, fields := range s.Fields {
		sum := 0
		for _, f := range fields {
			if sum += own(f); f.Select != nil {
				sum += times(f) * cost(f.Select, limit)
			}
			if sum > limit {
				return sum
			}
		}
		most = max(most, sum)
	}
	return most
}

var prices = map[string]int{
	"join": costFetch, "lookup": costFetch, "list": costFetch, "ask": costAsk, "command": costCommand, "gateway": costCommand,
}

func own(f *Field) int {
	for _, d := range f.Def.Directives {
		if price := prices[d.Name]; price > 0 {
			return price
		}
	}
	return costField
}

func times(f *Field) int {
	if f.Def.Directives.ForName("list") == nil {
		return 1
	}
	for _, name := range []string{"first", "last"} {
		if n, ok := f.Args[name].(int); ok && n > 0 {
			return min(n, PageMost)
		}
	}
	return PageDefault
}
