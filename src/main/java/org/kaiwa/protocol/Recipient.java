package org.kaiwa.protocol;

/** To whom a message goes: everyone in the room, or one member of it. */
public sealed interface Recipient {

    /** Everyone in the room, the sender too. */
    record Everyone() implements Recipient {}

    /**
     * One member.
     *
     * @param uid the member's uid; {@link #NOBODY} if what the client sent names none
     * @param asSent what the client sent, a {@link Long} or a {@link String}: a client of the capture's dialect gets it back as it was
     */
    record One(long uid, Object asSent) implements Recipient {

        /** A uid that no client has. */
        public static final long NOBODY = -1;
    }
}
