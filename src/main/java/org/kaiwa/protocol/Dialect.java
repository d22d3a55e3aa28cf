package org.kaiwa.protocol;

/** The language that a connection speaks. */
public enum Dialect {
    /** Ours, agreed on by the subprotocol {@link #NATIVE_SUBPROTOCOL}. */
    NATIVE(new NativeFrames()),
    /** That of the workerman-chat of 2014, the one in the packet-capture page. */
    CAPTURE(new CaptureFrames()),
    /** That of the later workerman-chat. */
    LATER(new LaterFrames());

    /** The subprotocol (RFC 6455 §1.9) by which a client asks for the native dialect. */
    public static final String NATIVE_SUBPROTOCOL = "kaiwa.v1";

    private final Frames frames;

    Dialect(Frames frames) {
        this.frames = frames;
    }

    /**
     * What this dialect says.
     *
     * @return its frames
     */
    public Frames frames() {
        return frames;
    }
}
