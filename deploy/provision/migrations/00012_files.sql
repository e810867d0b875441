-- +goose Up

-- Files lie here, so that whatever backs the record up has them too. A file is named by the SHA-256 of
-- its bytes; kept for two audiences it is there twice, sealed with two keys, so that letting one of
-- them go takes nothing from the other.
CREATE TABLE identity.file (
	hash text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
	audience text NOT NULL,
	size bigint NOT NULL CHECK (size > 0),
	type text NOT NULL,
	name text NOT NULL,
	person text NOT NULL,
	organization text NOT NULL,
	made_at timestamptz NOT NULL DEFAULT now(),
	PRIMARY KEY (hash, audience)
);
CREATE INDEX file_person ON identity.file (person);
CREATE INDEX file_organization ON identity.file (organization);

CREATE TABLE identity.file_body (
	hash text NOT NULL,
	audience text NOT NULL,
	sealed bytea NOT NULL, -- a nonce, then AES-256-GCM
	PRIMARY KEY (hash, audience),
	FOREIGN KEY (hash, audience) REFERENCES identity.file
);
ALTER TABLE identity.file_body ALTER COLUMN sealed SET STORAGE EXTERNAL; -- nothing sealed gets smaller

-- The key of an audience, wrapped by the key file of the house, which lies in no database.
CREATE TABLE identity.file_key (
	audience text PRIMARY KEY,
	wrapped bytea NOT NULL
);

-- +goose StatementBegin
DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['file', 'file_body', 'file_key'] LOOP
		EXECUTE format($sql$
			ALTER TABLE identity.%1$I ENABLE ROW LEVEL SECURITY;
			ALTER TABLE identity.%1$I FORCE ROW LEVEL SECURITY;
			CREATE POLICY works ON identity.%1$I TO parley_identity USING (true) WITH CHECK (true);
			GRANT SELECT, INSERT, DELETE ON identity.%1$I TO parley_identity;
		$sql$, name);
	END LOOP;
END $$;
-- +goose StatementEnd

-- Who reports with a file as evidence has to have put it here, for those who will read the report.
GRANT USAGE ON SCHEMA identity TO parley_agreements;
CREATE POLICY evidence ON identity.file FOR SELECT TO parley_agreements USING (true);
GRANT SELECT ON identity.file TO parley_agreements;
