package org.kaiwa.server;

/** Whom the files of {@code server-config} make in a server's own realm. */
final class Users {

    /** In the groups staff and ops. */
    static final String ALICE = "alice";

    /** Hers, in the tests; no file has one. */
    static final String PASSWORD_OF_ALICE = "wonderland";

    private Users() {}
}
