// Package figures is how a bench says what it found: rows that a person reads as
// a table and a program as JSON, one object a line.
package figures

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"
)

// Row is one figure.
type Row struct {
	Name    string   `json:"name"`
	Value   float64  `json:"value"`
	Unit    string   `json:"unit"`
	Against *float64 `json:"against,omitempty"` // the same of what it is compared with, from the same run
	Ratio   *float64 `json:"ratio,omitempty"`   // Value / Against
	Aim     string   `json:"aim,omitempty"`     // in words; empty: none
	Met     *bool    `json:"met,omitempty"`
}

// Of is a figure without an aim.
func Of(name string, value float64, unit string) Row {
	return Row{Name: name, Value: value, Unit: unit}
}

// Beside puts a figure beside the baseline's.
func (r Row) Beside(against float64) Row {
	r.Against = &against
	if ratio := r.Value / against; against != 0 && !math.IsNaN(ratio) && !math.IsInf(ratio, 0) {
		r.Ratio = &ratio
	}
	return r
}

// AtMost sets the aim that the value does not exceed a limit.
func (r Row) AtMost(limit float64) Row {
	return r.aim(fmt.Sprintf("≤ %s %s", short(limit), r.Unit), r.Value <= limit)
}

// AtLeast sets the aim that the value reaches a limit.
func (r Row) AtLeast(limit float64) Row {
	return r.aim(fmt.Sprintf("≥ %s %s", short(limit), r.Unit), r.Value >= limit)
}

// AtMostTimes sets the aim that the value does not exceed the baseline's so
// many times.
func (r Row) AtMostTimes(limit float64) Row {
	return r.aim("≤ "+short(limit)+" ×", r.Ratio != nil && *r.Ratio <= limit)
}

// AtLeastTimes sets the aim that the value reaches the baseline's so many times.
func (r Row) AtLeastTimes(limit float64) Row {
	return r.aim("≥ "+short(limit)+" ×", r.Ratio != nil && *r.Ratio >= limit)
}

func (r Row) aim(words string, met bool) Row {
	r.Aim, r.Met = words, &met
	return r
}

// short writes a figure with as many digits as mean something.
func short(v float64) string {
	switch size := math.Abs(v); {
	case size == 0 || size >= 100 || v == math.Trunc(v) && size < 1e6:
		return fmt.Sprintf("%.0f", v)
	case size >= 10:
		return fmt.Sprintf("%.1f", v)
	case size >= 1:
		return fmt.Sprintf("%.2f", v)
	}
	return fmt.Sprintf("%.3f", v)
}

// Write prints rows as a table, or as JSON, one object a line.
func Write(out io.Writer, rows []Row, asJSON bool) error {
	if asJSON {
		lines := json.NewEncoder(out)
		lines.SetEscapeHTML(false)
		for _, r := range rows {
			if err := lines.Encode(r); err != nil {
				return fmt.Errorf("encode %s: %w", r.Name, err)
			}
		}
		return nil
	}
	table := tabwriter.NewWriter(out, 0, 4, 2, ' ', 0)
	fmt.Fprintln(table, "figure\tvalue\t\tagainst\tratio\taim\t")
	for _, r := range rows {
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.Name, short(r.Value), r.Unit, optional(r.Against, ""), optional(r.Ratio, " ×"), r.Aim, r.verdict())
	}
	return table.Flush()
}

func optional(v *float64, unit string) string {
	if v == nil {
		return ""
	}
	return short(*v) + unit
}

func (r Row) verdict() string {
	switch {
	case r.Met == nil:
		return ""
	case *r.Met:
		return "met"
	}
	return "MISSED"
}

// Read reads rows that another program has printed as JSON: a line each, or all
// in one list.
func Read(printed []byte) ([]Row, error) {
	var rows []Row
	if strings.HasPrefix(string(bytes.TrimSpace(printed)), "[") {
		return rows, json.Unmarshal(printed, &rows)
	}
	for lines := json.NewDecoder(bytes.NewReader(printed)); lines.More(); {
		var r Row
		if err := lines.Decode(&r); err != nil {
			return nil, fmt.Errorf("read figures: %w", err)
		}
		rows = append(rows, r)
	}
	return rows, nil
}
