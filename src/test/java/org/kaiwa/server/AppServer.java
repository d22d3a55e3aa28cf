package org.kaiwa.server;

import java.net.URI;
import java.util.List;

/** An application server in a process of its own, on free ports of the loopback, set up by the files of {@code server-config}, with {@code kaiwa.war} on it. */
public interface AppServer extends AutoCloseable {

    /** Where the page is; ends with a slash. */
    URI page();

    /** Where the socket is that every server has, on the page's port. */
    default URI socket() {
        return URI.create("ws" + page().toString().substring("http".length()) + "socket");
    }

    /** Where the clients of the packet capture look for the socket, on the page's port. */
    default URI root() {
        return socket().resolve(".");
    }

    /** Its process, for those who look at its threads and files. */
    long pid();

    /** What it has said so far. */
    List<String> log();

    /**
     * Takes the application away and puts the same one in its place, while the server goes on. Comes back when the new one answers.
     *
     * @throws Exception if the server does not do it
     */
    void redeploy() throws Exception;

    /** With which code sockets are closed then. Kaiwa says 1012; a server that closes them itself before it tells the application says what it says. */
    default int codeOfRedeployment() {
        return 1012;
    }

    /**
     * Has it end as its administrator does, where that is otherwise than by the signal that {@link #close} sends. Comes back when it has.
     *
     * @throws Exception if it cannot be told
     */
    default void stop() throws Exception {}

    /** Ends it, and removes what it has put down. */
    @Override
    void close();
}
