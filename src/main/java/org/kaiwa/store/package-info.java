/**
 * The messages, the users and what is known of rooms on a database: SQLite in a file, which needs no setting up, or PostgreSQL.
 *
 * <p><i>Invariant:</i> the number of a message is given in the transaction that stores it. The row of its room is held from then to the commit, so the
 * numbers of a room have no holes and are committed in their order, also when several processes write.
 *
 * <p><i>Invariant:</i> one id of one sender is one message.
 *
 * <p><i>Invariant:</i> of a deleted message and its edits no text is kept, nor whom it named and what was put to it.
 *
 * <p><i>Invariant:</i> an archived room gives no numbers but for its own changes.
 *
 * <p><i>Invariant:</i> a commit is on disk when it returns, unless {@code kaiwa.db.durability} is {@code relaxed}.
 *
 * <p><i>Invariant:</i> knows of {@code room}, whose ports it implements, {@code identity}, likewise, {@code protocol} and {@code config}.
 */
package org.kaiwa.store;
