/**
 * {@code java -jar kaiwa.jar}: Payara Micro with our WAR inside, set up by {@code server-config/payara-micro}.
 *
 * <p><i>Invariant:</i> whatever keeps Kaiwa from starting is said in one line, and the exit code is not 0.
 *
 * <p><i>Invariant:</i> no port but the two that are configured is offered to the network.
 *
 * <p><i>Invariant:</i> what a killed server has unpacked is removed by the next one.
 *
 * <p><i>Invariant:</i> not in the WAR, and the only package that knows of Payara Micro.
 */
package org.kaiwa.launcher;
