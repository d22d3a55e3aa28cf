/**
 * What a reverse proxy says of a request that it hands on: from where it came, and under which address the browser asked ({@code X-Forwarded-*}).
 *
 * <p>The filter is the first of all, so that everything behind it sees the request as the browser made it. Who has to know the other side, as it came to this server, asks
 * {@link org.kaiwa.proxy.ForwardedRequest#received}.
 *
 * <p><i>Invariant:</i> nothing is believed of who is not listed in {@code kaiwa.proxy.addresses}, and of the lists in those headers nothing that stands before what the
 * outermost listed proxy has written.
 */
package org.kaiwa.proxy;
