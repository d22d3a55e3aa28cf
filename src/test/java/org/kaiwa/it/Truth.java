package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What there is: the messages of a room, and those in the inboxes of a {@link Crowd}; and what must hold of it.
 *
 * @param log the room's, from the beginning
 * @param inboxes of each client of the crowd, from the beginning; empty: not looked at
 */
record Truth(List<LogView.Told> log, List<List<LogView.Told>> inboxes) {

    private static final int SHOWN_OF_A_DIFFERENCE = 5;

    /**
     * No log has a hole, each acknowledged message is there once, under its number, and was shown to everybody who may see it, once and in its place; and what one sender said
     * is in the order in which it said it.
     */
    void assertHoldsFor(Crowd crowd, String where) {
        assertStored(crowd, where);
        assertShown(crowd, where);
        assertPrivate(crowd, where);
    }

    /** What must hold of the log whoever was shown it. */
    void assertStored(Crowd crowd, String where) {
        Map<String, LogView.Told> byId = byContent(log, "the room, " + where);
        for (ReliableClient client : crowd.clients()) {
            assertThere(client.outbox().acknowledged(), byId, client.name() + ", " + where);
            if (client.outbox().refusals() == 0) {
                String prefix = client.name() + "-";
                assertThat(log.stream()
                                .map(LogView.Told::id)
                                .filter(id -> id.startsWith(prefix))
                                .map(id -> Integer.valueOf(id.substring(prefix.length()))))
                        .as("in the order in which %s said them, %s", client.name(), where)
                        .isSorted();
            }
        }
    }

    /** Each was shown exactly this log. */
    void assertShown(Crowd crowd, String where) {
        for (ReliableClient client : crowd.clients()) {
            assertSame(client.log().told(), log, client.name() + ", " + where);
        }
    }

    private void assertPrivate(Crowd crowd, String where) {
        Map<Long, Map<String, LogView.Told>> byUid = new HashMap<>();
        for (int i = 0; i < inboxes.size(); i++) {
            ReliableClient client = crowd.clients().get(i);
            String whose = "the inbox of " + client.name() + ", " + where;
            assertSame(client.inbox().told(), inboxes.get(i), whose);
            Map<String, LogView.Told> known = byContent(inboxes.get(i), whose);
            byUid.put(client.presence().uid(), known);
            assertThere(client.outbox().acknowledgedPrivately(), known, whose);
        }
        byUid.forEach((uid, inbox) -> inbox.forEach((content, message) -> {
            assertThat(uid).as("%s belongs there, %s", message, where).isIn(message.uid(), message.to());
            assertThat(byUid.get(message.uid()))
                    .as("with the sender, %s", where)
                    .containsKey(content);
            assertThat(byUid.get(message.to()))
                    .as("with the addressee, %s", where)
                    .containsKey(content);
            assertThat(message.id() != null)
                    .as("the sender's has its id: %s", message)
                    .isEqualTo(uid == message.uid());
        }));
    }

    /** Its messages by what they say, which has their id in it: of a log without holes in which nothing is twice. */
    private static Map<String, LogView.Told> byContent(List<LogView.Told> log, String where) {
        assertThat(log.stream().map(LogView.Told::seq))
                .as("without holes, %s", where)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, log.size()).boxed().toList());
        Map<String, LogView.Told> messages = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (LogView.Told message : log) {
            if (messages.put(message.content(), message) != null) {
                twice.add(message.content());
            }
        }
        assertThat(twice.stream().limit(SHOWN_OF_A_DIFFERENCE))
                .as("some of %d that are twice, %s", twice.size(), where)
                .isEmpty();
        return messages;
    }

    private static void assertThere(Map<String, Long> acknowledged, Map<String, LogView.Told> log, String where) {
        Map<String, Long> lost = new HashMap<>();
        acknowledged.forEach((id, seq) -> {
            LogView.Told stored = log.get(Outbox.contentOf(id));
            if (stored == null || stored.seq() != seq || !id.equals(stored.id())) {
                lost.put(id, seq);
            }
        });
        assertThat(lost).as("acknowledged and not there, %s", where).isEmpty();
    }

    /** Not all of a hundred thousand messages are named where one is missing. */
    private static void assertSame(List<LogView.Told> shown, List<LogView.Told> log, String where) {
        int same = 0;
        while (same < Math.min(log.size(), shown.size()) && log.get(same).equals(shown.get(same))) {
            same++;
        }
        assertThat(List.of(some(shown, same), some(log, same)))
                .as("what was shown and what there is, from %d on, %s", same + 1, where)
                .isEqualTo(List.of(List.of(), List.of()));
    }

    private static List<LogView.Told> some(List<LogView.Told> log, int from) {
        return log.subList(from, Math.min(from + SHOWN_OF_A_DIFFERENCE, log.size()));
    }
}
