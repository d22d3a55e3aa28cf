package org.kaiwa.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** Finds many rows of the table of messages by two columns at once, with few queries. */
final class Lookup {

    /** How many rows are asked for in one query. */
    private static final int ROWS_A_QUERY = 100;

    private Lookup() {}

    /** Puts the two values of a key into a query. */
    @FunctionalInterface
    interface Binder<K> {
        void bind(PreparedStatement select, int parameter, K key) throws SQLException;
    }

    /**
     * The rows of some keys.
     *
     * @param columns the two columns, in brackets
     * @param keys what is looked for
     * @param binder writes a key's values
     */
    static <K> List<MessageRow> rows(Connection connection, String columns, Collection<K> keys, Binder<K> binder)
            throws SQLException {
        List<K> all = List.copyOf(keys);
        List<MessageRow> rows = new ArrayList<>();
        for (int begin = 0; begin < all.size(); begin += ROWS_A_QUERY) {
            List<K> some = all.subList(begin, Math.min(begin + ROWS_A_QUERY, all.size()));
            String values = String.join(", ", Collections.nCopies(some.size(), "(?, ?)"));
            try (PreparedStatement select = connection.prepareStatement(
                    MessageRow.SELECT + "WHERE " + columns + " IN (VALUES " + values + ")")) {
                for (int i = 0; i < some.size(); i++) {
                    binder.bind(select, 2 * i + 1, some.get(i));
                }
                rows.addAll(MessageRow.all(select));
            }
        }
        return rows;
    }
}
