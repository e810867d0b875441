-- +goose Up

-- The keys of rooms that are off the record. What was said lies in the record as ciphertext; when
-- its date has come the key is deleted, and with it every copy of the words. Of a key there is one
-- copy, here: it is in no event, no read model and no backup.
CREATE TABLE keys.room (
	room text PRIMARY KEY,
	key bytea NOT NULL CHECK (length(key) = 32),
	made_at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE keys.room ENABLE ROW LEVEL SECURITY;
ALTER TABLE keys.room FORCE ROW LEVEL SECURITY;
CREATE POLICY works ON keys.room TO parley_negotiation USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, DELETE ON keys.room TO parley_negotiation;
