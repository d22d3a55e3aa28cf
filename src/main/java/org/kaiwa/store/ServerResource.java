package org.kaiwa.store;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The database that an application server has for Kaiwa: the resource reference {@code jdbc/kaiwa} of the WAR, if the administrator has mapped it. */
final class ServerResource {

    static final String NAME = "jdbc/kaiwa";

    private ServerResource() {}

    /**
     * Looks for it.
     *
     * @return its connections; empty: the server has none for us
     * @throws DatabaseException if it has one and does not give it
     */
    static Optional<DataSource> find() {
        try {
            return Optional.of((DataSource) new InitialContext().lookup("java:comp/env/" + NAME));
        } catch (NamingException failure) {
            if (isUnknown(failure)) {
                return Optional.empty();
            }
            throw new DatabaseException("the resource " + NAME + " cannot be used: " + failure.getMessage(), failure);
        } catch (ClassCastException other) {
            throw new DatabaseException("the resource " + NAME + " is no javax.sql.DataSource", other);
        }
    }

    private static boolean isUnknown(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NameNotFoundException) {
                return true;
            }
        }
        return false;
    }
}
