package org.kaiwa.room;

import java.util.List;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ServerFrame;

/** Where the frames for one client go. A port: the connection behind it is the business of others. */
public interface Outlet {

    /**
     * Starts to send some frames, in this order, and comes back without waiting. It is not called again before they have been sent.
     *
     * @param frames what to send, at least one
     * @param sent called once when all of them have been handed to the network, in any thread, perhaps before this method returns; never called if the
     *     connection fails, which then ends
     */
    void write(List<ServerFrame> frames, Runnable sent);

    /** Sends a ping (RFC 6455 §5.5.2), in order with the frames and without waiting. */
    void ping();

    /**
     * Ends the connection, without waiting. To end it twice does nothing.
     *
     * @param code why
     */
    void close(CloseCode code);
}
