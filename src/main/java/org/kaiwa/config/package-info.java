/**
 * What an administrator can set: every key named {@code kaiwa.*}, read once at the start and checked.
 *
 * <p>The values come through MicroProfile Config (system property, environment variable, configuration file, in that order of strength).
 *
 * <p><i>Invariant:</i> a value that is not allowed stops the start, with one line that names the key, the value and what is allowed.
 *
 * <p><i>Invariant:</i> knows nothing of ours, so that every package and the launcher may read it.
 */
package org.kaiwa.config;
