-- +goose Up

-- The transparency log of each shared stream: the hashes of a Merkle tree over its commits, in
-- the order in which they became known. Rows are only ever added.
CREATE TABLE journal.tree (
	stream text NOT NULL,
	place bigint NOT NULL,
	hash bytea NOT NULL,
	PRIMARY KEY (stream, place)
);
ALTER TABLE journal.tree ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal.tree FORCE ROW LEVEL SECURITY;
-- +goose StatementBegin
DO $$
DECLARE
	context text;
BEGIN
	FOREACH context IN ARRAY ARRAY['registry', 'deliberation', 'negotiation', 'agreements'] LOOP
		EXECUTE format($sql$
			CREATE POLICY %1$I ON journal.tree TO %2$I USING (stream = %1$L) WITH CHECK (stream = %1$L);
			GRANT SELECT, INSERT ON journal.tree TO %2$I;
		$sql$, context, 'parley_' || context);
	END LOOP;
END $$;
-- +goose StatementEnd

-- What was signed: a head of the log never takes back what an earlier one said.
CREATE TABLE identity.head (
	number bigint PRIMARY KEY,
	signed text NOT NULL,
	at timestamptz NOT NULL DEFAULT now()
);
ALTER TABLE identity.head ENABLE ROW LEVEL SECURITY;
ALTER TABLE identity.head FORCE ROW LEVEL SECURITY;
CREATE POLICY identity ON identity.head TO parley_identity USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON identity.head TO parley_identity;
