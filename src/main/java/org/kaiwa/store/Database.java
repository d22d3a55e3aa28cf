package org.kaiwa.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.kaiwa.config.StoreSettings;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The database of the messages, its schema up to date. Thread-safe. */
final class Database implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Database.class.getName());

    private static final String SQLITE = "jdbc:sqlite:";

    /**
     * The folder has an empty file flyway.location as well: by that Flyway finds it where a class loader knows no folders (Open Liberty). So has db/callback, where it looks in
     * any case, and says that something is wrong if there is nothing.
     */
    private static final String MIGRATIONS = "classpath:org/kaiwa/store/migration";

    /** Where the server's own default is not to wait for the disk. To wait for more than that, such as for a standby, is left as it is. */
    private static final String FORCED = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";

    /** One that writes and a few that read. */
    private static final int CONNECTIONS = 5;

    /** How long one who needs a connection waits for it; then the store is away. */
    private static final long PATIENCE_MILLIS = 2_000;

    private static final int LOGIN_SECONDS = 5;

    /** The oldest PostgreSQL that Kaiwa is tried with. */
    private static final int OLDEST_POSTGRESQL = 15;

    private static final String POSTGRESQL = "PostgreSQL";
    private static final String SQLITE_PRODUCT = "SQLite";

    private final DataSource connections;

    /** Our own connections; null: they are the server's. */
    private final HikariDataSource pool;

    /** Holds the data directory; null: there is none. */
    private final FileChannel lock;

    /** Whose database it is, and which version. */
    private String product;

    /** What is said in each transaction that must be on disk; null: the connections are set so. */
    private String durability;

    private Database(DataSource connections, HikariDataSource pool, FileChannel lock) {
        this.connections = connections;
        this.pool = pool;
        this.lock = lock;
    }

    /**
     * Opens the database that the settings name, or the one in the data directory, and brings its schema up to date.
     *
     * @param settings where it is
     * @return the database
     * @throws DatabaseException if it cannot be opened, with a message for the administrator
     */
    static Database open(StoreSettings settings) {
        warnIfRelaxed(settings);
        FileChannel lock = null;
        try {
            String url = settings.url().orElse(null);
            if (url == null) {
                Files.createDirectories(settings.dataDir());
                lock = lock(settings.dataDir());
                url = SQLITE + settings.dataDir().resolve("kaiwa.db");
            }
            HikariDataSource pool = pool(url, settings);
            Database database = new Database(pool, pool, lock);
            lock = null;
            return database.checked().migrated();
        } catch (IOException unusable) {
            throw new DatabaseException(
                    "kaiwa.data.dir = \"" + settings.dataDir() + "\" cannot be used: " + unusable, unusable);
        } finally {
            closeQuietly(lock);
        }
    }

    /**
     * Opens the database that the application server has for Kaiwa, and brings its schema up to date.
     *
     * @param resource gives its connections
     * @param settings say whether a commit is forced to disk
     * @return the database
     * @throws DatabaseException if it cannot be opened, with a message for the administrator
     */
    static Database ofServer(DataSource resource, StoreSettings settings) {
        if (settings.url().isPresent()) {
            throw new DatabaseException(
                    "kaiwa.db.url and the resource " + ServerResource.NAME
                            + " name a database each; take one of them away",
                    null);
        }
        warnIfRelaxed(settings);
        Database database = new Database(resource, null, null).checked();
        LOG.info(() -> "The messages are in the database of the server (" + database.product + ", resource "
                + ServerResource.NAME + ")");
        database.durability = database.durability(settings);
        return database.migrated();
    }

    private static void warnIfRelaxed(StoreSettings settings) {
        if (!settings.forced()) {
            LOG.warning("kaiwa.db.durability = relaxed: the messages of the last moments may be lost with the power");
        }
    }

    /** Whether it is, in some version, a database that Kaiwa understands. */
    static boolean isKnown(String product) {
        return product.equals(SQLITE_PRODUCT) || product.equals(POSTGRESQL);
    }

    /** Whether it is a database that Kaiwa understands. */
    private Database checked() {
        try (Connection connection = connections.getConnection()) {
            DatabaseMetaData about = connection.getMetaData();
            String product = about.getDatabaseProductName();
            boolean isTooOld = product.equals(POSTGRESQL) && about.getDatabaseMajorVersion() < OLDEST_POSTGRESQL;
            if (!isKnown(product) || isTooOld) {
                throw new DatabaseException(
                        "the database is " + product + " " + about.getDatabaseProductVersion()
                                + "; allowed are PostgreSQL " + OLDEST_POSTGRESQL + " or newer, and SQLite",
                        null);
            }
            this.product = product + " " + about.getDatabaseProductVersion();
            return this;
        } catch (SQLException failure) {
            close();
            throw new DatabaseException("the database cannot be opened: " + reason(failure), failure);
        } catch (DatabaseException failure) {
            close();
            throw failure;
        }
    }

    /** The server's connections are set as the server has it, so a transaction says by itself what it needs. */
    private String durability(StoreSettings settings) {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            if (!connection.getMetaData().getDatabaseProductName().equals(POSTGRESQL)) {
                return null;
            }
            if (!settings.forced()) {
                return "SET LOCAL synchronous_commit = off";
            }
            try (ResultSet setting = statement.executeQuery("SHOW synchronous_commit")) {
                return setting.next() && setting.getString(1).equals("off")
                        ? "SET LOCAL synchronous_commit = on"
                        : null;
            }
        } catch (SQLException failure) {
            throw new DatabaseException("the database cannot be opened: " + reason(failure), failure);
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("kaiwa.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = null;
        try {
            held = channel.tryLock();
        } catch (OverlappingFileLockException byThisProcess) {
            // Said below.
        }
        if (held == null) {
            channel.close();
            throw new DatabaseException("kaiwa.data.dir = \"" + directory + "\" is in use by another Kaiwa", null);
        }
        return channel;
    }

    private static HikariDataSource pool(String url, StoreSettings settings) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("kaiwa");
        // Of a database in memory each connection would have its own.
        config.setMaximumPoolSize(url.contains(":memory:") ? 1 : CONNECTIONS);
        config.setConnectionTimeout(PATIENCE_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setDataSource(url.startsWith(SQLITE) ? sqlite(url, settings) : postgresql(url, settings));
        if (!url.startsWith(SQLITE)) {
            config.setConnectionInitSql(settings.forced() ? FORCED : "SET synchronous_commit = off");
        }
        return new HikariDataSource(config);
    }

    private static DataSource sqlite(String url, StoreSettings settings) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // In this mode FULL is what forces each commit to disk, and NORMAL forces at a checkpoint.
        config.setSynchronous(
                settings.forced() ? SQLiteConfig.SynchronousMode.FULL : SQLiteConfig.SynchronousMode.NORMAL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        // What has been deleted is not left behind in the file.
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) PATIENCE_MILLIS);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }

    private static DataSource postgresql(String url, StoreSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        settings.user().ifPresent(source::setUser);
        settings.password().ifPresent(source::setPassword);
        source.setApplicationName("Kaiwa");
        source.setReWriteBatchedInserts(true);
        source.setLoginTimeout(LOGIN_SECONDS);
        source.setSocketTimeout((int) TimeUnit.MINUTES.toSeconds(1));
        source.setTcpKeepAlive(true);
        return source;
    }

    private Database migrated() {
        try {
            Flyway flyway = Flyway.configure(Database.class.getClassLoader())
                    .dataSource(connections)
                    .locations(MIGRATIONS)
                    // Were it not to find them in some server, it would take the schema for complete.
                    .failOnMissingLocations(true)
                    .load();
            if (Arrays.stream(flyway.info().all())
                    .anyMatch(found -> found.getState() == MigrationState.FUTURE_SUCCESS)) {
                throw new DatabaseException(
                        "the database has been written by a newer Kaiwa (schema "
                                + flyway.info().current().getVersion() + "); this one would not understand it",
                        null);
            }
            flyway.migrate();
            return this;
        } catch (FlywayException failure) {
            close();
            throw new DatabaseException("the database cannot be opened: " + reason(failure), failure);
        } catch (DatabaseException failure) {
            close();
            throw failure;
        }
    }

    /** The innermost word of the database. */
    private static String reason(Throwable failure) {
        String reason = failure.getMessage();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                reason = cause.getMessage();
            }
        }
        return reason.lines().findFirst().orElse("");
    }

    DataSource connections() {
        return connections;
    }

    /** What is said at the beginning of each transaction that must be on disk; empty: nothing. */
    Optional<String> durability() {
        return Optional.ofNullable(durability);
    }

    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
        closeQuietly(lock);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException gone) {
            LOG.log(java.util.logging.Level.FINE, "A lock could not be released", gone);
        }
    }
}
