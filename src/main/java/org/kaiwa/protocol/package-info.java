/**
 * What travels: the frames of clients as records, the events of rooms, and the JSON that each dialect makes of them.
 *
 * <p>{@link org.kaiwa.protocol.FrameDecoder} and {@link org.kaiwa.protocol.FrameEncoder} are the pair of the endpoint. A client's frame is read in the
 * same way whatever its dialect; what is said to a client is written by the class of its dialect ({@link org.kaiwa.protocol.Frames}). The literal
 * frames are in {@code src/site/markdown/protocol.md}.
 *
 * <p><i>Invariant:</i> knows nothing of ours but this package.
 *
 * <p><i>Invariant:</i> every text that leaves is plain ASCII.
 *
 * <p><i>Invariant:</i> no input makes the decoder throw; what is not a frame becomes a {@link org.kaiwa.protocol.ClientFrame.Malformed}.
 */
package org.kaiwa.protocol;
