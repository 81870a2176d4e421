// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.util.List;
import java.util.Map;

/**
 * What a server is asked to be; equal ones are one server.
 *
 * @param version such as {@code 17} or {@code 16.15}; empty for the newest on the class path
 * @param durable whether a commit waits until it is on disk
 * @param preloaded libraries to load at start, besides pg_stat_statements
 * @param settings values by name, as in {@code postgresql.conf}
 * @param replicas how many streaming replicas follow it
 */
public record ServerSpec(
        String version, boolean durable, List<String> preloaded, Map<String, String> settings, int replicas) {

    /** Returns what is asked of a server without replicas. */
    public ServerSpec(String version, boolean durable, List<String> preloaded, Map<String, String> settings) {
        this(version, durable, preloaded, settings, 0);
    }

    /**
     * Copies.
     *
     * @param version see the record
     * @param durable see the record
     * @param preloaded see the record
     * @param settings see the record
     * @param replicas see the record
     */
    public ServerSpec {
        preloaded = preloaded.stream().distinct().sorted().toList();
        settings = Map.copyOf(settings);
    }
}
