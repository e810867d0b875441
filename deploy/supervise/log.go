package supervise

import (
	"os"
	"strings"
)

// tail returns the last lines of a log, indented, to be shown to a person.
func tail(file string) string {
	const lines, bytes = 12, 4096
	text, err := os.ReadFile(file)
	if err != nil {
		return "    " + err.Error()
	}
	if len(text) > bytes {
		text = text[len(text)-bytes:]
	}
	all := strings.Split(strings.TrimSpace(string(text)), "\n")
	if len(all) > lines {
		all = all[len(all)-lines:]
	}
	return "    " + strings.Join(all, "\n    ") + "\n(from " + file + ")"
}

// Shorten moves a long log aside, so that a house that runs for months does not
// fill its disk with what its programs print. One older log is kept.
func Shorten(file string, limit int64) error {
	info, err := os.Stat(file)
	if err != nil || info.Size() < limit {
		return nil // no log is a short log
	}
	return os.Rename(file, file+".1")
}
