package org.kaiwa.connection;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The connections that have been upgraded to WebSocket, so that none is upgraded twice.
 *
 * <p>When the server closes a WebSocket whose client takes nothing, the connection stays for a while, for the close frame to be sent. What the client
 * sends meanwhile Payara 6 takes for the same handshake once more: it calls the filters, and Tyrus makes a new handler for it, which waits for itself in
 * {@code TyrusHttpUpgradeHandler.init}, for ever. Each such client costs the server a thread.
 */
final class UpgradedConnections {

    private static final Logger LOG = Logger.getLogger(UpgradedConnections.class.getName());

    /** Grizzly's connections. They go with the garbage, once nobody else knows of them. */
    private final Set<Object> upgraded = Collections.newSetFromMap(Collections.synchronizedMap(new WeakHashMap<>()));

    /**
     * Takes note of an upgrade.
     *
     * @param request the handshake
     * @return false if its connection has been upgraded before; true also where nobody can tell, on other servers
     */
    boolean add(ServletRequest request) {
        ServletRequest innermost = request;
        while (innermost instanceof ServletRequestWrapper wrapper) {
            innermost = wrapper.getRequest();
        }
        try {
            return upgraded.add(TyrusSocket.connectionOf(innermost));
        } catch (ReflectiveOperationException | RuntimeException otherServer) {
            LOG.log(Level.FINE, "No connection is known of this request", otherServer);
            return true;
        }
    }
}
