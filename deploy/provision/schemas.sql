-- Who may enter which room. Runs as superuser at each start; what is there already stays.

REVOKE ALL ON DATABASE parley FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

GRANT CONNECT ON DATABASE parley TO
	parley_migrator, parley_gateway, parley_identity,
	parley_registry, parley_deliberation, parley_negotiation, parley_agreements;

CREATE SCHEMA IF NOT EXISTS journal AUTHORIZATION parley_migrator;
CREATE SCHEMA IF NOT EXISTS projection AUTHORIZATION parley_migrator;
CREATE SCHEMA IF NOT EXISTS identity AUTHORIZATION parley_migrator;
CREATE SCHEMA IF NOT EXISTS keys AUTHORIZATION parley_migrator;

GRANT USAGE ON SCHEMA projection TO parley_gateway;
GRANT USAGE ON SCHEMA identity TO parley_identity;
GRANT USAGE ON SCHEMA keys TO parley_negotiation; -- its rooms that are off the record

-- A read model has two schemas: the one that is read, and the one that a rebuild fills.
DO $$
DECLARE
	context text;
	stream text;
BEGIN
	FOREACH context IN ARRAY ARRAY['registry', 'deliberation', 'negotiation', 'agreements'] LOOP
		EXECUTE format('GRANT USAGE ON SCHEMA journal, projection TO %I', 'parley_' || context);
		EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I REVOKE ALL ON FUNCTIONS FROM PUBLIC', 'parley_' || context);
		EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I REVOKE ALL ON TYPES FROM PUBLIC', 'parley_' || context);
		FOREACH stream IN ARRAY ARRAY[context, context || '_sealed'] LOOP
			EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', stream, 'parley_' || context);
			EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I AUTHORIZATION %I', stream || '_next', 'parley_' || context);
			EXECUTE format('GRANT USAGE ON SCHEMA %I TO parley_gateway', stream);
		END LOOP;
	END LOOP;
END $$;
ALTER DEFAULT PRIVILEGES FOR ROLE parley_migrator REVOKE ALL ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE parley_migrator REVOKE ALL ON TYPES FROM PUBLIC;

-- Authority is looked up, and audiences are resolved, in what the registry projects.
GRANT USAGE ON SCHEMA registry, registry_sealed TO parley_deliberation, parley_negotiation, parley_agreements;
GRANT USAGE ON SCHEMA negotiation TO parley_deliberation; -- which terms there are to lift words into
GRANT USAGE ON SCHEMA agreements TO parley_negotiation; -- what is in force, to negotiate it anew

-- The gateway asks short questions and changes nothing.
ALTER ROLE parley_gateway SET default_transaction_read_only = on;
ALTER ROLE parley_gateway SET statement_timeout = '10s';
ALTER ROLE parley_gateway SET idle_in_transaction_session_timeout = '10s';

-- Documents above 2 KB are compressed at every command, which lz4 does in a third of the time.
-- The pinned binaries are built without it.
DO $$
BEGIN
	IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY(enumvals)) THEN
		ALTER DATABASE parley SET default_toast_compression = 'lz4';
	END IF;
END $$;
