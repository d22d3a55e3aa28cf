/**
 * The same promises on every application server that {@code kaiwa.war} is for: the server is the one that {@code kaiwa.test.server} names.
 *
 * <p><i>Invariant:</i> a server is set up by the very files that an administrator applies, those of {@code server-config}.
 *
 * <p><i>Invariant:</i> a test does not ask which server it is on; what a server cannot do is an exception that is listed with its reason.
 */
package org.kaiwa.server;
