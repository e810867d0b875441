package agreements

import (
	"fmt"
	"time"
)

// Instant is a moment in UTC, to the millisecond: RFC 3339 with three decimals.
type Instant struct{ time.Time }

// InstantOf cuts t to what is stored.
func InstantOf(t time.Time) Instant { return Instant{t.UTC().Truncate(time.Millisecond)} }

const instantLayout = "2006-01-02T15:04:05.000Z"

// MarshalJSON writes the stored form.
func (i Instant) MarshalJSON() ([]byte, error) {
	return []byte(`"` + i.UTC().Format(instantLayout) + `"`), nil
}

// UnmarshalJSON reads any RFC 3339 instant.
func (i *Instant) UnmarshalJSON(data []byte) error {
	t, err := time.Parse(`"`+time.RFC3339Nano+`"`, string(data))
	if err != nil {
		return fmt.Errorf("instant %s: %w", data, err)
	}
	*i = InstantOf(t)
	return nil
}

// String is the stored form, without quotes.
func (i Instant) String() string { return i.UTC().Format(instantLayout) }
