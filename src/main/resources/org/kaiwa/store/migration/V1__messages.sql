-- The same for SQLite and PostgreSQL: BIGINT and TEXT mean the same to both.

CREATE TABLE room (
    id   BIGINT NOT NULL PRIMARY KEY,
    name TEXT   NOT NULL UNIQUE,
    -- The number of its newest message. Whoever raises it holds the row until the messages are committed, so the numbers have no holes.
    head BIGINT NOT NULL
);

CREATE TABLE message (
    room      BIGINT NOT NULL REFERENCES room (id),
    seq       BIGINT NOT NULL,
    -- The incarnation of the log that wrote it.
    epoch     TEXT   NOT NULL,
    uid       BIGINT NOT NULL,
    name      TEXT   NOT NULL,
    -- What its sender calls it.
    client_id TEXT,
    content   TEXT   NOT NULL,
    -- Milliseconds since 1970, UTC.
    said_at   BIGINT NOT NULL,
    PRIMARY KEY (room, seq)
);

CREATE UNIQUE INDEX message_of_sender ON message (uid, client_id) WHERE client_id IS NOT NULL;
