package org.kaiwa.it;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a {@link ReliableClient} has to say, and keeps until it is acknowledged, over as many lines as that takes. Of one thread, but for what others ask for and the
 * results.
 */
final class Outbox {

    /** Fewer than the server answers for. */
    private static final int MOST_OPEN = 250;

    private final String name;

    /** What is not acknowledged, in the order in which it was said first. */
    private final Map<String, Message> messages = new LinkedHashMap<>();

    private final Queue<Message> asked = new ConcurrentLinkedQueue<>();

    // Of one line.
    private final Set<String> underWay = new HashSet<>();
    private final Set<String> toSayAgain = new HashSet<>();
    private final Map<String, Integer> saidHere = new HashMap<>();
    private final Map<String, Integer> againHere = new HashMap<>();
    private long sayAgainAt;

    /** When the last answer came, or something was said while nothing was under way. */
    private long answeredAt;

    private volatile int window;
    private volatile long paceNanos;
    private volatile long nextAt;
    private volatile List<Long> friends = List.of();
    private volatile int said;

    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, Long> acknowledgedPrivately = new ConcurrentHashMap<>();
    private final Set<String> conflicts = ConcurrentHashMap.newKeySet();
    private volatile int waiting;
    private volatile int refusals;

    /** Something to say; {@code to} is null for everybody. */
    record Message(String id, String content, Long to) {}

    /** An outbox of a client whose own ids begin with its name. */
    Outbox(String name) {
        this.name = name;
    }

    /** What it says under an id of its own making; not only ASCII, and of different lengths. */
    static String contentOf(String id) {
        int length = id.startsWith("wordy") ? 1_500 : Math.floorMod(id.hashCode(), 97);
        return "content of " + id + " \u732a/\u00e9 " + "x".repeat(length);
    }

    /** From now on it has things of its own to say, so many at a time, and not more than one each {@code pace} nanoseconds. */
    void talk(int many, long pace) {
        paceNanos = pace;
        nextAt = System.nanoTime();
        window = many;
    }

    /** Every fourth thing is for one of these users. */
    void whisperTo(Collection<Long> uids) {
        friends = List.copyOf(uids);
    }

    void say(Message message) {
        asked.add(message);
    }

    /** A new line: nobody knows what became of what was under way. */
    void connected() {
        underWay.clear();
        saidHere.clear();
        againHere.clear();
        toSayAgain.addAll(messages.keySet());
        sayAgainAt = System.nanoTime();
    }

    /**
     * Takes what is to be said now.
     *
     * @param in whether the room has been entered
     */
    List<Message> due(boolean in) {
        long now = System.nanoTime();
        List<Message> due = new ArrayList<>();
        if (!toSayAgain.isEmpty()) {
            // What was refused is said again when all has been answered, so that the order stays.
            if (underWay.isEmpty() && now >= sayAgainAt && in) {
                messages.values().stream()
                        .filter(message -> toSayAgain.contains(message.id()))
                        .forEach(due::add);
                toSayAgain.clear();
            }
        } else {
            for (Message next = asked.peek(); next != null && messages.size() < MOST_OPEN; next = asked.peek()) {
                add(next, due);
                asked.remove();
            }
            while (messages.size() < window && nextAt <= now) {
                nextAt = paceNanos == 0 ? now : nextAt + paceNanos;
                add(next(), due);
            }
        }
        due.forEach(message -> sent(message, now));
        return due;
    }

    private Message next() {
        String id = name + "-" + said++;
        List<Long> others = friends;
        Long to = others.isEmpty() || said % 4 != 0 ? null : others.get(said / 4 % others.size());
        return new Message(id, contentOf(id), to);
    }

    private void add(Message message, List<Message> due) {
        messages.put(message.id(), message);
        waiting = messages.size();
        due.add(message);
    }

    private void sent(Message message, long now) {
        if (underWay.isEmpty()) {
            answeredAt = now;
        }
        underWay.add(message.id());
        saidHere.merge(message.id(), 1, Integer::sum);
    }

    /** Whether something is under way for so long without an answer to anything. */
    boolean isUnanswered(int millis) {
        return !underWay.isEmpty() && System.nanoTime() - answeredAt > TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Whether a message that has been shown may be told once more, because it was said on this line. */
    boolean mayComeAgain(String id) {
        return againHere.merge(id, 1, Integer::sum) <= saidHere.getOrDefault(id, 0);
    }

    /**
     * A message of this client's user has come back.
     *
     * @return the number under which it was acknowledged before; null: it was not
     */
    Long heard(LogView.Told message) {
        String id = message.id();
        Message waited = messages.get(id);
        Map<String, Long> known = message.to() == null ? acknowledged : acknowledgedPrivately;
        if (waited == null || !waited.content().equals(message.content())) {
            return known.get(id);
        }
        messages.remove(id);
        Long before = known.put(id, message.seq());
        answered(id);
        return before;
    }

    /** Try again, but not before this time. */
    void refused(String id, long due) {
        refusals++;
        answeredAt = System.nanoTime();
        if (underWay.remove(id)) {
            toSayAgain.add(id);
        }
        sayAgainAt = due;
    }

    /** There is another message under this id. */
    void conflict(String id) {
        messages.remove(id);
        conflicts.add(id);
        answered(id);
    }

    private void answered(String id) {
        answeredAt = System.nanoTime();
        underWay.remove(id);
        toSayAgain.remove(id);
        waiting = messages.size();
    }

    /** Whether all is acknowledged, or refused for good. */
    boolean isDone() {
        return asked.isEmpty() && waiting == 0;
    }

    /** The acknowledged messages to everybody, and the number of each. */
    Map<String, Long> acknowledged() {
        return acknowledged;
    }

    /** The acknowledged messages to one user, and the number of each in the inbox of this client's user. */
    Map<String, Long> acknowledgedPrivately() {
        return acknowledgedPrivately;
    }

    Set<String> conflicts() {
        return conflicts;
    }

    /** How often it was asked to say something again. */
    int refusals() {
        return refusals;
    }

    @Override
    public String toString() {
        return said + " said, " + waiting + " not acknowledged, " + refusals + " refusals, " + conflicts.size()
                + " conflicts";
    }
}
