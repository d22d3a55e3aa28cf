package org.kaiwa.store;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * The database that an application server has for Kaiwa: the resource reference {@code jdbc/kaiwa} of the WAR, if the administrator has mapped it.
 *
 * <p>A server may give its default data source to a reference that is not mapped (Jakarta EE 10 §EE.5.20), as WildFly does. Where that is an example that Kaiwa cannot use, it
 * is not what anybody has chosen.
 */
final class ServerResource {

    static final String NAME = "jdbc/kaiwa";

    private static final String DEFAULT = "java:comp/DefaultDataSource";

    /** What Open Liberty says, in every language, of a reference that is bound to nothing and is no resource's name either. */
    private static final String LIBERTY_NO_DEFAULT_BINDING = "CWNEN1004E:";

    private static final Logger LOG = Logger.getLogger(ServerResource.class.getName());

    private ServerResource() {}

    /**
     * Looks for it.
     *
     * @return its connections; empty: the server has none for us
     * @throws DatabaseException if it has one and does not give it
     */
    static Optional<DataSource> find() {
        try {
            DataSource found = (DataSource) new InitialContext().lookup("java:comp/env/" + NAME);
            haveServerOpen(found);
            return Optional.of(found).filter(resource -> !isExample(resource));
        } catch (NamingException failure) {
            if (isUnknown(failure)) {
                return Optional.empty();
            }
            throw new DatabaseException("the resource " + NAME + " cannot be used: " + failure.getMessage(), failure);
        } catch (ClassCastException other) {
            throw new DatabaseException("the resource " + NAME + " is no javax.sql.DataSource", other);
        }
    }

    /**
     * Has the server make the first connection with its own driver. Payara Micro looks for the driver by the class loader of the thread, and would find the
     * one inside the WAR: the server's pool would hold an application that has been taken away, and the next one could use none of its connections.
     */
    private static void haveServerOpen(DataSource resource) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ServerResource.class.getClassLoader().getParent());
        try (Connection connection = resource.getConnection()) {
            LOG.log(Level.FINE, "The server gives {0}", connection);
        } catch (SQLException notToBeHad) {
            LOG.log(Level.FINE, "The server gives no connection", notToBeHad);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static boolean isExample(DataSource resource) {
        try (Connection connection = resource.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            if (Database.isKnown(about.getDatabaseProductName())
                    || !about.getURL().equals(defaultUrl())) {
                return false;
            }
            String product = about.getDatabaseProductName();
            LOG.info(() -> NAME + " is not mapped: the server gives its default data source (" + product
                    + "), which is not used");
            return true;
        } catch (SQLException notToBeHad) {
            // Whoever uses it next says why.
            return false;
        }
    }

    /** Null: there is none. */
    private static String defaultUrl() throws SQLException {
        try (Connection connection = ((DataSource) new InitialContext().lookup(DEFAULT)).getConnection()) {
            return connection.getMetaData().getURL();
        } catch (NamingException none) {
            return null;
        }
    }

    /** Whether the reference is not mapped. One that is mapped to something that cannot be used is a failure, or messages would be somewhere else than the administrator thinks. */
    static boolean isUnknown(NamingException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof NameNotFoundException || message.startsWith(LIBERTY_NO_DEFAULT_BINDING)) {
                return true;
            }
        }
        return false;
    }
}
