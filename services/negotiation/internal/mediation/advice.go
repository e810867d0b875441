package mediation

// Gains is what one party gained at most by misstating something, while
// everybody else was honest: over all measured cases, and in the better half of
// them. Utilities lie between 0 and 1.
type Gains struct {
	Reservation, ReservationHalf string // what no agreement is worth
	Weight, WeightHalf           string // one weight
}

// MeasuredCases is how many scenarios the gains were measured in: those of the
// ANAC competitions that the bench reads. It measures them again and says where
// a figure no longer holds.
const MeasuredCases = 10

// Measured are the gains of the methods of a round. The sealing page says them.
var Measured = map[Method]Gains{
	SingleText: {"0", "0", "0.30", "0.16"},
	Leximin:    {"0.71", "0.28", "0.40", "0.09"},
	Nash:       {"0.84", "0.34", "0.23", "0.12"},
}
