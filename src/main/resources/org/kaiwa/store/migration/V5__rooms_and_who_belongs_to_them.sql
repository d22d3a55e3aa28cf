-- What a room is called and who may enter it, who belongs to it, and how far each has read.

-- NULL: as its name.
ALTER TABLE room ADD COLUMN title TEXT;
ALTER TABLE room ADD COLUMN topic TEXT NOT NULL DEFAULT '';
-- 'open', 'closed' or 'direct'.
ALTER TABLE room ADD COLUMN access TEXT NOT NULL DEFAULT 'open';
-- 1: nothing more can be said in it.
ALTER TABLE room ADD COLUMN archived SMALLINT NOT NULL DEFAULT 0;
-- The uid of who made it; NULL: it came into being with its first member.
ALTER TABLE room ADD COLUMN owner BIGINT;

-- Who belongs to a room, or owns an inbox, and the number up to which he has read it.
CREATE TABLE belonging (
    uid      BIGINT NOT NULL,
    room     BIGINT NOT NULL REFERENCES room (id),
    read_seq BIGINT NOT NULL,
    PRIMARY KEY (uid, room)
);
CREATE INDEX belonging_of_room ON belonging (room);
