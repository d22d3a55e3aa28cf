package org.kaiwa.signon;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whom the provider knows, and who is in front of it. Everything under its own lock. */
final class People {

    private final Map<String, Person> known = new HashMap<>();
    private Person present;
    /** The error that the next one who comes to sign on gets instead, or null. */
    private String nextError;

    synchronized void signIn(Person person) {
        known.put(person.subject(), person);
        present = person;
    }

    synchronized void changeGroups(String subject, List<String> groups) {
        Person changed = find(subject).inGroups(groups);
        known.put(subject, changed);
        if (present.subject().equals(subject)) {
            present = changed;
        }
    }

    synchronized void errorNext(String error) {
        nextError = error;
    }

    synchronized Person find(String subject) {
        Person person = known.get(subject);
        if (person == null) {
            throw new IllegalArgumentException("nobody has signed on as " + subject);
        }
        return person;
    }

    /** Who signs on, without a word (OpenID Connect Core 1.0 §3.1.2.6 where nobody does). */
    synchronized Person present() throws Refusal {
        String error = nextError == null && present == null ? "login_required" : nextError;
        nextError = null;
        Refusal.unless(error == null, error, "as the test wants it");
        return present;
    }
}
