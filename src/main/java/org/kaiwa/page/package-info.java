/**
 * What the static page needs of a server: where the socket is, and the headers that keep the page to its own.
 *
 * <p><i>Invariant:</i> the page may load, run and contact nothing but its own host (Content-Security-Policy).
 */
package org.kaiwa.page;
