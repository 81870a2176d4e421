// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A load generator that can be started here.
 *
 * @param name what it is called in the table
 * @param format how it prints its results
 * @param command its command line
 * @param environment variables it is given
 */
record Tool(
        String name,
        Reported.Format format,
        Function<Job, List<String>> command,
        Function<Job, Map<String, String>> environment) {

    /**
     * What it is to do.
     *
     * @param url the URL to GET
     * @param users connections or virtual users
     * @param seconds how long
     * @param threads CPUs it has
     */
    record Job(String url, int users, int seconds, int threads) {}

    Tool(String name, Reported.Format format, Function<Job, List<String>> command) {
        this(name, format, command, job -> Map.of());
    }
}
