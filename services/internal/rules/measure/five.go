package measure

import "cmp"

// few is up to how many people or organizations nothing is told: a number about
// fewer than five is a number about somebody.
const few = 5

// Five is the rule of five for numbers that are shown beside their sum. people
// is how many are behind each number; it returns which of them may be shown,
// and whether the sum may.
//
// What is concealed must not follow from the rest: sum minus what is shown is
// what all the concealed have together, so as long as that is one number alone,
// or fewer than five people, the smallest of the others is concealed with them
// (complementary suppression; Cox 1980). A number about nobody is always shown.
func Five(people []int) (shown []bool, sum bool) {
	shown = make([]bool, len(people))
	hidden, behind := 0, 0
	for i, n := range people {
		shown[i] = n == 0 || n >= few
		if !shown[i] {
			hidden++
			behind += n
		}
	}
	for hidden > 0 && (hidden == 1 || behind < few) {
		i := smallest(people, shown)
		if i < 0 {
			return shown, false // there is nobody to hide behind
		}
		shown[i] = false
		hidden++
		behind += people[i]
	}
	return shown, true
}

// smallest is the shown number with the fewest people behind it, the first of
// several; -1 if none has any.
func smallest(people []int, shown []bool) int {
	best := -1
	for i, n := range people {
		if shown[i] && n > 0 && (best < 0 || cmp.Less(n, people[best])) {
			best = i
		}
	}
	return best
}
