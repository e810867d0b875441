-- +goose Up

-- Who can log in. Plain tables: accounts are not history, and can be corrected and deleted.
CREATE TABLE identity.account (
	person text PRIMARY KEY,
	email text UNIQUE CHECK (email = lower(email)),
	name text NOT NULL,
	password_hash text,
	created_at timestamptz NOT NULL DEFAULT now(),
	disabled boolean NOT NULL DEFAULT false
);

-- A session's secret is known to its browser alone: hash is SHA-256 of it.
CREATE TABLE identity.session (
	hash bytea PRIMARY KEY,
	id text NOT NULL UNIQUE,
	person text NOT NULL,
	organization text NOT NULL DEFAULT '',
	created_at timestamptz NOT NULL DEFAULT now(),
	seen_at timestamptz NOT NULL DEFAULT now(),
	expires_at timestamptz NOT NULL,
	revoked_at timestamptz,
	user_agent text NOT NULL DEFAULT ''
);
CREATE INDEX session_person ON identity.session (person);

-- How often something was tried within a stretch of time.
CREATE TABLE identity.throttle (
	key text NOT NULL,
	"window" timestamptz NOT NULL,
	count int NOT NULL DEFAULT 0,
	PRIMARY KEY (key, "window")
);

-- The people whom one can be in development, with who they are in the story.
CREATE TABLE identity.persona (
	person text PRIMARY KEY,
	label text NOT NULL,
	story text NOT NULL DEFAULT '',
	note text NOT NULL DEFAULT ''
);

-- +goose StatementBegin
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['account', 'session', 'throttle', 'persona'] LOOP
		EXECUTE format($sql$
			ALTER TABLE identity.%1$I ENABLE ROW LEVEL SECURITY;
			ALTER TABLE identity.%1$I FORCE ROW LEVEL SECURITY;
			CREATE POLICY works ON identity.%1$I TO parley_identity USING (true) WITH CHECK (true);
			GRANT SELECT, INSERT, UPDATE, DELETE ON identity.%1$I TO parley_identity;
		$sql$, name);
	END LOOP;
END $$;
-- +goose StatementEnd
