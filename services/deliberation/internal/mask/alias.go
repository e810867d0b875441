package mask

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
)

// Alias is a pseudonym in two words that can be read aloud, in a language, or
// in English where that is not known. It follows from the pseudonym; two people
// may share one, which is why only the pseudonym tells them apart.
func Alias(pseudonym, language string) string {
	base, _, _ := strings.Cut(language, "-")
	sum := sha256.Sum256([]byte(pseudonym))
	first, second := binary.BigEndian.Uint32(sum[:4]), binary.BigEndian.Uint32(sum[4:8])
	if base == "es" {
		return animales[second%uint32(len(animales))] + " " + cualidades[first%uint32(len(cualidades))]
	}
	return qualities[first%uint32(len(qualities))] + " " + animals[second%uint32(len(animals))]
}

var (
	qualities = strings.Fields(`able amber ample azure brave brisk calm candid careful cheerful clear clever cosy curious daring
		eager early easy even fair fond fresh gentle glad golden grand green happy hardy honest humble jolly keen kind light lively
		lucky lunar merry mild modest neat noble open patient placid proud quick quiet ready rosy round royal sharp silver simple
		smooth snowy solar steady sunny sure swift tidy tranquil true warm wise witty young`)
	animals = strings.Fields(`ant badger bat bear beaver bee bison bittern boar bream buck bunting carp cat chough cod colt coot crab
		crane cricket crow cuckoo curlew deer dove duck dunlin eagle eel elk ferret finch fox frog gannet goat goose grebe grouse gull
		hare hawk hen heron hornet horse jay kestrel kite lamb lark linnet lynx magpie marten mole moth mouse newt otter owl ox perch
		pike plover pony quail rabbit raven ram robin rook salmon seal shrew snail snipe stag starling stoat stork swallow swan swift
		teal tern thrush toad trout vole wagtail weasel whale wren`)
	cualidades = strings.Fields(`ágil alegre amable audaz azul brillante capaz cordial diligente dulce elegante estable eficaz feliz
		fiable fiel firme flexible fuerte genial gentil gris grande hábil humilde ideal jovial joven leal libre lunar marrón noble
		notable paciente perspicaz prudente puntual rural sagaz sensible servicial simple sobresaliente solar suave sutil tenaz
		valiente veloz verde vital`)
	animales = strings.Fields(`águila alce alondra ánade ardilla atún avispa ballena becada bisonte buey búho buitre caballo cabra
		cangrejo caracol carpa castor cerceta ciervo cigüeña cisne codorniz conejo cordero corneja corzo cuervo delfín erizo faisán foca
		gallo gamo ganso garduña garza gato gaviota golondrina gorrión grillo grulla halcón hormiga jabalí jilguero lagarto lechuza
		libélula liebre lince lobo lubina lucio marta martín milano mirlo mochuelo nutria oca oso oveja paloma pato perca perdiz petirrojo
		pinzón potro rana ratón rebeco ruiseñor salmón sapo tejón tordo tórtola topo trucha urraca vencejo visón yegua zorro`)
)
