-- +goose Up

-- How somebody reads their news: up to when they have seen everything, and when they are written
-- to. Zone and language are theirs where they chose none. due_at is the next digest, null until
-- it was reckoned; told_until is up to when the last one told.
CREATE TABLE identity.reader (
	person text PRIMARY KEY,
	read_until timestamptz NOT NULL DEFAULT now(),
	digest text NOT NULL DEFAULT 'daily' CHECK (digest IN ('daily', 'off')),
	hour smallint NOT NULL DEFAULT 7 CHECK (hour BETWEEN 0 AND 23),
	zone text NOT NULL DEFAULT '',
	language text NOT NULL DEFAULT '',
	due_at timestamptz,
	told_until timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX reader_due ON identity.reader (due_at NULLS FIRST) WHERE digest = 'daily';

-- What somebody has read or done with, item by item. A mark holds for what the item said then.
CREATE TABLE identity.inbox_mark (
	person text NOT NULL,
	item text NOT NULL,
	read_at timestamptz NOT NULL DEFAULT now(),
	done_at timestamptz,
	PRIMARY KEY (person, item)
);
CREATE INDEX inbox_mark_age ON identity.inbox_mark (read_at);

-- What somebody wants to hear less of.
CREATE TABLE identity.inbox_mute (
	person text NOT NULL,
	thread text NOT NULL,
	muted_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (person, thread)
);

-- Letters, written once and sent once. The unique key says what a letter is: the digest of a day.
CREATE TABLE identity.mail (
	id text PRIMARY KEY,
	person text NOT NULL,
	kind text NOT NULL,
	key text NOT NULL,
	recipient text NOT NULL,
	language text NOT NULL,
	subject text NOT NULL,
	plain text NOT NULL,
	html text NOT NULL,
	manage text NOT NULL,
	state text NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'kept')),
	attempts int NOT NULL DEFAULT 0,
	made_at timestamptz NOT NULL DEFAULT now(),
	next_at timestamptz NOT NULL DEFAULT now(),
	ended_at timestamptz,
	answer text NOT NULL DEFAULT '',
	UNIQUE (person, kind, key)
);
CREATE INDEX mail_waiting ON identity.mail (next_at) WHERE state = 'waiting';
CREATE INDEX mail_age ON identity.mail (made_at);

-- The secret address of somebody's calendar: SHA-256 of it.
CREATE TABLE identity.calendar (
	person text PRIMARY KEY,
	hash bytea NOT NULL UNIQUE,
	made_at timestamptz NOT NULL DEFAULT now()
);

-- +goose StatementBegin
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['reader', 'inbox_mark', 'inbox_mute', 'mail', 'calendar'] LOOP
		EXECUTE format($sql$
			ALTER TABLE identity.%1$I ENABLE ROW LEVEL SECURITY;
			ALTER TABLE identity.%1$I FORCE ROW LEVEL SECURITY;
			CREATE POLICY works ON identity.%1$I TO parley_identity USING (true) WITH CHECK (true);
			GRANT SELECT, INSERT, UPDATE, DELETE ON identity.%1$I TO parley_identity;
		$sql$, name);
	END LOOP;
END $$;
-- +goose StatementEnd
