package org.kaiwa.protocol;

/**
 * How far somebody has read in a room.
 *
 * @param epoch the incarnation of the log that wrote the message; empty where there is none
 * @param seq its number; 0: nothing has been read
 */
public record Position(String epoch, long seq) {}
