package org.kaiwa.protocol;

/**
 * A text message of a client.
 *
 * @param frame what is said by it
 * @param text as it came, for those who watch the wire
 */
public record ClientText(ClientFrame frame, String text) {}
