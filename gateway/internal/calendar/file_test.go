package calendar

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	ical "github.com/arran4/golang-ical"
)

var deadline = time.Date(2026, 3, 29, 16, 0, 0, 0, time.UTC) // the day on which clocks change in Madrid

func entry(title string) Entry {
	return Entry{ID: "nws_1", Turns: 2, Title: title, Text: "Crates · Sunday", Link: "https://parley.example/?node=dec_1", At: deadline, Changed: deadline.Add(-time.Hour)}
}

func TestAFileSaysWhenAndWhat(t *testing.T) {
	file, err := Write("Parley: deadlines", "Europe/Madrid", []Entry{entry("Your seat has a vote; decide, please")})
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "X-WR-TIMEZONE:Europe/Madrid", "UID:nws_1@parley", "SEQUENCE:2", "DTSTART:20260329T160000Z", "DTSTAMP:20260329T150000Z",
		`SUMMARY:Your seat has a vote\; decide\, please`, "URL:https://parley.example/?node=dec_1", "TRIGGER:-P1D", "END:VCALENDAR",
	} {
		if !strings.Contains("\r\n"+string(file), "\r\n"+line+"\r\n") {
			t.Errorf("%s is missing in\n%s", line, file)
		}
	}
}

func TestAMovedDeadlineIsTheSameEntryWithAHigherSequence(t *testing.T) {
	before, moved := entry("Vote"), entry("Vote")
	moved.At, moved.Turns = deadline.Add(24*time.Hour), 3
	one, err1 := Write("x", "UTC", []Entry{before})
	two, err2 := Write("x", "UTC", []Entry{moved})
	uid := regexp.MustCompile(`UID:.*`)
	if err1 != nil || err2 != nil || uid.FindString(string(one)) != uid.FindString(string(two)) || !bytes.Contains(two, []byte("SEQUENCE:3")) || !bytes.Contains(two, []byte("DTSTART:20260330T160000Z")) {
		t.Errorf("%s\n%s", one, two)
	}
}

func TestTheSameDeadlinesAreTheSameBytes(t *testing.T) {
	one, _ := Write("x", "UTC", []Entry{entry("Vote")})
	two, _ := Write("x", "UTC", []Entry{entry("Vote")})
	if !bytes.Equal(one, two) {
		t.Error("two files of the same deadlines differ")
	}
}

func TestAFileIsBounded(t *testing.T) {
	long := entry(strings.Repeat("é", 100_000))
	long.Text = long.Title
	var many []Entry
	for range 10_000 {
		many = append(many, long)
	}
	file, err := Write(long.Title, strings.Repeat("x", 10), many)
	if err != nil || bytes.Count(file, []byte("BEGIN:VEVENT")) != entriesMost || len(file) > 2<<20 {
		t.Errorf("%d bytes, %v", len(file), err)
	}
}

// Whatever people write, the file is one that others can read, with as many
// entries as were meant and none of them anybody's but ours.
func FuzzFile(f *testing.F) {
	for _, seed := range []string{
		"Vote", "a\r\nEND:VEVENT\r\nBEGIN:VEVENT", "a;b,c\\d\"e:f", "\u2028\u2029\u0085\x00\x7f", "=?utf-8?q?x?=", "\xff\xfe", strings.Repeat("漢", 300),
		"ATTACH:http://evil.example", "\\n\\N", "a\nDESCRIPTION:b", "\ud7ff\ufffd\U0010ffff",
	} {
		f.Add(seed, seed, seed, 1, int64(0))
	}
	f.Fuzz(func(t *testing.T, title, text, id string, turns int, at int64) {
		entries := []Entry{{ID: id, Turns: turns, Title: title, Text: text, Link: "https://parley.example/?node=" + id, At: time.Unix(at, 0), Changed: time.Unix(at, 0)}, entry("Vote")}
		file, err := Write(title, id, entries)
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(file) || bytes.ContainsAny(bytes.ReplaceAll(file, []byte("\r\n"), nil), "\r\n\x00") {
			t.Fatalf("%q", file)
		}
		for line := range strings.SplitSeq(string(file), "\r\n") {
			if len(line) > 75 {
				t.Fatalf("a line of %d bytes: %q", len(line), line)
			}
		}
		read, err := ical.ParseCalendar(bytes.NewReader(file))
		if err != nil {
			t.Fatalf("%v\n%s", err, file)
		}
		if n := len(read.Events()); n != 2 {
			t.Fatalf("%d entries of 2", n)
		}
		for _, e := range read.Events() {
			if len(e.Properties) != 9 || len(e.Alarms()) != 1 || e.GetProperty("ATTACH") != nil {
				t.Fatalf("an entry has %d properties\n%s", len(e.Properties), file)
			}
		}
	})
}
