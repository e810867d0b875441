-- +goose Up

-- What needs no account is for everybody, also for whom the settings do not name. And who is
-- bound by a text reads it, whether or not they act at the table where it was made: who that is
-- the agreements say, by names that the registry gives. Bodies are bound late, since services make
-- these tables anew at each rebuild.
-- +goose StatementBegin
SET LOCAL check_function_bodies = off;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE FUNCTION projection.viewer_given() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY INVOKER AS $$
	SELECT audience FROM registry.holder
	UNION ALL
	SELECT audience FROM registry.audience_grant
$$;
-- +goose StatementEnd
-- Until the agreements have made their table, nobody is bound by any text: what there is goes on
-- being read.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION projection.viewer_audience() RETURNS SETOF text
LANGUAGE plpgsql STABLE SECURITY INVOKER AS $$
BEGIN
	RETURN NEXT 'public';
	RETURN QUERY SELECT audience FROM registry.holder;
	RETURN QUERY SELECT audience FROM registry.audience_grant;
	IF to_regclass('agreements.text_grant') IS NOT NULL THEN
		RETURN QUERY SELECT audience FROM agreements.text_grant;
	END IF;
END
$$;
-- +goose StatementEnd
GRANT EXECUTE ON FUNCTION projection.viewer_given() TO parley_gateway;
