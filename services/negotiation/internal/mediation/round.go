package mediation

import "slices"

// Suggestion is a package that a round shows to everyone. Who holds it knows
// the package and the methods that chose it, and nothing else.
type Suggestion struct {
	Package Package
	Methods []Method
}

// RoundMethods are the methods that a round may use. The others are no one's to
// see: they would tell more about what was sealed than the package says.
var RoundMethods = []Method{SingleText, Leximin, Nash}

// Suggest returns what a round shows: for each of the methods, in the order of
// [RoundMethods] and whatever the order they are named in, the package that it
// chooses, once. Leximin and Nash choose among packages that give every party
// at least its reservation value. The text is the package that all can see; it
// may be nil, and has a value for every term.
//
// A package that is worth the same as the text to everybody is no suggestion.
// An empty answer is the whole answer. complete is false if the budget ended
// before every package was proven to be the method's choice; they are then the
// best that were found, and still lower nobody where the method promises it.
//
// A party with a thin seal, of what it cannot live with, is no party here: what
// it refuses is among the constraints ([Refusing]).
func Suggest(s Scenario, text Package, methods []Method, b Budget) (suggestions []Suggestion, complete bool) {
	complete = true
	for _, method := range RoundMethods {
		if !slices.Contains(methods, method) || method == SingleText && text == nil {
			continue
		}
		found := Solve(s, Question{Method: method, Over: OverReservation, Text: text}, b)
		complete = complete && found.Exact
		if !found.Found || text != nil && same(found.Utilities, s.Utilities(text)) {
			continue
		}
		at := slices.IndexFunc(suggestions, func(x Suggestion) bool { return slices.Equal(x.Package, found.Package) })
		if at < 0 {
			suggestions = append(suggestions, Suggestion{Package: found.Package})
			at = len(suggestions) - 1
		}
		suggestions[at].Methods = append(suggestions[at].Methods, method)
	}
	return suggestions, complete
}

func same(a, b []float64) bool { return !exceeds(a, b) && !exceeds(b, a) }

// Refusing returns the constraints of a thin seal: no package makes any of the
// choices.
func Refusing(choices []Choice) []Constraint {
	var constraints []Constraint
	for _, c := range choices {
		constraints = append(constraints, Constraint{Never: []Choice{c}})
	}
	return constraints
}
