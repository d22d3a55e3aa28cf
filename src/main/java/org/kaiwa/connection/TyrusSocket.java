package org.kaiwa.connection;

import jakarta.websocket.Session;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.protocol.CloseCode;

/**
 * The socket of Tyrus behind a session, for what the standard API cannot do. The only class that knows of Tyrus, by reflection, so that the WAR needs
 * none of it.
 *
 * <p>Tyrus 2.1 ends a connection with 1011 when a frame is larger than its buffer ({@code TyrusWebSocketEngine.TyrusReadHandler.handle}): it calls the
 * endpoint's {@code onClose} with that reason before it sends the close frame, and sends none if the socket has been closed meanwhile. So there, and
 * only there, another code can still be put in its place.
 */
final class TyrusSocket {

    private static final Logger LOG = Logger.getLogger(TyrusSocket.class.getName());

    private final Object socket;
    private final Method close;

    private TyrusSocket(Object socket, Method close) {
        this.socket = socket;
        this.close = close;
    }

    /**
     * Looks for the socket.
     *
     * @param session an open session of any container
     * @return the socket; empty if the session is not Tyrus's, or of a Tyrus that is made otherwise
     */
    static Optional<TyrusSocket> of(Session session) {
        Object remote = session.getAsyncRemote();
        if (!remote.getClass().getName().startsWith("org.glassfish.tyrus.core.")) {
            return Optional.empty();
        }
        try {
            Field field = remote.getClass().getSuperclass().getDeclaredField("webSocket");
            field.setAccessible(true);
            Object socket = field.get(remote);
            return Optional.of(new TyrusSocket(socket, socket.getClass().getMethod("close", int.class, String.class)));
        } catch (ReflectiveOperationException | RuntimeException otherTyrus) {
            LOG.log(Level.FINE, "This Tyrus is made otherwise", otherTyrus);
            return Optional.empty();
        }
    }

    /** Sends a close frame, unless one has been sent. */
    void close(CloseCode code) {
        try {
            close.invoke(socket, code.code(), code.reason());
        } catch (IllegalAccessException | InvocationTargetException failure) {
            LOG.log(Level.FINE, "Tyrus could not be told to close", failure);
        }
    }
}
