package org.kaiwa.signon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;

/** Where the provider listens: a free port of the loopback, which stays the same when it goes down and comes back. */
final class Door implements AutoCloseable {

    /** Answers what is asked for. */
    interface Desk {
        void answer(Asked asked, Exchange exchange) throws IOException, Refusal;
    }

    /** A request that has been made. */
    record Request(Asked asked, Map<String, String> parameters) {}

    /** A way of being down, and its end. */
    private record Down(Outage outage, CountDownLatch over) {}

    private final Desk desk;
    private final ExecutorService threads = Executors.newCachedThreadPool(Door::daemon);
    private final CopyOnWriteArrayList<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicReference<Down> down = new AtomicReference<>();
    private final int port;
    /** Null while nobody listens. Under this object's lock. */
    private HttpServer server;

    Door(Desk desk) throws IOException {
        this.desk = desk;
        server = listen(0);
        port = server.getAddress().getPort();
    }

    int port() {
        return port;
    }

    /** All that was asked so far, what got no answer included. */
    CopyOnWriteArrayList<Request> requests() {
        return requests;
    }

    synchronized void shut(Outage outage) throws IOException {
        open();
        down.set(new Down(outage, new CountDownLatch(1)));
        if (outage == Outage.GONE) {
            stop();
        }
    }

    synchronized void open() throws IOException {
        endOutage();
        if (server == null) {
            server = listen(port);
        }
    }

    @Override
    public synchronized void close() {
        endOutage();
        stop();
        threads.shutdownNow();
    }

    private void endOutage() {
        Down before = down.getAndSet(null);
        if (before != null) {
            before.over().countDown();
        }
    }

    private void stop() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    private HttpServer listen(int where) throws IOException {
        HttpServer fresh = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), where), 0);
        fresh.createContext("/", this::handle);
        fresh.setExecutor(threads);
        fresh.start();
        return fresh;
    }

    private void handle(HttpExchange http) throws IOException {
        try {
            Exchange exchange = new Exchange(http);
            Asked asked = Asked.of(exchange.path(), exchange.parameters());
            if (asked == null) {
                throw new Refusal(404, "not_found", exchange.path());
            }
            requests.add(new Request(asked, exchange.parameters()));
            passOutage();
            desk.answer(asked, exchange);
        } catch (Refusal why) {
            Exchange.refuse(http, why);
        } catch (RuntimeException bug) {
            Exchange.refuse(http, new Refusal(500, "server_error", bug.toString()));
        }
    }

    private void passOutage() throws Refusal {
        Down now = down.get();
        if (now == null) {
            return;
        }
        if (now.outage() == Outage.UNAVAILABLE) {
            throw new Refusal(503, "temporarily_unavailable", "down");
        }
        try {
            now.over().await();
        } catch (InterruptedException closed) {
            throw new Refusal(503, "temporarily_unavailable", "closed");
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "provider");
        thread.setDaemon(true);
        return thread;
    }
}
