package org.kaiwa.it;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand clients that connect and log in at once, in rooms of ten. */
class BurstIT {

    private static final int CLIENTS = 10_000;

    private KaiwaProcess kaiwa;

    @BeforeEach
    void start() throws Exception {
        kaiwa = KaiwaProcess.start();
    }

    @AfterEach
    void stop() {
        kaiwa.close();
    }

    @Test
    void tenThousandClientsThatConnectAtOnceOverflowNoQueueAndAllAreLetIn() throws Exception {
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < CLIENTS; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(new InetSocketAddress("127.0.0.1", kaiwa.wsPort()));
                channel.register(selector, SelectionKey.OP_CONNECT, new Client(i));
            }
            int letIn = 0;
            Instant patience = Instant.now().plusSeconds(90);
            while (letIn < CLIENTS && Instant.now().isBefore(patience)) {
                letIn += advance(selector);
            }
            assertThat(letIn).isEqualTo(CLIENTS);
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        }
        assertThat(kaiwa.log()).noneMatch(line -> line.contains("queue") || line.contains("Rejected"));
    }

    /** Takes every client that can go on one step further; returns how many were let in by it. */
    private static int advance(Selector selector) throws IOException {
        selector.select(100);
        int letIn = 0;
        for (SelectionKey key : selector.selectedKeys()) {
            Client client = (Client) key.attachment();
            boolean before = client.letIn;
            client.advance(key);
            letIn += client.letIn && !before ? 1 : 0;
        }
        selector.selectedKeys().clear();
        return letIn;
    }

    private static final class Client {

        private final int number;
        private final StringBuilder heard = new StringBuilder();
        private boolean shaken;
        private boolean letIn;

        Client(int number) {
            this.number = number;
        }

        void advance(SelectionKey key) throws IOException {
            SocketChannel channel = (SocketChannel) key.channel();
            if (key.isConnectable() && channel.finishConnect()) {
                channel.write(ByteBuffer.wrap(("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\n"
                                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: zPDr6m4czzUdOFnsxIUEAw==\r\n\r\n")
                        .getBytes(US_ASCII)));
                key.interestOps(SelectionKey.OP_READ);
            } else if (key.isReadable()) {
                read(channel);
            }
        }

        private void read(SocketChannel channel) throws IOException {
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            assertThat(channel.read(buffer))
                    .as("client %d is not cut off", number)
                    .isPositive();
            heard.append(US_ASCII.decode(buffer.flip()));
            if (!shaken && heard.indexOf("\r\n\r\n") > 0) {
                assertThat(heard).startsWith("HTTP/1.1 101");
                shaken = true;
                channel.write(ByteBuffer.wrap(RawSocket.textFrame(
                        "{\"type\":\"login\",\"name\":\"c" + number + "\",\"room_id\":" + number / 10 + "}")));
            }
            letIn |= heard.indexOf("\"user_list\"") > 0;
        }
    }
}
