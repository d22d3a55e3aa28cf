/**
 * The benchmark, run by {@code mvn -Pbench verify} and never by a plain build: it measures and prints, and asserts nothing.
 *
 * <p>The server, its yardsticks and the load generator are processes of their own on the same machine, so only ratios within one run tell something.
 * What depends on the disk stands beside what the disk did in that run, or beside the same with the messages in memory.
 */
package org.kaiwa.bench;
