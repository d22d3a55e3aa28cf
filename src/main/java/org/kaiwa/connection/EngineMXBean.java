package org.kaiwa.connection;

import java.util.Map;

/**
 * The numbers of the engine, for JMX. Counts are since the start and only grow; the others are of the moment they are asked for.
 */
public interface EngineMXBean {

    /**
     * Open connections, with a name or without.
     *
     * @return their number
     */
    int getConnections();

    /**
     * Rooms with a member.
     *
     * @return their number
     */
    int getRooms();

    /**
     * Memberships; a client in two rooms counts twice.
     *
     * @return their number
     */
    int getMembers();

    /**
     * Events between the head of a room and the cursor of a member, for the member in the middle.
     *
     * @return events
     */
    long getLagMedian();

    /**
     * The same, for the member that lags more than 99 of 100.
     *
     * @return events
     */
    long getLag99();

    /**
     * The same, for the member that lags most.
     *
     * @return events
     */
    long getLagMax();

    /**
     * Frames handed over for sending, each member's counted.
     *
     * @return their count
     */
    long getDeliveries();

    /**
     * The payload of these frames.
     *
     * @return bytes
     */
    long getBytes();

    /**
     * Writes begun; each takes all that is pending for a client.
     *
     * @return their count
     */
    long getWrites();

    /**
     * Frames of clients that were refused.
     *
     * @return counts by error code, as on the wire
     */
    Map<String, Long> getRefusals();

    /**
     * Connections that the server has closed.
     *
     * @return counts by close code
     */
    Map<String, Long> getCloses();

    /**
     * Errors, pongs and heartbeats that were not sent, because their clients read too slowly.
     *
     * @return their count
     */
    long getDroppedNotices();

    /**
     * Requests, handshakes above all, that were cut since the server had another's answer for them (Payara).
     *
     * @return their count
     */
    long getStaleAnswers();
}
