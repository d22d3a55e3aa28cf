package org.kaiwa.launcher;

import java.io.IOException;
import java.net.ServerSocket;
import org.kaiwa.config.Settings;

/**
 * The two ports of {@code kaiwa.jar}, both known to be free a moment ago.
 *
 * @param http the page's
 * @param ws the socket's
 */
record Ports(int http, int ws) {

    /**
     * Finds the ports: those configured if they are free, or free ones where 0 is configured.
     *
     * @param settings what is configured
     * @return the ports
     * @throws StartFailedException if one is taken
     */
    static Ports find(Settings settings) {
        int ws = settings.wsPort().orElse(Settings.DEFAULT_WS_PORT);
        if (settings.httpPort() == ws && ws != 0) {
            throw new StartFailedException("kaiwa.http.port and kaiwa.ws.port are both " + ws
                    + "; they must differ (the socket answers on the page's port as well)");
        }
        // Both are held until both are known, so that two free ones are two different ones.
        try (ServerSocket httpSocket = open("kaiwa.http.port", settings.httpPort());
                ServerSocket wsSocket = open("kaiwa.ws.port", ws)) {
            return new Ports(httpSocket.getLocalPort(), wsSocket.getLocalPort());
        } catch (IOException failure) {
            throw new StartFailedException("a port could not be given back: " + failure.getMessage());
        }
    }

    private static ServerSocket open(String key, int port) {
        try {
            return new ServerSocket(port);
        } catch (IOException taken) {
            throw new StartFailedException("port " + port + " (" + key + ") cannot be opened: " + taken.getMessage()
                    + "; stop what uses it, or set " + key + " to another port, or to 0 for a free one");
        }
    }
}
