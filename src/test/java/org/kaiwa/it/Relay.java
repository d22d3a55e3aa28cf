package org.kaiwa.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between clients and a server, and breaks their lines: after so many bytes in one direction, wherever in a handshake or in a frame that is, by a reset, by an orderly
 * end, on one side only, or by silence; and it stalls now and then. Until it is told to behave.
 */
final class Relay implements AutoCloseable {

    /** How long one side may take a line for whole that is none. */
    private static final int MOST_UNKNOWING_MILLIS = 2_000;

    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int server;
    private final Random random;
    private final AtomicInteger cuts = new AtomicInteger();
    private final Queue<Socket> all = new ConcurrentLinkedQueue<>();
    private volatile boolean behaves;

    /**
     * A relay on a free port.
     *
     * @param server the server's port
     * @param seed of all that is random about it
     */
    Relay(int server, long seed) throws IOException {
        this.server = server;
        this.random = new Random(seed);
        thread(this::accept);
    }

    /** What happens when a line is cut. */
    private enum Cut {
        /** Both sides are told that the line is dead. */
        RESET,
        /** Both sides are told that the other has ended. */
        END,
        /** The client is cut off, and the server does not hear of it. */
        CLIENT_RESET,
        /** The server is cut off, and the client does not hear of it. */
        SERVER_RESET,
        /** The receiver sees an end; the other direction works on. */
        HALF_END,
        /** Nothing passes any more in this direction, and nobody is told. */
        SILENCE
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** How many lines it has cut. */
    int cuts() {
        return cuts.get();
    }

    /** From now on it cuts no more; lines that are half cut are still cut off. */
    void behave() {
        behaves = true;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        all.forEach(Relay::hangUp);
    }

    private void accept() {
        try {
            while (true) {
                pass(entrance.accept());
            }
        } catch (IOException closed) {
            // No more.
        }
    }

    private void pass(Socket client) {
        try {
            Socket there = new Socket(InetAddress.getLoopbackAddress(), server);
            all.add(client);
            all.add(there);
            client.setTcpNoDelay(true);
            there.setTcpNoDelay(true);
            boolean up = random.nextBoolean();
            // From one byte to some thousand messages, each magnitude as likely as the other.
            long bytes = (long) Math.exp(random.nextDouble() * Math.log(up ? 40_000 : 400_000));
            Cut cut = Cut.values()[random.nextInt(Cut.values().length)];
            Passage line = new Passage(client, there, cut, new Random(random.nextLong()));
            thread(() -> line.pump(client, there, up ? bytes : Long.MAX_VALUE));
            thread(() -> line.pump(there, client, up ? Long.MAX_VALUE : bytes));
        } catch (IOException gone) {
            hangUp(client);
        }
    }

    private final class Passage {

        private final Socket client;
        private final Socket server;
        private final Cut cut;
        private final Random stalls;

        /** Nobody is told of anything that happens now, until both sides are cut off. */
        private volatile boolean halfCut;

        private Passage(Socket client, Socket server, Cut cut, Random stalls) {
            this.client = client;
            this.server = server;
            this.cut = cut;
            this.stalls = stalls;
        }

        private void pump(Socket from, Socket to, long bytes) {
            byte[] buffer = new byte[2_048];
            long left = bytes;
            try {
                int read = from.getInputStream().read(buffer);
                while (read >= 0) {
                    if (!behaves && stalls.nextInt(200) == 0) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(stalls.nextInt(100)));
                    }
                    boolean ends = !behaves && read > left;
                    to.getOutputStream().write(buffer, 0, ends ? (int) left : read);
                    left -= read;
                    if (ends) {
                        cuts.incrementAndGet();
                        end(to);
                        return;
                    }
                    read = from.getInputStream().read(buffer);
                }
                to.shutdownOutput();
            } catch (IOException broken) {
                if (!halfCut) {
                    reset(from);
                    reset(to);
                }
            }
        }

        private void end(Socket receiver) throws IOException {
            halfCut = true;
            switch (cut) {
                case RESET -> {
                    reset(client);
                    reset(server);
                }
                case END -> {
                    hangUp(client);
                    hangUp(server);
                }
                case CLIENT_RESET -> reset(client);
                case SERVER_RESET -> reset(server);
                case HALF_END -> receiver.shutdownOutput();
                default -> {
                    // Nobody reads from the sender any more.
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(stalls.nextInt(MOST_UNKNOWING_MILLIS)));
            reset(client);
            reset(server);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            // As it should be.
        }
        hangUp(socket);
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }
}
