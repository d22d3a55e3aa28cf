/**
 * What administrators do over HTTP: sign others out, and say for which groups a room is.
 *
 * <p><i>Invariant:</i> only who has the role {@link org.kaiwa.identity.Role#ADMIN} at the moment of asking is answered.
 *
 * <p><i>Invariant:</i> knows of {@code room}, {@code identity}, {@code protocol} and {@code config} and nothing else of ours.
 */
package org.kaiwa.admin;
