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
import java.sql.SQLException;
import java.util.Arrays;
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

    /** Where the server's own default is not to wait for the disk. To wait for more than that, such as for a standby, is left as it is. */
    private static final String FORCED = "SELECT set_config('synchronous_commit', 'on', false)"
            + " WHERE current_setting('synchronous_commit') = 'off'";

    /** One that writes and a few that read. */
    private static final int CONNECTIONS = 5;

    /** How long one who needs a connection waits for it; then the store is away. */
    private static final long PATIENCE_MILLIS = 2_000;

    private static final int LOGIN_SECONDS = 5;

    private final HikariDataSource pool;

    /** Holds the data directory; null: there is none. */
    private final FileChannel lock;

    private Database(HikariDataSource pool, FileChannel lock) {
        this.pool = pool;
        this.lock = lock;
    }

    /**
     * Opens the database and brings its schema up to date.
     *
     * @param settings where it is
     * @return the database
     * @throws DatabaseException if it cannot be opened, with a message for the administrator
     */
    static Database open(StoreSettings settings) {
        FileChannel lock = null;
        try {
            String url = settings.url().orElse(null);
            if (url == null) {
                Files.createDirectories(settings.dataDir());
                lock = lock(settings.dataDir());
                url = SQLITE + settings.dataDir().resolve("kaiwa.db");
            }
            if (!settings.forced()) {
                LOG.warning(
                        "kaiwa.db.durability = relaxed: the messages of the last moments may be lost with the power");
            }
            Database database = new Database(pool(url, settings), lock);
            lock = null;
            return database.migrated();
        } catch (IOException unusable) {
            throw new DatabaseException(
                    "kaiwa.data.dir = \"" + settings.dataDir() + "\" cannot be used: " + unusable, unusable);
        } finally {
            closeQuietly(lock);
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
                    .dataSource(pool)
                    .locations("classpath:org/kaiwa/store/migration")
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
        return pool;
    }

    @Override
    public void close() {
        pool.close();
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
