package files

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestName is how many bytes a name may have: all file systems take it.
const longestName = 120

// reserved are names that some systems take for devices.
var reserved = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true, "com1": true, "com2": true, "com3": true, "com4": true, "com5": true, "com6": true, "com7": true,
	"com8": true, "com9": true, "lpt1": true, "lpt2": true, "lpt3": true, "lpt4": true, "lpt5": true, "lpt6": true, "lpt7": true, "lpt8": true, "lpt9": true,
}

// Clean makes a name of what somebody calls a file: one that leads into no
// folder, hides nothing, turns no reading direction and is written one way. What
// nothing is left of is called "file".
func Clean(name string) string {
	if !utf8.ValidString(name) {
		name = strings.ToValidUTF8(name, "_")
	}
	name = norm.NFC.String(name)
	name = path.Base("/" + strings.ReplaceAll(name, `\`, "/"))
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case strings.ContainsRune(`<>:"/|?*`, r):
			return '_'
		case unicode.IsGraphic(r) && !unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Variation_Selector, r):
			return r
		}
		return -1
	}, name)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	name = shortened(name)
	if stem, _, _ := strings.Cut(strings.ToLower(name), "."); reserved[strings.TrimSpace(stem)] {
		name = "_" + name
	}
	if name == "" || strings.Trim(name, "_") == "" {
		return "file"
	}
	return name
}

// shortened keeps the ending, by which people know what a file is.
func shortened(name string) string {
	if len(name) <= longestName {
		return name
	}
	ending := path.Ext(name)
	if len(ending) > 10 {
		ending = ""
	}
	stem := name[:longestName-len(ending)-1]
	for !utf8.ValidString(stem) {
		stem = stem[:len(stem)-1]
	}
	return norm.NFC.String(strings.TrimRight(stem, ". ")) + ending
}
