// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.util.List;

/** A database that a test asks to be started for it. */
public sealed interface DatabaseRequest {

    /** Returns where the request stands, such as {@code @EmbeddedPostgres on OrdersTests}. */
    String place();

    /**
     * A PostgreSQL of this machine's own.
     *
     * @param place where the request stands
     * @param version such as {@code 17}; empty for what there is
     * @param durable whether a commit waits until it is on disk
     * @param extensions to create, and to preload where that is needed
     * @param settings of the server, each {@code name=value}
     * @param database name of a database that is kept; empty for a new one that is dropped
     * @param replicas how many streaming replicas follow the server
     */
    record Embedded(
            String place,
            String version,
            boolean durable,
            List<String> extensions,
            List<String> settings,
            String database,
            int replicas)
            implements DatabaseRequest {

        /** Asks for a server without replicas. */
        public Embedded(
                String place,
                String version,
                boolean durable,
                List<String> extensions,
                List<String> settings,
                String database) {
            this(place, version, durable, extensions, settings, database, 0);
        }

        /** Copies the lists. */
        public Embedded {
            extensions = List.copyOf(extensions);
            settings = List.copyOf(settings);
        }
    }

    /**
     * A PostgreSQL in a container.
     *
     * @param place where the request stands
     * @param image name of its image
     * @param extensions to create, and to preload where that is needed
     * @param settings of the server, each {@code name=value}
     * @param database name of a database that is kept; empty for a new one that is dropped
     */
    record Container(String place, String image, List<String> extensions, List<String> settings, String database)
            implements DatabaseRequest {

        /** Copies the lists. */
        public Container {
            extensions = List.copyOf(extensions);
            settings = List.copyOf(settings);
        }
    }
}
