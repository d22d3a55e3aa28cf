package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kaiwa.jar} with the database inside, on a disk that is full and has room again. The disk is a file system of its own, in memory, which not everybody may mount. */
class FullDiskIT {

    private static final int MEGABYTES = 24;

    @Test
    void whileTheDiskIsFullNothingIsAcknowledgedNobodyIsSentAwayAndNothingIsLost(@TempDir Path place) throws Exception {
        Path disk = Files.createDirectory(place.resolve("disk"));
        assumeTrue(
                asRoot("mount", "-t", "tmpfs", "-o", "mode=777,size=" + MEGABYTES + "m", "tmpfs", disk.toString()),
                "a file system can be mounted here");
        try (KaiwaProcess kaiwa = KaiwaProcess.start("-Dkaiwa.data.dir=" + disk.resolve("data"))) {
            Path ballast = disk.resolve("ballast");
            new StoreOutage("full").play(kaiwa, () -> fill(ballast), () -> Files.delete(ballast));
        } finally {
            assertThat(asRoot("umount", "-l", disk.toString())).isTrue();
        }
    }

    private static void fill(Path ballast) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast)) {
            byte[] bytes = new byte[4_096];
            for (int written = 0; written <= MEGABYTES * 256; written++) {
                out.write(bytes);
            }
        } catch (IOException full) {
            return;
        }
        throw new IOException("the disk takes more than it has");
    }

    /** Runs a command as root, if that is to be had without a password. */
    private static boolean asRoot(String... command) throws Exception {
        return runs(List.of(command)) || runs(with(List.of("sudo", "-n"), command));
    }

    private static List<String> with(List<String> first, String... then) {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(then));
        return all;
    }

    private static boolean runs(List<String> command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }
}
