package org.kaiwa.connection;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import org.kaiwa.config.ContextAttributes;

/**
 * Says where the page finds the socket. The clients of the packet capture look for it at the root, and so does our page on Payara's servers; elsewhere it takes the path that is
 * the socket's alone, where no page can come in between.
 */
@WebListener
public class SocketPath implements ServletContextListener {

    static final String OWN = "/socket";

    private static final String ROOT = "/";

    /** Of Jakarta WebSocket 2.1, §6.4. */
    private static final String CONTAINER = "jakarta.websocket.server.ServerContainer";

    /** Made by the container. */
    public SocketPath() {}

    @Override
    public void contextInitialized(ServletContextEvent started) {
        Object container = started.getServletContext().getAttribute(CONTAINER);
        started.getServletContext()
                .setAttribute(ContextAttributes.SOCKET_PATH, TyrusSocket.isTyrus(container) ? ROOT : OWN);
    }
}
