package org.kaiwa.room;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.kaiwa.identity.DirectoryException;
import org.kaiwa.identity.Subject;
import org.kaiwa.identity.UserDirectory;
import org.kaiwa.protocol.User;

/** A directory that forgets with the process, and that can be taken away. Thread-safe. */
public final class MemoryDirectory implements UserDirectory {

    private final Map<Subject, User> users = new LinkedHashMap<>();
    private boolean away;

    /** From now on it cannot be reached, or it can again. */
    public synchronized void away(boolean unreachable) {
        away = unreachable;
    }

    @Override
    public synchronized Optional<User> find(Subject subject) {
        refuseIfAway();
        return Optional.ofNullable(users.get(subject));
    }

    @Override
    public synchronized Optional<User> find(long uid) {
        refuseIfAway();
        return users.values().stream().filter(user -> user.uid() == uid).findFirst();
    }

    @Override
    public synchronized List<User> find(String text, int most) {
        refuseIfAway();
        return users.values().stream()
                .filter(user -> user.name().toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized User admit(Subject subject, String name) {
        refuseIfAway();
        return users.compute(subject, (same, known) -> new User(known == null ? users.size() + 1 : known.uid(), name));
    }

    private void refuseIfAway() {
        if (away) {
            throw new DirectoryException("away", null);
        }
    }
}
