package org.kaiwa.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * By what somebody is known again: what one who vouches for people calls this one.
 *
 * @param issuer who vouches
 * @param id what the user is called there; the same for ever
 */
public record Subject(String issuer, String id) {

    private static final String GUEST = "guest";

    /**
     * One who shows a token that nobody else has.
     *
     * @param token the token; only its SHA-256 is kept, so that whoever reads the database cannot log in by it. A random token needs no slower hash
     * @return the subject
     */
    public static Subject guest(String token) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return new Subject(GUEST, HexFormat.of().formatHex(hash));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("Every Java platform has SHA-256 (MessageDigest)", never);
        }
    }
}
