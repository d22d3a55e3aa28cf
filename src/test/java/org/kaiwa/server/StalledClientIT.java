package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaiwa.it.WireClient;

/** Somebody is there and reads nothing, until no container takes a byte more for him. */
@Tag("server")
class StalledClientIT {

    private static final int READS_AT_MOST = 4096;
    private static final String WORDS = "x".repeat(16_000);

    /** Ten megabytes: more than the kernel keeps for one line. */
    private static final int MESSAGES = 640;

    @Test
    void whoReadsNothingKeepsNobodyElseFromThePings() throws Exception {
        try (AppServer server = AppServers.start(Setup.plain().with("kaiwa.heartbeat.interval", "500ms"));
                Socket stalled = new Socket();
                WireClient talker = WireClient.speakingNative(server.socket());
                WireClient listener = WireClient.old(server.socket())) {
            stall(stalled, server.socket());
            listener.say("{\"type\":\"login\",\"client_name\":\"listener\",\"room_id\":\"quiet\"}");
            talker.say("{\"type\":\"login\",\"name\":\"talker\",\"room\":\"1\"}")
                    .nextWith("\"type\":\"login\"");
            for (int i = 0; i < MESSAGES; i++) {
                talker.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + WORDS
                        + "\",\"room\":\"1\",\"id\":\"m" + i + "\"}");
            }
            talker.nextWith("\"id\":\"m" + (MESSAGES - 1) + "\"");

            // By now he is to be closed, for his silence or for his slowness.
            for (int i = 0; i < 8; i++) {
                listener.nextWith("\"type\":\"ping\"");
            }
        }
    }

    private static void stall(Socket client, URI socket) throws Exception {
        client.setReceiveBufferSize(READS_AT_MOST);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getPort()));
        client.getOutputStream()
                .write(("GET " + socket.getPath() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        int status = client.getInputStream().readNBytes("HTTP/1.1 101".length())["HTTP/1.1 101".length() - 1];
        assertThat(status).isEqualTo('1');
        byte[] login = "{\"type\":\"login\",\"name\":\"stalled\",\"room\":\"1\"}".getBytes(StandardCharsets.US_ASCII);
        // A text frame of a client, with a mask of zeroes (RFC 6455 §5.2).
        client.getOutputStream().write(new byte[] {(byte) 0x81, (byte) (0x80 | login.length), 0, 0, 0, 0});
        client.getOutputStream().write(login);
        client.getOutputStream().flush();
    }
}
