// Package faults breaks a running house on purpose and counts what is left.
//
// The house runs as real processes, people reach it by its public address only,
// and what they were told is held against the record, both of its copies, and
// against what the API shows afterwards. Work is counted and events are
// awaited; no test here asks a clock whether something was fast enough.
//
// `deploy/parley test` runs the sizes of every day. `deploy/parley faults`
// runs those of a release; PARLEY_FAULTS_SEED repeats a run's choices.
package faults
