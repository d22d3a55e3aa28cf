package org.kaiwa.room;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kaiwa.protocol.Event;
import org.kaiwa.protocol.Event.Version;
import org.kaiwa.protocol.InboxName;
import org.kaiwa.protocol.Reaction;
import org.kaiwa.protocol.User;

/** A store that forgets with the process, and that can be taken away. Thread-safe. What the tests of the rooms do not use it does not have. */
public final class MemoryStore implements MessageStore {

    private final Map<String, List<Event.Stored>> logs = new HashMap<>();
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
    synchronized void forgetBefore(String log, long seq) {
        oldest.put(log, seq);
    }

    private List<Event.Stored> all(String log) {
        return logs.computeIfAbsent(log, name -> new ArrayList<>());
    }

    private List<Event.Stored> kept(String log) {
        return all(log).stream()
                .filter(event -> event.seq() >= oldest.getOrDefault(log, 0L))
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
        if (draft instanceof Message message) {
            return append(message);
        }
        if (draft instanceof Reacting reacting) {
            return append(reacting);
        }
        if (draft instanceof Trace) {
            return new Traced(true);
        }
        if (draft instanceof Changing) {
            throw new UnsupportedOperationException();
        }
        return draft instanceof Whisper whisper ? append(whisper) : append((Amendment) draft);
    }

    private Outcome append(Reacting draft) {
        if (draft.target() > all(draft.room()).size()) {
            return new Refused(Reason.TARGET_UNKNOWN);
        }
        return appended(new Event.Reacted(
                draft.room(),
                next(draft.room()),
                "epoch",
                draft.from(),
                draft.id(),
                draft.target(),
                draft.emoji(),
                draft.on(),
                draft.at()));
    }

    private Outcome append(Message draft) {
        for (Event.Stored known : draft.id() == null ? List.<Event.Stored>of() : all(draft.room())) {
            if (draft.id().equals(known.id())
                    && draft.from().uid() == known.from().uid()) {
                boolean same =
                        known instanceof Event.Said said && said.content().equals(draft.content());
                return same ? new Known(known) : new Refused(Reason.ID_CONFLICT);
            }
        }
        return appended(new Event.Said(
                draft.room(),
                next(draft.room()),
                "epoch",
                draft.from(),
                draft.id(),
                draft.content(),
                Version.ORIGINAL,
                draft.about(),
                draft.at()));
    }

    private Outcome append(Whisper draft) {
        List<Event.Stored> copies = new ArrayList<>();
        List<User> both =
                draft.from().uid() == draft.to().uid() ? List.of(draft.from()) : List.of(draft.from(), draft.to());
        for (User owner : both) {
            String inbox = InboxName.of(owner.uid());
            boolean stored = !owner.isPassing();
            copies.add(new Event.Whispered(
                    inbox,
                    stored ? next(inbox) : 0,
                    stored ? "epoch" : null,
                    draft.room(),
                    draft.from(),
                    draft.to(),
                    draft.toAsSent(),
                    copies.isEmpty() ? draft.id() : null,
                    draft.content(),
                    Version.ORIGINAL,
                    draft.at()));
        }
        copies.stream()
                .filter(copy -> copy.seq() != 0)
                .forEach(copy -> all(copy.log()).add(copy));
        return new Appended(copies);
    }

    private Outcome append(Amendment draft) {
        if (draft.target() > all(draft.log()).size()) {
            return new Refused(Reason.TARGET_UNKNOWN);
        }
        if (all(draft.log()).get((int) draft.target() - 1).from().uid()
                != draft.from().uid()) {
            return new Refused(Reason.NOT_YOURS);
        }
        return appended(new Event.Amended(
                draft.log(),
                next(draft.log()),
                "epoch",
                draft.from(),
                draft.id(),
                draft.target(),
                draft.content(),
                draft.at()));
    }

    private long next(String log) {
        return all(log).size() + 1L;
    }

    private Outcome appended(Event.Stored event) {
        all(event.log()).add(event);
        return new Appended(List.of(event));
    }

    @Override
    public synchronized long head(String log) {
        refuseIfAway();
        return all(log).size();
    }

    @Override
    public synchronized List<Event.Stored> after(String log, long seq, int most) {
        refuseIfAway();
        return kept(log).stream().filter(event -> event.seq() > seq).limit(most).toList();
    }

    @Override
    public synchronized List<Event.Stored> before(String log, long seq, int most) {
        refuseIfAway();
        List<Event.Stored> older = kept(log).stream()
                .filter(event -> event.seq() < seq && !(event instanceof Event.Noted))
                .toList();
        return older.subList(Math.max(0, older.size() - most), older.size());
    }

    @Override
    public synchronized Map<Long, List<Reaction>> reactions(String log, long from, long to) {
        refuseIfAway();
        Map<Long, List<Reaction>> found = new HashMap<>();
        for (Event.Stored event : all(log)) {
            if (event instanceof Event.Reacted put && put.target() >= from && put.target() <= to) {
                found.put(
                        put.target(),
                        List.of(new Reaction(put.emoji(), 1, List.of(put.from().uid()))));
            }
        }
        return found;
    }

    @Override
    public int purge(Instant moment, int most) {
        throw new UnsupportedOperationException();
    }

    private void refuseIfAway() {
        if (away) {
            throw new StoreException("away", null);
        }
    }
}
