-- +goose Up

-- When the person of a session last showed that it is them: what binds for good asks for that.
ALTER TABLE identity.session ADD COLUMN confirmed_at timestamptz;
