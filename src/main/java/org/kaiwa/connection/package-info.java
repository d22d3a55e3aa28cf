/**
 * The sockets: the endpoint, the state of one connection, the handshake's checks and the heartbeat.
 *
 * <p>{@link org.kaiwa.connection.ChatEndpoint} has the callbacks of Jakarta WebSocket and nothing else; {@link org.kaiwa.connection.Connection} turns
 * frames into calls of {@code room}; {@link org.kaiwa.connection.SerialOutlet} is the way back.
 *
 * <p>{@link org.kaiwa.connection.Wire} is where what passes can be watched: who does is behind the port {@link org.kaiwa.connection.WireTap}.
 *
 * <p><i>Invariant:</i> while nobody watches the wire a write costs one read of a volatile field more, and what comes in nothing.
 *
 * <p><i>Invariant:</i> the socket's thread decodes and hands over; it never waits for another member's socket.
 *
 * <p><i>Invariant:</i> the heartbeat waits for no client. What a container has in no form that does not wait is given to threads of its own.
 *
 * <p><i>Invariant:</i> a frame that is refused, or fails, costs nobody but its sender anything.
 *
 * <p><i>Invariant:</i> where people sign in a connection is somebody's who is signed in, and ends with that sign-in; what its client still sends is not carried out.
 *
 * <p><i>Invariant:</i> every open connection is known to {@link org.kaiwa.connection.Connections}, which pings it, and closes it when the
 * application stops: with 1001, or with 1012 if the server goes on.
 */
package org.kaiwa.connection;
