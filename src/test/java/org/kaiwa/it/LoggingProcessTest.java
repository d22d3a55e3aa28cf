package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A process of the tests leaves nothing behind. */
class LoggingProcessTest {

    @Test
    void whatItHasStartedEndsWithIt() throws Exception {
        CompletableFuture<String> pid = new CompletableFuture<>();
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; wait");
        ProcessHandle child;
        try (LoggingProcess process = new LoggingProcess(shell, pid::complete)) {
            child = ProcessHandle.of(Long.parseLong(pid.get(10, TimeUnit.SECONDS)))
                    .orElseThrow();
            assertThat(process.log()).hasSize(1);
        }

        assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }
}
