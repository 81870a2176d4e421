// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * How a pool is set up; without user, password, and other secrets.
 *
 * @param size most connections
 * @param minIdle fewest connections kept open
 * @param connectionTimeout longest wait for a connection
 * @param idleTimeout after which a connection that nobody needs is closed; zero for never
 * @param maxLifetime after which a connection is replaced; zero for never
 * @param leakDetection after which a connection that is not given back is named in the pool's log; zero for never
 * @param autoCommit whether connections commit after each statement
 * @param properties properties of the driver that were set beside the URL; those that might be secret have the value
 *     {@code ***}
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PoolConfiguration(
        int size,
        int minIdle,
        Duration connectionTimeout,
        Duration idleTimeout,
        Duration maxLifetime,
        Duration leakDetection,
        boolean autoCommit,
        Map<String, String> properties) {
    /**
     * Copies what could change.
     *
     * @param size most connections
     * @param minIdle fewest connections kept open
     * @param connectionTimeout longest wait for a connection
     * @param idleTimeout after which a connection that nobody needs is closed; zero for never
     * @param maxLifetime after which a connection is replaced; zero for never
     * @param leakDetection after which a connection that is not given back is named in the pool's log; zero for never
     * @param autoCommit whether connections commit after each statement
     * @param properties properties of the driver that were set beside the URL; those that might be secret have the value {@code ***}
     */
    public PoolConfiguration {
        properties = Collections.unmodifiableMap(new TreeMap<>(properties));
    }
}
