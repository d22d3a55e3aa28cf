package org.kaiwa.protocol;

import jakarta.websocket.Encoder;

/** The endpoint's encoder: a {@link ServerFrame} knows its text. */
public final class FrameEncoder implements Encoder.Text<ServerFrame> {

    /** Made by the WebSocket container. */
    public FrameEncoder() {}

    @Override
    public String encode(ServerFrame frame) {
        return frame.text();
    }
}
