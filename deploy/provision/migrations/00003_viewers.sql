-- +goose Up

-- The audiences of whoever the settings name: what they hold, and what is granted to what they
-- hold. Asked by the row-level security of every read model; itself bound by that of the two
-- tables. Its body is bound late, since the registry makes these tables anew at each rebuild.
-- +goose StatementBegin
SET LOCAL check_function_bodies = off;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION projection.viewer_holds() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY INVOKER AS $$
	SELECT audience FROM registry.holder
$$;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION projection.viewer_audience() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY INVOKER AS $$
	SELECT audience FROM registry.holder
	UNION ALL
	SELECT audience FROM registry.audience_grant
$$;
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION projection.viewer_holds(), projection.viewer_audience() TO parley_gateway;

-- A commit records how far the registry had come when its authority was read.
CREATE POLICY sequences ON projection.checkpoint FOR SELECT
	TO parley_registry, parley_deliberation, parley_negotiation, parley_agreements USING (true);
