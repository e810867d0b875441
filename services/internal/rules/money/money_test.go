package money

import "testing"

func TestString(t *testing.T) {
	for _, tt := range []struct {
		rule, minor, currency, want string
	}{
		{"euros have cents", "1250", "EUR", "12.50 EUR"},
		{"less than one has a zero before the point", "5", "EUR", "0.05 EUR"},
		{"nothing is nothing", "0", "EUR", "0.00 EUR"},
		{"a debt keeps its sign", "-250", "EUR", "-2.50 EUR"},
		{"yen have no parts", "1250", "JPY", "1250 JPY"},
		{"dinars have thousandths", "1250", "KWD", "1.250 KWD"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			a, err := Parse(tt.minor, tt.currency)
			if err != nil || a.String() != tt.want {
				t.Errorf("got %q, %v, want %q", a, err, tt.want)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	for _, tt := range []struct{ rule, minor, currency string }{
		{"no decimals", "12.5", "EUR"},
		{"no leading zero", "007", "EUR"},
		{"no plus sign", "+7", "EUR"},
		{"no minus zero", "-0", "EUR"},
		{"nothing at all", "", "EUR"},
		{"no exponent", "1e3", "EUR"},
		{"no more than 15 digits", "1234567890123456", "EUR"},
		{"no unknown currency", "1", "EUX"},
		{"no part of two currencies", "1", "R U"},
		{"no lower case", "1", "eur"},
	} {
		t.Run(tt.rule, func(t *testing.T) {
			if a, err := Parse(tt.minor, tt.currency); err == nil {
				t.Errorf("%q %q is taken for %v", tt.minor, tt.currency, a)
			}
		})
	}
}
