// Package money is amounts: whole minor units of an ISO 4217 currency. There
// is no arithmetic on floats and none across currencies.
package money

import (
	"fmt"
	"strconv"
	"strings"
)

// Amount is so many minor units of a currency: 12.50 € is {1250, "EUR"}.
type Amount struct {
	Minor    int64
	Currency string
}

// Parse reads the stored form of an amount. It accepts the one way of writing a
// whole number only, without plus sign and leading zeros, and at most 15 digits.
func Parse(minor, currency string) (Amount, error) {
	n, err := strconv.ParseInt(minor, 10, 64)
	if err != nil || strconv.FormatInt(n, 10) != minor || len(strings.TrimPrefix(minor, "-")) > 15 {
		return Amount{}, fmt.Errorf("%q is not a whole number of at most 15 digits", minor)
	}
	if !Known(currency) {
		return Amount{}, fmt.Errorf("%q is not a currency", currency)
	}
	return Amount{n, currency}, nil
}

// String returns the amount in major units, as in "12.50 EUR": the form that
// stands in the text of an agreement, whatever its language.
func (a Amount) String() string {
	digits := Digits(a.Currency)
	sign, n := "", strconv.FormatInt(a.Minor, 10)
	if a.Minor < 0 {
		sign, n = "-", n[1:]
	}
	if digits > 0 {
		n = strings.Repeat("0", max(0, digits+1-len(n))) + n
		n = n[:len(n)-digits] + "." + n[len(n)-digits:]
	}
	return sign + n + " " + a.Currency
}

// Known tells whether code is a currency of ISO 4217 that people pay with.
func Known(code string) bool {
	return len(code) == 3 && strings.Contains(" "+circulating+" ", " "+code+" ")
}

// Digits is how many decimals the currency has.
func Digits(code string) int {
	switch {
	case strings.Contains(undivided, code):
		return 0
	case strings.Contains(thousandths, code):
		return 3
	}
	return 2
}

const (
	undivided   = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
	thousandths = "BHD IQD JOD KWD LYD OMR TND"
	circulating = undivided + " " + thousandths + " " +
		"AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD " +
		"CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP " +
		"GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD " +
		"LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB " +
		"PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC " +
		"SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG"
)
