// Package replay lets real conversations happen again: everyone who took part
// signs up, has a session of their own, and answers through the public address,
// in any order, some of it twice. What the house then says of the conversation
// is held against what the command line makes of an export of it.
package replay
