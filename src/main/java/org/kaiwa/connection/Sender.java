package org.kaiwa.connection;

import jakarta.websocket.SendHandler;
import java.io.IOException;
import java.util.Iterator;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ServerFrame;

/** How frames reach one client. {@link SerialOutlet} calls it from one thread at a time, and sends nothing while a send is under way. */
interface Sender {

    /**
     * Starts to send one frame or more, without waiting.
     *
     * @param frames takes from here what it sends, at least one
     * @param done told once, in any thread, perhaps before this method returns
     */
    void send(Iterator<ServerFrame> frames, SendHandler done);

    /**
     * Sends a ping, after what has been sent, without waiting.
     *
     * @throws IOException if the connection is broken
     */
    void ping() throws IOException;

    /**
     * Sends a close frame, after what has been sent, and lets the connection go.
     *
     * @param code why
     * @throws IOException if the connection is broken
     */
    void close(CloseCode code) throws IOException;

    /**
     * Tells whether a failure to send is a fault.
     *
     * @return false if the connection has been closed
     */
    boolean isOpen();
}
