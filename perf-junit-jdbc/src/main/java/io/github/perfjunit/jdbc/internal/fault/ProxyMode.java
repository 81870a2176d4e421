// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import java.time.Duration;

/** What a {@link FaultProxy} does with the bytes and connections it is given. */
public sealed interface ProxyMode {

    /** Forwards all at once. */
    record Pass() implements ProxyMode {}

    /**
     * Forwards at once what clients send, and later what the server answers.
     *
     * @param delay how much later
     * @param jitter how far the delay of each piece varies, up or down, at most by itself; order is kept
     * @param seed of the jitter
     */
    record Latency(Duration delay, Duration jitter, long seed) implements ProxyMode {}

    /** Neither reads nor forwards nor accepts, and tells nobody. */
    record BlackHole() implements ProxyMode {}

    /** Resets all connections, now and as they come. */
    record Reset() implements ProxyMode {}

    /**
     * Refuses connections: the port is closed.
     *
     * @param keepConnections whether those that are open go on
     */
    record Refuse(boolean keepConnections) implements ProxyMode {}

    /**
     * Forwards so many bytes, of all connections together, in each direction.
     *
     * @param bytesPerSecond above zero
     */
    record Bandwidth(long bytesPerSecond) implements ProxyMode {}
}
