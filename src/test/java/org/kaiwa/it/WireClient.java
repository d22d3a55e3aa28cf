package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.client.ClientProperties;
import org.glassfish.tyrus.client.SslEngineConfigurator;
import org.glassfish.tyrus.core.HandshakeException;

/** A WebSocket client over Tyrus that keeps what it hears, one message after the other. */
public final class WireClient implements AutoCloseable {

    static final String NATIVE = "kaiwa.v1";

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    private final Session session;

    private WireClient(URI server, List<String> subprotocols, Map<String, String> extraHeaders)
            throws DeploymentException, IOException {
        this(server, subprotocols, extraHeaders, ClientManager.createClient());
    }

    private WireClient(
            URI server, List<String> subprotocols, Map<String, String> extraHeaders, ClientManager clientManager)
            throws DeploymentException, IOException {
        ClientEndpointConfig config = ClientEndpointConfig.Builder.create()
                .preferredSubprotocols(subprotocols)
                .configurator(new ClientEndpointConfig.Configurator() {
                    @Override
                    public void beforeRequest(Map<String, List<String>> headers) {
                        headers.remove("Origin");
                        extraHeaders.forEach((name, value) -> headers.put(name, List.of(value)));
                    }
                })
                .build();
        session = clientManager.connectToServer(new Ears(), config, server);
    }

    /** A client that asks for the native dialect. */
    public static WireClient speakingNative(URI server) throws DeploymentException, IOException {
        return new WireClient(server, List.of(NATIVE), Map.of());
    }

    /** The same by TLS ({@code wss:}), with those who are trusted there. */
    public static WireClient speakingNative(URI server, SSLContext trust) throws DeploymentException, IOException {
        ClientManager manager = ClientManager.createClient();
        manager.getProperties().put(ClientProperties.SSL_ENGINE_CONFIGURATOR, new SslEngineConfigurator(trust));
        return new WireClient(server, List.of(NATIVE), Map.of(), manager);
    }

    /** A client that asks for no subprotocol, as the old pages. */
    public static WireClient old(URI server) throws DeploymentException, IOException {
        return new WireClient(server, List.of(), Map.of());
    }

    /** A client with the header that a browser sends for a page. */
    static WireClient ofPage(URI server, String origin) throws DeploymentException, IOException {
        return new WireClient(server, List.of(NATIVE), Map.of("Origin", origin));
    }

    /** A client with what a browser sends besides: {@code Cookie} and {@code Origin}. */
    public static WireClient withHeaders(URI server, Map<String, String> headers)
            throws DeploymentException, IOException {
        return new WireClient(server, List.of(NATIVE), headers);
    }

    /** A client that asks for no subprotocol, as the old pages, with what a browser sends besides. */
    public static WireClient oldWithHeaders(URI server, Map<String, String> headers)
            throws DeploymentException, IOException {
        return new WireClient(server, List.of(), headers);
    }

    /** The HTTP status that such a client is refused with; 101 where it is not refused. */
    public static int statusOfHandshake(URI server, Map<String, String> headers) throws IOException {
        try {
            withHeaders(server, headers).close();
            return SWITCHING_PROTOCOLS;
        } catch (DeploymentException refused) {
            if (refused.getCause() instanceof HandshakeException answered) {
                return answered.getHttpStatusCode();
            }
            throw new IOException(refused);
        }
    }

    /** Whether neither side has closed it. */
    public boolean isOpen() {
        return session.isOpen();
    }

    /** Sends a frame. Not by the basic remote: it uses Tyrus's executor once more after the send, and throws when the server has closed meanwhile. */
    public WireClient say(String frame) {
        session.getAsyncRemote().sendText(frame);
        return this;
    }

    /** Sends the first fragments of a text message, without an end. */
    void sayInParts(String... parts) throws IOException {
        Writer fragments = session.getBasicRemote().getSendWriter();
        for (String part : parts) {
            fragments.write(part);
            fragments.flush();
        }
    }

    /** Sends a binary message. */
    public void sayBinary(byte[] message) {
        session.getAsyncRemote().sendBinary(ByteBuffer.wrap(message));
    }

    /** The next message, its times replaced by T and its epoch left out, so that a test can compare the whole. */
    public String next() throws InterruptedException {
        return nextAsItCame()
                .replaceAll("\"time\":\"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\"", "T")
                .replaceAll(",\"at\":\"[0-9T:.-]+Z\"", "")
                .replaceAll(",\"epoch\":\"[0-9a-f]+\"", "");
    }

    /** The next message. */
    public String nextAsItCame() throws InterruptedException {
        String message = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(message).as("a message within %d s", PATIENCE_SECONDS).isNotNull();
        return message;
    }

    /** Passes over what comes until one message contains the text. */
    public String nextWith(String text) throws InterruptedException {
        String message = next();
        while (!message.contains(text)) {
            message = next();
        }
        return message;
    }

    /** With which code the server has closed. */
    public int nextCloseCode() throws Exception {
        return nextClose().getCloseCode().getCode();
    }

    /** Why the server has closed: the code, and the phrase beside it. */
    public CloseReason nextClose() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        if (session.isOpen()) {
            session.close();
        }
    }

    private final class Ears extends Endpoint {
        @Override
        public void onOpen(Session opened, EndpointConfig config) {
            opened.addMessageHandler(String.class, (MessageHandler.Whole<String>) heard::add);
        }

        @Override
        public void onClose(Session gone, CloseReason reason) {
            closed.complete(reason);
        }
    }
}
