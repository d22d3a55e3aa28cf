-- Rooms that are for some groups only: one of the groups is enough. A room without a row is for everybody.

CREATE TABLE room_limit (
    room       TEXT NOT NULL,
    group_name TEXT NOT NULL,
    PRIMARY KEY (room, group_name)
);
