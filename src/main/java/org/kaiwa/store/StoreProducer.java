package org.kaiwa.store;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.logging.Logger;
import org.kaiwa.config.Settings;
import org.kaiwa.identity.UserDirectory;
import org.kaiwa.room.MessageStore;
import org.kaiwa.room.RoomDirectory;

/** Opens the {@link MessageStore} and the {@link UserDirectory} when the application starts and closes them when it stops. */
@ApplicationScoped
public class StoreProducer {

    private static final Logger LOG = Logger.getLogger(StoreProducer.class.getName());
    private static final int EPOCH_BYTES = 6;

    private final JdbcDrivers drivers = new JdbcDrivers(StoreProducer.class.getClassLoader());

    private Database database;
    private MessageStore store;
    private UserDirectory users;
    private RoomDirectory limits;

    /** Made by the container. */
    public StoreProducer() {}

    /**
     * Opens the database.
     *
     * @param settings where it is
     * @throws DatabaseException if it cannot be opened
     */
    @Inject
    void open(Settings settings) {
        try {
            database = ServerResource.find()
                    .map(resource -> Database.ofServer(resource, settings.store()))
                    .orElseGet(() -> Database.open(settings.store()));
            byte[] epoch = new byte[EPOCH_BYTES];
            new SecureRandom().nextBytes(epoch);
            store = new JdbcMessageStore(
                    database.connections(), HexFormat.of().formatHex(epoch), database.durability());
            users = new JdbcUserDirectory(database.connections());
            limits = new JdbcRoomDirectory(database.connections());
        } catch (DatabaseException failure) {
            LOG.severe("Kaiwa does not start: " + failure.getMessage());
            throw failure;
        }
    }

    /**
     * The store.
     *
     * @return the same one for the whole life of the application
     */
    @Produces
    @Singleton
    public MessageStore store() {
        return store;
    }

    /**
     * The directory of the users.
     *
     * @return the same one for the whole life of the application
     */
    @Produces
    @Singleton
    public UserDirectory users() {
        return users;
    }

    /**
     * The limits of rooms.
     *
     * @return the same one for the whole life of the application
     */
    @Produces
    @Singleton
    public RoomDirectory limits() {
        return limits;
    }

    /**
     * Opens the store while the application starts, so that a database that cannot be used stops it there.
     *
     * @param started the start of the application
     * @param opened the store
     */
    void openAtStart(@Observes @Initialized(ApplicationScoped.class) Object started, MessageStore opened) {
        // To have been injected is to have been opened.
    }

    @PreDestroy
    void close() {
        if (database != null) {
            database.close();
        }
        drivers.forget();
    }
}
