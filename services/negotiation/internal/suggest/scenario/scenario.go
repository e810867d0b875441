// Package scenario makes a table of a GENIUS scenario: terms of its domain, and
// of a profile what its party would seal about them.
package scenario

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"parley.example/events/negotiation"
	"parley.example/services/internal/rules/terms"
	"parley.example/services/negotiation/internal/mediation"
	"parley.example/services/negotiation/internal/mediation/genius"
	"parley.example/services/negotiation/internal/table"
	"parley.example/services/negotiation/internal/vault"
)

// MaxFile bounds a scenario's file that comes in by a command.
const MaxFile = 256 << 10

// An issue of a scenario becomes a term whose key keeps the issue's index, and
// whose options are v1, v2, … with the values as labels. So a profile of the
// same scenario finds its issues again on the sheet.
const (
	issueKey = "i"
	valueKey = "v"
)

// Definitions makes terms of a scenario's domain.
func Definitions(d genius.Domain) []table.Definition {
	issues := d.Issues()
	all := make([]table.Definition, len(issues))
	for k, i := range issues {
		all[k] = table.Definition{Key: issueKey + strconv.Itoa(i.Index), Name: i.Name, Kind: negotiation.ChoiceTerm}
		if i.Integer {
			all[k].Kind, all[k].Min, all[k].Max, all[k].Step = negotiation.QuantityTerm, strconv.Itoa(i.Low), strconv.Itoa(i.High), "1"
			continue
		}
		for v, name := range i.Values {
			all[k].Options = append(all[k].Options, negotiation.Option{Key: valueKey + strconv.Itoa(v+1), Label: name})
		}
	}
	return all
}

// domain is the scenario's domain that a sheet was made of.
func domain(sheet table.Sheet) (genius.Domain, []string, error) {
	var issues []genius.Issue
	ids := sheet.Ordered()
	for _, id := range ids {
		t := sheet[id].Term
		index, err := strconv.Atoi(strings.TrimPrefix(t.Key, issueKey))
		if err != nil || !strings.HasPrefix(t.Key, issueKey) {
			return genius.Domain{}, nil, fmt.Errorf("the term %q comes from no scenario", t.Name)
		}
		i := genius.Issue{Index: index, Name: t.Name, Integer: t.Kind == negotiation.QuantityTerm}
		if i.Integer {
			i.Low, _ = strconv.Atoi(t.Min)
			i.High, _ = strconv.Atoi(t.Max)
			i.Values = terms.Literals(t, mediation.MaxValues)
		}
		for _, o := range t.Options {
			i.Values = append(i.Values, o.Label)
		}
		issues = append(issues, i)
	}
	return genius.DomainOf(issues), ids, nil
}

// Wish makes of a scenario's profile what its party would seal about a sheet
// that was made of the scenario's domain.
func Wish(sheet table.Sheet, profile []byte) (vault.Wish, error) {
	d, ids, err := domain(sheet)
	if err != nil {
		return vault.Wish{}, err
	}
	y, err := d.ReadProfile("", profile)
	if err != nil {
		return vault.Wish{}, err
	}
	full := &negotiation.Utility{Reservation: decimal(y.Reservation)}
	weights := whole18(y.Weights)
	for k, id := range ids {
		p := negotiation.Preference{Term: id, Weight: weights[k]}
		t := sheet[id].Term
		for v, at := range terms.Literals(t, mediation.MaxValues) {
			p.Curve = append(p.Curve, negotiation.Point{At: at, Worth: decimal(y.Worth[k][v])})
		}
		full.Terms = append(full.Terms, p)
	}
	return vault.Wish{Full: full}, nil
}

// decimal writes a number between 0 and 1 with all the places that are kept.
func decimal(x float64) string { return strconv.FormatFloat(x, 'f', 18, 64) }

// whole18 writes weights so that they sum to exactly 1: each divided by the sum
// and cut off, the largest with what is left.
func whole18(weights []float64) []string {
	unit := new(big.Int).Exp(big.NewInt(10), big.NewInt(18), nil)
	total, largest := new(big.Rat), 0
	exact := make([]*big.Rat, len(weights))
	for k, w := range weights {
		exact[k], _ = new(big.Rat).SetString(strconv.FormatFloat(w, 'f', -1, 64))
		total.Add(total, exact[k])
		if w > weights[largest] {
			largest = k
		}
	}
	left := new(big.Int).Set(unit)
	parts := make([]*big.Int, len(weights))
	for k, w := range exact {
		w.Mul(w.Quo(w, total), new(big.Rat).SetInt(unit))
		parts[k] = new(big.Int).Quo(w.Num(), w.Denom())
		left.Sub(left, parts[k])
	}
	parts[largest].Add(parts[largest], left)
	written := make([]string, len(weights))
	for k, part := range parts {
		written[k] = new(big.Rat).SetFrac(part, unit).FloatString(18)
	}
	return written
}
