package org.kaiwa.room;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kaiwa.protocol.Event;

/** A store that forgets with the process, and that can be taken away. Thread-safe. */
public final class MemoryStore implements MessageStore {

    private final Map<String, List<Event.Said>> rooms = new HashMap<>();
    private final Map<String, Long> oldest = new HashMap<>();
    private boolean away;
    private boolean losesItsAnswer;

    /** From now on it cannot be reached, or it can again. */
    synchronized void away(boolean unreachable) {
        away = unreachable;
    }

    /** The next transaction is committed, but whoever waits for it does not learn so. */
    synchronized void loseTheNextAnswer() {
        losesItsAnswer = true;
    }

    /** As retention does. */
    synchronized void forgetBefore(String room, long seq) {
        oldest.put(room, seq);
    }

    private List<Event.Said> kept(String room) {
        return rooms.getOrDefault(room, List.of()).stream()
                .filter(message -> message.seq() >= oldest.getOrDefault(room, 0L))
                .toList();
    }

    @Override
    public synchronized List<Outcome> append(List<Draft> drafts) {
        refuseIfAway();
        List<Outcome> outcomes = drafts.stream().map(this::append).toList();
        if (losesItsAnswer) {
            losesItsAnswer = false;
            throw new StoreException("the line broke", null);
        }
        return outcomes;
    }

    private Outcome append(Draft draft) {
        List<Event.Said> log = rooms.computeIfAbsent(draft.room(), name -> new ArrayList<>());
        for (Event.Said known : draft.id() == null ? List.<Event.Said>of() : log) {
            if (draft.id().equals(known.id())
                    && draft.from().uid() == known.from().uid()) {
                return known.content().equals(draft.content()) ? new Known(known) : new Conflict();
            }
        }
        Event.Said message = new Event.Said(
                draft.room(), log.size() + 1L, "epoch", draft.from(), draft.id(), draft.content(), draft.at());
        log.add(message);
        return new Appended(message);
    }

    @Override
    public synchronized long head(String room) {
        refuseIfAway();
        return rooms.getOrDefault(room, List.of()).size();
    }

    @Override
    public synchronized List<Event.Said> after(String room, long seq, int most) {
        refuseIfAway();
        return kept(room).stream()
                .filter(message -> message.seq() > seq)
                .limit(most)
                .toList();
    }

    @Override
    public synchronized List<Event.Said> before(String room, long seq, int most) {
        refuseIfAway();
        List<Event.Said> older =
                kept(room).stream().filter(message -> message.seq() < seq).toList();
        return older.subList(Math.max(0, older.size() - most), older.size());
    }

    private void refuseIfAway() {
        if (away) {
            throw new StoreException("away", null);
        }
    }
}
