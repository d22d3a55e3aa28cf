package org.kaiwa.page;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;

/** Names for contents: the same for the same, on every node and after every start. */
final class Hash {

    /** 64 bits: enough that no two versions of one page meet. */
    private static final int LENGTH = 8;

    private Hash() {}

    /** The name of some bytes. */
    static String of(byte[] bytes) {
        return name(sha256(), bytes);
    }

    /** The name of many files, with their own names: another one as soon as a byte of any changes. */
    static String of(SortedMap<String, byte[]> files) {
        MessageDigest digest = sha256();
        files.forEach((path, bytes) -> {
            digest.update(path.getBytes(StandardCharsets.UTF_8));
            // So that nothing can move from one file to the next unseen.
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, bytes.length));
            digest.update(bytes);
        });
        return name(digest, new byte[0]);
    }

    private static String name(MessageDigest digest, byte[] last) {
        return HexFormat.of().formatHex(digest.digest(last), 0, LENGTH);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }
}
