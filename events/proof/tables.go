package proof

import (
	"encoding/json"
	"fmt"
)

// tables are the records of the negotiations by what they say they are of.
func (f File) tables() (map[string]Record, error) {
	all := map[string]Record{f.Negotiation: f.Records.Negotiation}
	for _, r := range f.Records.Others {
		var first struct {
			Aggregate string `json:"aggregate"`
		}
		if len(r.Entries) == 0 || r.Head == "" {
			return nil, fmt.Errorf("negotiation: a record is empty, or nobody says where it ends")
		}
		if err := json.Unmarshal(r.Entries[0].Body, &first); err != nil {
			return nil, fmt.Errorf("negotiation: %w", err)
		}
		if _, twice := all[first.Aggregate]; twice {
			return nil, fmt.Errorf("negotiation: %s has two records", first.Aggregate)
		}
		all[first.Aggregate] = r
	}
	return all, nil
}

// table is the negotiation that a version says it comes from.
func (f File) table(v Shown, talks map[string]Record) (string, Record) {
	var d struct {
		Negotiation string `json:"negotiation"`
	}
	_ = json.Unmarshal([]byte(v.Document), &d) // it was checked
	return d.Negotiation, talks[d.Negotiation]
}
