-- +goose Up

-- The journal: the second copy of every commit, byte for byte. Rows are only ever added.
-- +goose StatementBegin
DO $$
DECLARE
	context text;
	stream text;
	service text;
BEGIN
	FOREACH context IN ARRAY ARRAY['registry', 'deliberation', 'negotiation', 'agreements'] LOOP
		service := 'parley_' || context;
		FOREACH stream IN ARRAY ARRAY[context, context || '_sealed'] LOOP
			EXECUTE format($sql$
				CREATE TABLE journal.%1$I (
					seq bigint PRIMARY KEY,
					aggregate text NOT NULL,
					version bigint NOT NULL,
					commit_id text NOT NULL,
					body bytea NOT NULL,
					UNIQUE (aggregate, version)
				);
				ALTER TABLE journal.%1$I ENABLE ROW LEVEL SECURITY;
				ALTER TABLE journal.%1$I FORCE ROW LEVEL SECURITY;
				CREATE POLICY reads ON journal.%1$I FOR SELECT TO %2$I USING (true);
				CREATE POLICY adds ON journal.%1$I FOR INSERT TO %2$I WITH CHECK (true);
				GRANT SELECT, INSERT ON journal.%1$I TO %2$I;
			$sql$, stream, service);
		END LOOP;
	END LOOP;
END $$;
-- +goose StatementEnd

-- An aggregate that waits behind a commit that could not be understood.
CREATE TABLE journal.parked (
	stream text NOT NULL,
	aggregate text NOT NULL,
	seq bigint NOT NULL,
	reason text NOT NULL,
	at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (stream, aggregate)
);
ALTER TABLE journal.parked ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal.parked FORCE ROW LEVEL SECURITY;

-- How far each policy has followed a stream, its own or a foreign one.
CREATE TABLE journal.policy (
	name text PRIMARY KEY,
	owner text NOT NULL,
	stream text NOT NULL,
	seq bigint NOT NULL DEFAULT 0
);
ALTER TABLE journal.policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal.policy FORCE ROW LEVEL SECURITY;

-- How far each stream's read models are, and which versions of its views they are of.
CREATE TABLE projection.checkpoint (
	stream text PRIMARY KEY,
	views text NOT NULL DEFAULT '',
	seq bigint NOT NULL DEFAULT 0,
	at timestamptz
);
INSERT INTO projection.checkpoint (stream)
	SELECT context || part
	FROM unnest(ARRAY['registry', 'deliberation', 'negotiation', 'agreements']) context,
		unnest(ARRAY['', '_sealed']) part;
ALTER TABLE projection.checkpoint ENABLE ROW LEVEL SECURITY;
ALTER TABLE projection.checkpoint FORCE ROW LEVEL SECURITY;
GRANT SELECT ON projection.checkpoint TO parley_gateway;
CREATE POLICY reads ON projection.checkpoint FOR SELECT TO parley_gateway USING (true);

-- Moves a stream's checkpoint, if it stands where the caller thinks it does. The transaction
-- of a projector that another one has overtaken ends here.
-- +goose StatementBegin
CREATE FUNCTION projection.advance(stream text, old bigint, new bigint) RETURNS void
LANGUAGE plpgsql SECURITY INVOKER AS $$
BEGIN
	UPDATE projection.checkpoint AS c SET seq = advance.new, at = clock_timestamp()
		WHERE c.stream = advance.stream AND c.seq = advance.old;
	IF NOT FOUND THEN
		RAISE EXCEPTION 'the checkpoint of % is not at %', advance.stream, advance.old USING ERRCODE = 'PF001';
	END IF;
END $$;
-- +goose StatementEnd

-- A service works on what is its own: the rows that name it or one of its streams.
-- +goose StatementBegin
DO $$
DECLARE
	context text;
	service text;
BEGIN
	FOREACH context IN ARRAY ARRAY['registry', 'deliberation', 'negotiation', 'agreements'] LOOP
		service := 'parley_' || context;
		EXECUTE format($sql$
			CREATE POLICY %1$I ON journal.parked TO %2$I
				USING (stream IN (%1$L, %3$L)) WITH CHECK (stream IN (%1$L, %3$L));
			GRANT SELECT, INSERT, DELETE ON journal.parked TO %2$I;
			CREATE POLICY %1$I ON journal.policy TO %2$I
				USING (owner = %1$L) WITH CHECK (owner = %1$L);
			GRANT SELECT, INSERT, UPDATE ON journal.policy TO %2$I;
			CREATE POLICY %1$I ON projection.checkpoint TO %2$I
				USING (stream IN (%1$L, %3$L)) WITH CHECK (stream IN (%1$L, %3$L));
			GRANT SELECT, UPDATE ON projection.checkpoint TO %2$I;
			GRANT EXECUTE ON FUNCTION projection.advance(text, bigint, bigint) TO %2$I;
		$sql$, context, service, context || '_sealed');
	END LOOP;
END $$;
-- +goose StatementEnd

-- The list of migrations itself: no table is without row-level security.
ALTER TABLE projection.migration ENABLE ROW LEVEL SECURITY;
ALTER TABLE projection.migration FORCE ROW LEVEL SECURITY;
CREATE POLICY migrates ON projection.migration TO parley_migrator USING (true) WITH CHECK (true);
