package org.kaiwa.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the disk can do, without which a rate of commits says nothing. */
final class Disk {

    /** As much as a database writes at the least. */
    private static final int PAGE = 4096;

    private Disk() {}

    /** How often in a second it forces a page that has been appended to a file (fdatasync(2)), one after the other. */
    static double forcesPerSecond(Path directory, double seconds) throws IOException {
        Path file = Files.createTempFile(directory, "force", "");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer page = ByteBuffer.allocateDirect(PAGE);
            long began = System.nanoTime();
            long end = began + (long) (seconds * 1e9);
            int forced = 0;
            while (System.nanoTime() < end) {
                channel.write(page.clear());
                channel.force(false);
                forced++;
            }
            return forced / ((System.nanoTime() - began) / 1e9);
        } finally {
            Files.delete(file);
        }
    }
}
