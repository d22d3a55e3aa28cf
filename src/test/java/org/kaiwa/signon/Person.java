package org.kaiwa.signon;

import java.util.List;

/**
 * Somebody whom the provider knows.
 *
 * @param subject who it is, for good
 * @param name what others read
 * @param groups names of groups, without a path
 * @param picture the address of one, or null
 */
public record Person(String subject, String name, List<String> groups, String picture) {

    public Person {
        groups = List.copyOf(groups);
    }

    /** Somebody without a picture, whose subject is made of the name. */
    public static Person named(String name, String... groups) {
        return new Person("subject-of-" + name, name, List.of(groups), null);
    }

    Person inGroups(List<String> others) {
        return new Person(subject, name, others, picture);
    }
}
