/**
 * Who is speaking: users that are known again, by what they are known, and where they are kept.
 *
 * <p><i>Invariant:</i> a secret by which somebody is known is kept as a hash only.
 *
 * <p><i>Invariant:</i> a uid that has been given to a user is never another's.
 *
 * <p><i>Invariant:</i> the end of a sign-in is told to all that goes on under it, once, and nothing begins under it any more.
 *
 * <p><i>Invariant:</i> knows of {@code protocol} and {@code config} and nothing else of ours; all features may use it.
 */
package org.kaiwa.identity;
