// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.insights;

import io.github.perfjunit.aws.internal.access.Access;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadParticipant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Adds the statements that loaded the database of {@code perf.aws.insights.database} most to the result of a load. The JVM
 * that judges a load does, and no worker.
 */
public final class InsightsExtension implements LoadExtension {

    static final String DATABASE = "perf.aws.insights.database";
    private static final String SERVICE = "pi";

    /** For the service loader. */
    public InsightsExtension() {}

    @Override
    public Set<String> keys() {
        Set<String> keys = new HashSet<>(Access.keys(SERVICE));
        keys.add(DATABASE);
        return keys;
    }

    @Override
    public @Nullable LoadParticipant join(LoadCandidate load) {
        Optional<String> database = Access.text(load, DATABASE);
        if (load.isWorker() || database.isEmpty()) {
            return null;
        }
        if (!database.get().matches("db-[A-Z0-9]+")) {
            load.problem(DATABASE + " was '" + database.get()
                    + "' but must be the resource of an RDS instance, such as db-ABCDEFGHIJKL; the console shows it under"
                    + " Configuration");
        }
        InsightsCall call = new InsightsCall(Access.read(load, SERVICE, "to ask Database Insights there"));
        return new Asking(call, database.get());
    }

    /** Asks when the load has ended. */
    private record Asking(InsightsCall call, String database) implements LoadParticipant {

        @Override
        public List<ResultSection> ended(LoadData data) {
            return List.of(TopStatements.read(
                    call, database, data.start(), data.start().plusMillis(data.elapsedMillis())));
        }

        @Override
        public void close() {}
    }
}
