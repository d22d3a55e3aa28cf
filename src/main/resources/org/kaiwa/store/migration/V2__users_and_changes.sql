-- Users, private messages, changes to messages, legal holds.

CREATE TABLE person (
    uid     BIGINT NOT NULL PRIMARY KEY,
    -- Who vouches for the user ('guest': a token of its own), and what the user is called there (of a token its SHA-256).
    issuer  TEXT   NOT NULL,
    subject TEXT   NOT NULL,
    -- The nickname of the last login.
    name    TEXT   NOT NULL,
    UNIQUE (issuer, subject)
);

-- What there is was said by people whom nobody knows again; the lower half of the uids is for users from now on.
UPDATE message SET uid = uid + 2100000000 WHERE uid < 2100000000;

-- 1: a legal hold; retention leaves the log as it is.
ALTER TABLE room ADD COLUMN held SMALLINT NOT NULL DEFAULT 0;

-- A change: the number of the message that it changes, and in content its new text. NULL: a message.
ALTER TABLE message ADD COLUMN target BIGINT;
-- A message: how it reads now, where it was changed.
ALTER TABLE message ADD COLUMN edited TEXT;
-- 1: a message that was deleted and has no text any more, or the change that deleted it.
ALTER TABLE message ADD COLUMN deleted SMALLINT NOT NULL DEFAULT 0;
-- A private message, which is in the inboxes of two: to whom, in which room it was said, and its number in the other inbox.
ALTER TABLE message ADD COLUMN to_uid BIGINT;
ALTER TABLE message ADD COLUMN to_name TEXT;
ALTER TABLE message ADD COLUMN place TEXT;
ALTER TABLE message ADD COLUMN twin BIGINT;

-- The past is read by messages: however often they were changed, a page costs no more.
CREATE INDEX message_past ON message (room, seq) WHERE target IS NULL;
CREATE INDEX message_change ON message (room, target) WHERE target IS NOT NULL;
