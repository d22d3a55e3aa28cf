-- What a message answers and whom it names, and what is put to it.

-- What a row is that has a target: 0 a change of the message, 1 an emoji that was put to it, 2 one that was taken away, which is in content; 3 (with the target 0)
-- a change of the room, in content as JSON.
ALTER TABLE message ADD COLUMN kind SMALLINT NOT NULL DEFAULT 0;
-- The number of the message that this one answers.
ALTER TABLE message ADD COLUMN reply_to BIGINT;
-- The uids of those whom it names, with spaces between them.
ALTER TABLE message ADD COLUMN mentions TEXT;

-- Who is named where, for whoever counts what is unread. It follows from the messages.
CREATE TABLE mention (
    uid  BIGINT NOT NULL,
    room BIGINT NOT NULL REFERENCES room (id),
    seq  BIGINT NOT NULL,
    PRIMARY KEY (uid, room, seq)
);
CREATE INDEX mention_of_message ON mention (room, seq);

-- Which emoji messages have at the moment. It follows from the events by which they were put and taken away.
CREATE TABLE reaction (
    room  BIGINT NOT NULL REFERENCES room (id),
    -- The message.
    seq   BIGINT NOT NULL,
    emoji TEXT   NOT NULL,
    uid   BIGINT NOT NULL,
    -- The number of the event by which it was put.
    put   BIGINT NOT NULL,
    PRIMARY KEY (room, seq, emoji, uid)
);
