package org.kaiwa.store;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The JDBC drivers in the WAR. Each registers itself with the JVM when it is loaded, and would hold the whole application there after it has been taken away; Payara takes it out by
 * itself, Open Liberty does not.
 */
final class JdbcDrivers {

    private static final Logger LOG = Logger.getLogger(JdbcDrivers.class.getName());

    private final ClassLoader application;

    /**
     * Made when the application starts: at its end, Payara loads no class of it any more.
     *
     * @param application that has loaded the drivers, and this class as well: the JVM lets nobody else take them out
     */
    JdbcDrivers(ClassLoader application) {
        this.application = application;
    }

    /** Takes out those of the application. Those of the server stay. */
    void forget() {
        DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == application)
                .forEach(driver -> {
                    try {
                        DriverManager.deregisterDriver(driver);
                    } catch (SQLException | SecurityException notAllowed) {
                        LOG.log(Level.WARNING, "A JDBC driver stays behind in the server", notAllowed);
                    }
                });
    }
}
