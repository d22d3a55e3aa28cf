package org.kaiwa.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kaiwa.it.Sockets;
import org.kaiwa.it.WireClient;

/** Somebody is there and reads nothing, until no container takes a byte more for him. */
@Tag("server")
class StalledClientIT {

    private static final int READS_AT_MOST = 4096;
    private static final int READS_LATER = 65_536;

    /** About as many as a message may have. */
    private static final String WORDS = "x".repeat(3_900);

    /** Ten megabytes: more than the kernel keeps for one line. */
    private static final int MESSAGES = 2_600;

    /** After so many messages of which nothing more got into the kernel it is full, and the room keeps them yet. */
    private static final int ENOUGH_IN_VAIN = 20;

    private static final int PINGERS = 8;

    private static AppServer patient;

    @BeforeAll
    static void start() throws Exception {
        patient = AppServers.start(Setup.plain().with("kaiwa.heartbeat.interval", "60s"));
    }

    @AfterAll
    static void stop() {
        if (patient != null) {
            patient.close();
        }
    }

    @Test
    void whoReadsNothingKeepsNobodyElseFromThePings() throws Exception {
        try (AppServer server = AppServers.start(Setup.plain().with("kaiwa.heartbeat.interval", "500ms"));
                Socket stalled = new Socket();
                WireClient talker = WireClient.speakingNative(server.socket());
                WireClient listener = WireClient.old(server.socket())) {
            stall(stalled, server.socket(), "1", READS_AT_MOST);
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

    /** So that what the kernel takes only in part is in the middle of a frame, and goes on there. */
    @Test
    void whoReadsLateGetsAllThatWasSaidInItsOrder() throws Exception {
        try (Socket late = new Socket();
                WireClient talker = WireClient.speakingNative(patient.socket())) {
            stall(late, patient.socket(), "late", READS_LATER);
            talker.say("{\"type\":\"login\",\"name\":\"talker\",\"room\":\"late\"}")
                    .nextWith("\"type\":\"login\"");
            int said = sayUntilTheKernelTakesNoMore(talker, "late", List.of(late));

            DataInputStream in = new DataInputStream(new BufferedInputStream(late.getInputStream()));
            readHead(in);
            for (int i = 0; i < said; ) {
                String frame = readFrame(in);
                if (frame.contains("\"type\":\"say\"")) {
                    assertThat(frame).contains("\"content\":\"" + i + " " + WORDS + "\"");
                    i++;
                }
            }
        }
    }

    /** More of them than a server has threads for sending. */
    @Test
    void thoseWhoPingAndReadNothingDelayNobody() throws Exception {
        List<Socket> stalled = new ArrayList<>();
        try (WireClient talker = WireClient.speakingNative(patient.socket())) {
            talker.say("{\"type\":\"login\",\"name\":\"talker\",\"room\":\"pinged\"}")
                    .nextWith("\"type\":\"login\"");
            for (int i = 0; i < PINGERS; i++) {
                Socket client = new Socket();
                stalled.add(client);
                stall(client, patient.socket(), "pinged", READS_AT_MOST);
                Thread pinger = new Thread(() -> pingForEver(client), "pinger " + i);
                pinger.setDaemon(true);
                pinger.start();
            }

            int said = sayUntilTheKernelTakesNoMore(talker, "pinged", stalled);

            for (int i = said; i < said + 20; i++) {
                say(talker, "pinged", i);
            }
        } finally {
            for (Socket client : stalled) {
                client.close();
            }
        }
    }

    private static void pingForEver(Socket client) {
        // Of 100 bytes, with a mask of zeroes.
        byte[] ping = new byte[2 + 4 + 100];
        ping[0] = (byte) 0x89;
        ping[1] = (byte) (0x80 | 100);
        try {
            while (true) {
                client.getOutputStream().write(ping);
            }
        } catch (IOException over) {
            // Either side has closed it.
        }
    }

    private static int sayUntilTheKernelTakesNoMore(WireClient talker, String room, List<Socket> to) throws Exception {
        long most = 0;
        int said = 0;
        for (int inVain = 0; inVain < ENOUGH_IN_VAIN; said++) {
            say(talker, room, said);
            long now = 0;
            for (Socket client : to) {
                now += unsent(client);
            }
            inVain = now > most ? 0 : inVain + 1;
            most = Math.max(most, now);
        }
        return said;
    }

    private static long unsent(Socket to) {
        try {
            return Sockets.unsent(to.getPort(), to.getLocalPort());
        } catch (IOException cut) {
            return 0;
        }
    }

    private static void say(WireClient talker, String room, int number) throws Exception {
        talker.say("{\"type\":\"say\",\"to_uid\":\"all\",\"content\":\"" + number + " " + WORDS + "\",\"room\":\""
                + room + "\",\"id\":\"m" + number + "\"}");
        talker.nextWith("\"id\":\"m" + number + "\"");
    }

    private static void readHead(DataInputStream in) throws IOException {
        for (String tail = ""; !tail.endsWith("\r\n\r\n"); ) {
            tail += (char) in.readUnsignedByte();
        }
    }

    /** An unmasked text frame (RFC 6455 §5.2), or a ping, which says nothing. */
    private static String readFrame(DataInputStream in) throws IOException {
        assertThat(in.readUnsignedByte()).isIn(0x81, 0x89);
        int length = in.readUnsignedByte();
        byte[] payload = new byte[length < 126 ? length : length == 126 ? in.readUnsignedShort() : (int) in.readLong()];
        in.readFully(payload);
        return new String(payload, StandardCharsets.US_ASCII);
    }

    private static void stall(Socket client, URI socket, String room, int receiveBuffer) throws Exception {
        client.setReceiveBufferSize(receiveBuffer);
        client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getPort()));
        client.getOutputStream()
                .write(("GET " + socket.getPath() + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                                + "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        int status = client.getInputStream().readNBytes("HTTP/1.1 101".length())["HTTP/1.1 101".length() - 1];
        assertThat(status).isEqualTo('1');
        byte[] login = ("{\"type\":\"login\",\"name\":\"stalled\",\"room\":\"" + room + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
        // A text frame of a client, with a mask of zeroes (RFC 6455 §5.2).
        client.getOutputStream().write(new byte[] {(byte) 0x81, (byte) (0x80 | login.length), 0, 0, 0, 0});
        client.getOutputStream().write(login);
        client.getOutputStream().flush();
    }
}
