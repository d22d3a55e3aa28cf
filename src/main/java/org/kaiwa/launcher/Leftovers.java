package org.kaiwa.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The directories into which Payara Micro unpacks itself, 136 MB at each start. It removes its own when it stops, but not when it is killed: without us a server
 * that is killed again and again fills the disk. A running one holds the lock of a file in its directory; one whose file can be locked is of no use to anybody.
 */
final class Leftovers {

    private static final Logger LOG = Logger.getLogger(Leftovers.class.getName());

    private static final String DIRECTORIES = "payaramicro-rt*tmp";
    private static final String LOCK = "kaiwa.lock";

    /** Payara's own name for the directory that it runs in. */
    private static final String INSTANCE_ROOT_KEY = "com.sun.aas.instanceRoot";

    /** Open, and thereby locked, as long as the process lives. */
    private static FileChannel held;

    private Leftovers() {}

    /** Says that the directory of the server that runs in this process is in use. */
    static synchronized void hold() {
        String root = System.getProperty(INSTANCE_ROOT_KEY);
        if (held != null || root == null) {
            return;
        }
        try {
            held = FileChannel.open(Path.of(root, LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (held.tryLock() == null) {
                LOG.fine(() -> "the lock of " + root + " is held by somebody else");
            }
        } catch (IOException unlocked) {
            LOG.log(Level.FINE, "what is unpacked in " + root + " stays there if this process is killed", unlocked);
        }
    }

    /**
     * Removes what servers have left that were killed: of this user, and of {@code kaiwa.jar} alone.
     *
     * @param temporary where the system keeps temporary files
     */
    static void remove(Path temporary) {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(temporary, DIRECTORIES)) {
            for (Path directory : directories) {
                if (isOurs(directory) && isLeft(directory.resolve(LOCK))) {
                    delete(directory);
                }
            }
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.log(Level.FINE, "something in " + temporary + " could not be removed", unreadable);
        }
    }

    /** In a place where everybody may write, what another has made may change under our hands. */
    private static boolean isOurs(Path directory) throws IOException {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
                && Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS)
                        .getName()
                        .equals(System.getProperty("user.name"));
    }

    private static boolean isLeft(Path lock) throws IOException {
        if (!Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ourOwn) {
            return false;
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
