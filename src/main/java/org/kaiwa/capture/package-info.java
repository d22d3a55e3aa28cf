/**
 * The wire, watched live and as a file for Wireshark.
 *
 * <p>A {@link org.kaiwa.capture.Watch} takes what passes from {@code connection}'s port into a bounded ring; its packets go out as events for the page, or as a pcapng file.
 *
 * <p><i>Invariant:</i> who watches slows nobody: what a watch cannot keep up with is dropped, and counted: passed = shown + dropped + unmatched.
 *
 * <p><i>Invariant:</i> tokens and cookies are never shown, and what people write only where {@code kaiwa.capture.content} allows it.
 *
 * <p><i>Invariant:</i> nothing is told to anybody but an administrator, or in guest mode somebody at the server itself, and every watch is in the log.
 */
package org.kaiwa.capture;
