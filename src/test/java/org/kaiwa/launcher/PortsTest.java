package org.kaiwa.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kaiwa.config.Settings;

class PortsTest {

    @Test
    void zeroPicksTwoFreePorts() {
        Ports ports = Ports.find(settings("0", "0"));

        assertThat(ports.http()).isPositive().isNotEqualTo(ports.ws());
        assertThat(ports.ws()).isPositive();
    }

    @Test
    void aTakenPortIsNamedWithItsKeyAndWhatToDo() throws IOException {
        try (ServerSocket other = new ServerSocket(0)) {
            String taken = Integer.toString(other.getLocalPort());

            assertThatThrownBy(() -> Ports.find(settings("0", taken)))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("port " + taken + " (kaiwa.ws.port) cannot be opened")
                    .hasMessageContaining("or to 0 for a free one");
        }
    }

    @Test
    void onePortForBothIsRefused() {
        assertThatThrownBy(() -> Ports.find(settings("8080", "8080")))
                .isInstanceOf(StartFailedException.class)
                .hasMessageContaining("kaiwa.http.port and kaiwa.ws.port are both 8080");
    }

    private static Settings settings(String http, String ws) {
        Map<String, String> configured = Map.of("kaiwa.http.port", http, "kaiwa.ws.port", ws);
        return Settings.read(key -> Optional.ofNullable(configured.get(key)));
    }
}
