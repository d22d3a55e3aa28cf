package org.kaiwa.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class JdbcDriversTest {

    @Test
    void theDriversOfAnApplicationGoWithItAndThoseOfOthersStay() throws Exception {
        Application application = new Application();
        Class<?> driver = application.loadClass(OfApplication.class.getName());
        driver.getMethod("register").invoke(null);
        Method isRegistered = driver.getMethod("isRegistered");
        Constructor<?> made =
                application.loadClass(JdbcDrivers.class.getName()).getDeclaredConstructor(ClassLoader.class);
        made.setAccessible(true);
        Object drivers = made.newInstance(application);
        Method forget = drivers.getClass().getDeclaredMethod("forget");
        forget.setAccessible(true);
        Driver other = new OfApplication();
        DriverManager.registerDriver(other);
        try {
            assertThat(isRegistered.invoke(null)).isEqualTo(true);

            forget.invoke(drivers);

            assertThat(isRegistered.invoke(null)).isEqualTo(false);
            assertThat(DriverManager.drivers()).contains(other);
        } finally {
            DriverManager.deregisterDriver(other);
        }
    }

    /** Loads a few classes anew, as an application does. */
    private static final class Application extends ClassLoader {

        private static final Set<String> OWN = Set.of(JdbcDrivers.class.getName(), OfApplication.class.getName());

        Application() {
            super(JdbcDriversTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> known = findLoadedClass(name);
            if (known != null || !OWN.contains(name)) {
                return known != null ? known : super.loadClass(name, resolve);
            }
            try (InputStream code = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = code.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }

    /** A driver that does nothing, and tells whether the one of its own class is registered. */
    public static final class OfApplication implements Driver {

        /** Registers one, as drivers do when they are loaded. */
        public static void register() throws SQLException {
            DriverManager.registerDriver(new OfApplication());
        }

        public static boolean isRegistered() {
            return DriverManager.drivers().anyMatch(OfApplication.class::isInstance);
        }

        @Override
        public Connection connect(String url, Properties info) {
            return null;
        }

        @Override
        public boolean acceptsURL(String url) {
            return false;
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
