/**
 * How somebody signs in and out over HTTP: with an OpenID provider, the application server's own login, or a reverse proxy.
 *
 * <p>The way of one request: {@link org.kaiwa.signon.SignOnMechanism} (where a provider or a proxy says who asks) or the container (where it does) finds
 * out who asks; {@link org.kaiwa.signon.SignOnFilter} lets nobody else in, and gives the request its principal, a {@link org.kaiwa.identity.SignIn}.
 *
 * <p><i>Invariant:</i> no token is verified by code of ours.
 *
 * <p><i>Invariant:</i> nothing of the chat is served to a request without a sign-in, but in the mode {@code guest}.
 *
 * <p><i>Invariant:</i> the session id that a browser had before it signed in opens nothing afterwards.
 *
 * <p><i>Invariant:</i> knows of {@code identity}, {@code protocol} and {@code config} and nothing else of ours.
 */
package org.kaiwa.signon;
