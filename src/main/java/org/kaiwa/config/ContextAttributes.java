package org.kaiwa.config;

/** What one part of the application leaves for the others in its servlet context while it starts. */
public final class ContextAttributes {

    /** Where the page finds the socket: a path below the context path, with a slash before it. */
    public static final String SOCKET_PATH = "org.kaiwa.socket.path";

    private ContextAttributes() {}
}
