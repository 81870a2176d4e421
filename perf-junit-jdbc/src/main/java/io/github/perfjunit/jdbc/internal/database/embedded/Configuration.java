// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Writes what a server is asked to be as lines of {@code postgresql.conf}. */
final class Configuration {

    private static final String PRELOADED = "shared_preload_libraries";

    private static final String KEPT_LOG = "1GB";

    private Configuration() {}

    /**
     * Returns the lines; a later one of a name wins.
     *
     * @param available libraries to preload without being asked
     */
    static List<String> lines(ServerSpec spec, List<String> available) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("listen_addresses", "127.0.0.1");
        values.put("unix_socket_directories", "");
        values.put("fsync", spec.durable() ? "on" : "off");
        values.put("synchronous_commit", spec.durable() ? "on" : "off");
        if (spec.replicas() > 0) {
            values.put("wal_keep_size", KEPT_LOG); // a replica that falls behind by less catches up
        }
        values.putAll(new TreeMap<>(spec.settings()));
        values.put(PRELOADED, preloaded(spec, available));
        List<String> lines = new ArrayList<>();
        values.forEach((name, value) -> lines.add(name + " = '" + quoted(value) + "'"));
        return lines;
    }

    /** Returns the line with the port. */
    static List<String> lines(int port) {
        return List.of("port = " + port);
    }

    private static String preloaded(ServerSpec spec, List<String> available) {
        String own = spec.settings().getOrDefault(PRELOADED, "");
        Set<String> all = new LinkedHashSet<>(available);
        Stream.of(own.split(",")).map(String::trim).filter(s -> !s.isEmpty()).forEach(all::add);
        all.addAll(spec.preloaded());
        return String.join(",", all);
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\").replace("'", "''");
    }
}
