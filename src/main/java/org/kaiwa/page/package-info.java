/**
 * What the static page needs of a server: its files, where the socket is, and the headers that keep the page to its own.
 *
 * <p><i>Invariant:</i> the page may load, run and contact nothing but its own host, and no text becomes a script (Content-Security-Policy, Trusted Types).
 *
 * <p><i>Invariant:</i> an address with a version in it leads to the same bytes for ever, or to nothing. So a page runs with the modules it was made with, whatever
 * the server has become meanwhile.
 *
 * <p><i>Invariant:</i> what a browser is told to keep for the time without the network is of one version, and nothing of it is anybody's own.
 *
 * <p><i>Invariant:</i> what is under a version is the same for everybody, and nothing of it is secret: caches hand it out without asking who comes.
 */
package org.kaiwa.page;
