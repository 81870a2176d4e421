// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.insights;

import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadParticipant;
import java.net.URI;
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
    static final String REGION = "perf.aws.region";
    static final String PROFILE = "perf.aws.profile";
    static final String ENDPOINT = "perf.aws.endpoint.pi";

    /** For the service loader. */
    public InsightsExtension() {}

    @Override
    public Set<String> keys() {
        return Set.of(DATABASE, REGION, PROFILE, ENDPOINT);
    }

    @Override
    public @Nullable LoadParticipant join(LoadCandidate load) {
        boolean worker = load.plan()
                .map(LoadPlan::share)
                .filter(share -> !share.equals(WorkerShare.WHOLE))
                .isPresent();
        Optional<String> database = text(load, DATABASE);
        if (worker || database.isEmpty()) {
            return null;
        }
        if (!database.get().matches("db-[A-Z0-9]+")) {
            load.problem(DATABASE + " was '" + database.get()
                    + "' but must be the resource of an RDS instance, such as db-ABCDEFGHIJKL; the console shows it under"
                    + " Configuration");
        }
        Optional<String> region = text(load, REGION).or(() -> load.setting("AWS_REGION"));
        if (region.filter(each -> each.matches("[a-z0-9-]+")).isEmpty()) {
            load.problem(REGION + " was " + region.map(each -> "'" + each + "'").orElse("not set")
                    + " but must be such as eu-west-1, to ask Database Insights there");
        }
        URI endpoint = text(load, ENDPOINT).map(each -> endpoint(load, each)).orElse(null);
        InsightsCall call =
                new InsightsCall(region.orElse(""), text(load, PROFILE).orElse(""), endpoint);
        return new Asking(call, database.get());
    }

    private static Optional<String> text(LoadCandidate load, String key) {
        return load.setting(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static @Nullable URI endpoint(LoadCandidate load, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            load.problem(ENDPOINT + " was '" + text + "' but must be such as https://host:port");
            return null;
        }
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
