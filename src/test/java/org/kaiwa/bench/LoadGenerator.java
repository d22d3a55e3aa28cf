package org.kaiwa.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Clients of a chat server, all of them on the thread that calls, with one selector. To send and to receive a message makes no object.
 *
 * <p>After {@link #join} a measurement is {@link #start}, {@link #run} for the warm-up, {@link #startTiming}, {@link #run} and {@link #stop}, which
 * waits until everything that was sent has arrived. {@link #measure} is just that.
 */
final class LoadGenerator implements Client.Owner, AutoCloseable {

    /** How many clients are between their connect and their welcome at the same time. */
    static final int AT_ONCE = 64;

    private static final int READ_BUFFER = 1 << 18;
    private static final int WRITE_BUFFER = 1 << 16;
    private static final long DRAIN_PATIENCE = 10_000_000_000L;

    /** Where a frame's type begins, and how an error's does: it bears the id of what was refused, and that may be our marker. */
    private static final int TYPE = "{\"type\":\"".length();

    private static final byte ERROR = 'e';

    private static final long LIFE_INTERVAL = 2_000_000_000L;

    private final List<Integer> ports;
    private final int[] countedIn;
    private final Selector selector = Selector.open();
    private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BUFFER);
    private final ByteBuffer out = ByteBuffer.allocateDirect(WRITE_BUFFER);
    private final Consumer<SelectionKey> onReady = this::ready;
    private final List<Client> clients = new ArrayList<>();
    private final List<Client> stalled = new ArrayList<>();
    private final ServerCosts own =
            new ServerCosts(List.of(ProcessHandle.current().pid()));

    private int underWay;
    private int refused;
    private int dropped;
    private String firstLoss = "";

    private Traffic traffic;
    private Tally tally = new Tally();
    private long trafficBegan;
    private long due;
    private int nextSender;
    private long readAt;
    private int hint;
    private long lifeShown;
    private ServerCosts.Meter serverMeter;
    private ServerCosts.Meter ownMeter;

    /**
     * A generator without clients.
     *
     * @param ports of the server; if there are more, room {@code n} is behind the {@code n}th of them
     * @param rooms over how many rooms the clients are spread
     */
    LoadGenerator(List<Integer> ports, int rooms) throws IOException {
        this.ports = ports;
        this.countedIn = new int[rooms];
    }

    /** The address of one of the clients, as the server sees it. */
    String someAddress() throws IOException {
        return clients.get(clients.size() / 2).address();
    }

    /**
     * How clients came in.
     *
     * @param in how many of them did
     * @param refused how many were turned away
     * @param seconds it took
     * @param firstLoss why the first was turned away
     */
    record Joining(int in, int refused, double seconds, String firstLoss) {}

    /** Lets clients connect and log in, {@link #AT_ONCE} at a time. What is being sent meanwhile goes on. */
    Joining join(Joiners joiners, double patience) throws IOException {
        return walk(joiners.count(), patience, () -> {
            int number = clients.size();
            int room = number % countedIn.length;
            clients.add(new Client(this, selector, joiners, number, room, ports.get(room % ports.size())));
        });
    }

    /** Lets those log in who have only connected. */
    Joining logInAll(double patience) throws IOException {
        List<Client> waiting = new ArrayList<>(clients);
        return walk(
                waiting.size(),
                patience,
                () -> waiting.remove(waiting.size() - 1).logIn());
    }

    private interface Step {
        void take() throws IOException;
    }

    private Joining walk(int count, double patience, Step step) throws IOException {
        long began = System.nanoTime();
        long deadline = began + (long) (patience * 1e9);
        int refusedBefore = refused;
        int begun = 0;
        while ((begun < count || underWay > 0) && System.nanoTime() < deadline) {
            while (begun < count && underWay < AT_ONCE) {
                underWay++;
                begun++;
                step.take();
            }
            turn(1);
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        int turnedAway = refused - refusedBefore;
        return new Joining(begun - underWay - turnedAway, turnedAway, seconds, firstLoss);
    }

    /** Warms up, measures, and waits for what is still under way. */
    Tally.Result measure(Traffic load, double warmup, double seconds, ServerCosts server) throws IOException {
        start(load);
        run(warmup);
        startTiming(server);
        run(seconds);
        return stop();
    }

    /** Begins to send. */
    void start(Traffic load) {
        tally = new Tally();
        traffic = load;
        trafficBegan = System.nanoTime();
        due = 0;
        nextSender = 0;
        for (Client client : clients.subList(0, load.senders())) {
            client.prepare(load.padding());
        }
        if (load.isClosedLoop()) {
            clients.subList(0, load.senders()).forEach(this::fillWindow);
        }
    }

    /** Ends the warm-up. To look at a thousand processes takes a while, in which nothing comes due: no burst is to follow it. */
    void startTiming(ServerCosts server) {
        long before = System.nanoTime();
        serverMeter = server.meter();
        ownMeter = own.meter();
        long now = System.nanoTime();
        trafficBegan += now - before;
        tally.startTiming(now);
    }

    /** Goes on for a time. */
    void run(double seconds) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < end) {
            turn(5);
        }
    }

    /** Stops sending, waits until all has arrived or nothing more is to be hoped for, and counts. */
    Tally.Result stop() throws IOException {
        traffic = null;
        long deadline = System.nanoTime() + DRAIN_PATIENCE;
        while (!tally.isComplete() && System.nanoTime() < deadline) {
            turn(5);
        }
        return tally.result(serverMeter.cores(), ownMeter.cores());
    }

    /** From now on clients read no more, but show that they are there. */
    void stall(int from, int count) {
        stalled.addAll(clients.subList(from, from + count));
        stalled.forEach(client -> client.stall(true));
    }

    /** Lets them read again what there is; returns how many ended how. */
    Map<String, Long> resume(double seconds) throws IOException {
        stalled.forEach(client -> client.stall(false));
        List<Client> awake = List.copyOf(stalled);
        stalled.clear();
        run(seconds);
        return awake.stream().collect(Collectors.groupingBy(LoadGenerator::end, TreeMap::new, Collectors.counting()));
    }

    private static String end(Client client) {
        if (client.state() != Client.State.GONE) {
            return "still in";
        }
        return client.closeCode() == Client.NO_CLOSE_FRAME
                ? "cut off without a close frame"
                : "closed with " + client.closeCode();
    }

    /** How many clients that were in have gone, and why the first did. */
    String losses() {
        return dropped == 0 ? "" : dropped + " clients dropped, the first: " + firstLoss;
    }

    private void turn(int millis) throws IOException {
        boolean paced = traffic != null && !traffic.isClosedLoop();
        if (paced) {
            sendDue();
        }
        selector.select(onReady, paced ? 1 : millis);
        if (!stalled.isEmpty() && System.nanoTime() - lifeShown > LIFE_INTERVAL) {
            lifeShown = System.nanoTime();
            stalled.forEach(Client::showLife);
        }
    }

    private void sendDue() {
        long now = System.nanoTime();
        long dueNow = (long) ((now - trafficBegan) / 1e9 * traffic.perSecond());
        for (; due < dueNow; due++) {
            say(clients.get(nextSender));
            nextSender = (nextSender + 1) % traffic.senders();
        }
    }

    private void fillWindow(Client client) {
        while (client.state() == Client.State.IN && client.inFlight < traffic.window()) {
            say(client);
        }
    }

    private void say(Client client) {
        if (client.state() == Client.State.IN) {
            long now = System.nanoTime();
            tally.sent(now, countedIn[client.room]);
            client.say(out, now);
        }
    }

    private void ready(SelectionKey key) {
        readAt = 0;
        int count = ((Client) key.attachment()).ready(in);
        tally.read(count, readAt);
    }

    @Override
    public void text(Client client, ByteBuffer data, int at, int length) {
        int marker = Marker.find(data, at, at + length, hint);
        if (marker < 0 || data.get(at + TYPE) == ERROR) {
            return;
        }
        hint = marker - at;
        if (readAt == 0) {
            readAt = System.nanoTime();
        }
        long sentAt = Marker.nanos(data, marker);
        if (!tally.owns(sentAt)) {
            return;
        }
        if (client.counted) {
            tally.arrived(sentAt, readAt);
        }
        if (Marker.sender(data, marker) == client.number) {
            client.inFlight--;
            if (traffic != null && traffic.isClosedLoop()) {
                fillWindow(client);
            }
        }
    }

    @Override
    public void in(Client client) {
        underWay--;
        countedIn[client.room] += client.counted ? 1 : 0;
    }

    @Override
    public void gone(Client client) {
        if (firstLoss.isEmpty()) {
            firstLoss = client.why();
        }
        if (client.state() == Client.State.IN) {
            countedIn[client.room] -= client.counted ? 1 : 0;
            dropped += client.counted ? 1 : 0;
        } else {
            underWay--;
            refused++;
        }
    }

    @Override
    public void close() throws IOException {
        clients.forEach(Client::close);
        selector.close();
    }
}
