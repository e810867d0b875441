package voice

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"parley.example/events/registry"
)

// crowd makes up people and organizations, the same ones in every run. Names
// come from syllables, so that there are many different words; what is offered
// and needed comes from few words, some of them far commoner than others.
type crowd struct {
	lots   *rand.Rand
	common *rand.Zipf
}

func newCrowd() *crowd {
	lots := rand.New(rand.NewPCG(7, 11))
	return &crowd{lots, rand.NewZipf(lots, 1.2, 4, uint64(len(topics)-1))}
}

func (c *crowd) name() string {
	var words []string
	for range 1 + c.lots.IntN(3) {
		var word strings.Builder
		for range 2 + c.lots.IntN(3) {
			word.WriteString(syllables[c.lots.IntN(len(syllables))])
		}
		words = append(words, strings.ToUpper(word.String()[:1])+word.String()[1:])
	}
	return strings.Join(words, " ")
}

// line is a short line about a few topics.
func (c *crowd) line() string {
	var words []string
	for range 2 + c.lots.IntN(4) {
		words = append(words, topics[c.common.Uint64()])
	}
	return strings.Join(words, " ")
}

func (c *crowd) lines(most int) (list []string) {
	for range 1 + c.lots.IntN(most) {
		list = append(list, c.line())
	}
	return list
}

func (c *crowd) organization(founder string) []registry.Event {
	name := c.name()
	return []registry.Event{
		registry.OrganizationFounded{Called: name, Purpose: "We work on " + c.line() + " and " + c.line() + ".", Form: forms[c.lots.IntN(len(forms))], Founder: founder},
		registry.ProfileRevised{Purposes: c.lines(2), Offers: c.lines(4), Needs: c.lines(4), Expertise: c.lines(3)},
	}
}

func (c *crowd) person() []registry.Event {
	return []registry.Event{
		registry.PersonRegistered{Called: c.name(), Language: "es", Zone: "Europe/Madrid"},
		registry.ExpertiseRevised{Expertise: c.lines(4), Findable: true},
	}
}

// search is what somebody could look for: a topic or two, part of a name, and
// every third time with a slip of the finger.
func (c *crowd) search() string {
	words := []string{topics[c.common.Uint64()]}
	switch c.lots.IntN(4) {
	case 0:
		words = append(words, topics[c.common.Uint64()])
	case 1:
		words = []string{strings.ToLower(strings.Fields(c.name())[0])}
	case 2:
		words[0] = words[0][:min(len(words[0]), 4)]
	}
	if c.lots.IntN(3) == 0 {
		words[0] = c.slip(words[0])
	}
	return strings.Join(words, " ")
}

// slip swaps two letters, or leaves one out.
func (c *crowd) slip(word string) string {
	if len(word) < 5 {
		return word
	}
	at := 1 + c.lots.IntN(len(word)-2)
	if c.lots.IntN(2) == 0 {
		return word[:at] + word[at+1:]
	}
	return word[:at] + string(word[at+1]) + string(word[at]) + word[at+2:]
}

var (
	forms     = []string{"cooperative", "association", "company", "authority", "foundation"}
	syllables = strings.Fields(`al an ar be bo bri ca car co cu da del do el en er fa fer fi ga gar go gui hu il ja jo la lar len li lo lu
		ma mar men mi mo mu na ne ni no nu o or pa pe pin po que ra ren ri ro ru sa sal se si so su ta tar te ti to tor tu u va val ve vi vo za zo`)
	topics = func() (all []string) {
		roots := strings.Fields(`bread milk storage cold bicycle courier garden school energy solar water credit union market crate deposit routing
			kitchen canteen bakery orchard vineyard olive harvest seed compost soil irrigation drought greenhouse logistics warehouse refrigeration
			transport freight insurance accounting bookkeeping legal mediation translation childcare nursing housing carpentry plumbing electricity
			software hosting mapping sensors batteries recycling packaging printing design photography music theatre library archive museum
			tourism hostel restaurant tavern fishery forestry beekeeping dairy cheese butcher poultry grain mill flour pasta brewery cider tea coffee
			textile weaving tailoring leather pottery glass metal welding masonry roofing insulation windows heating pumps turbines grid`)
		all = append(all, roots...)
		for i, root := range roots { // and the long tail
			for _, more := range []string{"services", "training", "repair", "sharing", "workshop"} {
				all = append(all, fmt.Sprintf("%s%s", root[:min(4, len(root))], more[:min(len(more), 3+i%5)]))
			}
		}
		return all
	}()
)
