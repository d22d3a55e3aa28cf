package org.kaiwa.connection;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.kaiwa.protocol.ServerFrame;

/** Frames as the bytes of one write, for those who write below the container. */
final class JoinedFrames {

    private JoinedFrames() {}

    /**
     * Takes all frames.
     *
     * @param frames at least one
     * @return their bytes. One alone is not copied: its array is the same for every member, so nobody may write to it
     */
    static byte[] of(Iterator<ServerFrame> frames) {
        byte[] first = frames.next().wire();
        if (!frames.hasNext()) {
            return first;
        }
        List<byte[]> parts = new ArrayList<>();
        parts.add(first);
        int length = first.length;
        while (frames.hasNext()) {
            byte[] next = frames.next().wire();
            parts.add(next);
            length += next.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
