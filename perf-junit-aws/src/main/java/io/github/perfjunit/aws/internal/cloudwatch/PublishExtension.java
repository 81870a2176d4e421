// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.spi.Judgement;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadParticipant;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;

/**
 * Publishes the figures of a load to CloudWatch when its verdict is known, where {@code perf.aws.cloudwatch.enabled} is
 * true. The JVM that judges a load does, and no worker.
 */
public final class PublishExtension implements LoadExtension {

    static final String ENABLED = "perf.aws.cloudwatch.enabled";
    static final String NAMESPACE = "perf.aws.namespace";
    static final String REGION = "perf.aws.region";
    static final String PROFILE = "perf.aws.profile";
    static final String ENDPOINT = "perf.aws.endpoint.cloudwatch";

    /** For the service loader. */
    public PublishExtension() {}

    @Override
    public Set<String> keys() {
        return Set.of(ENABLED, NAMESPACE, REGION, PROFILE, ENDPOINT);
    }

    @Override
    public @Nullable LoadParticipant join(LoadCandidate load) {
        boolean worker = load.plan()
                .map(LoadPlan::share)
                .filter(share -> !share.equals(WorkerShare.WHOLE))
                .isPresent();
        String enabled = text(load, ENABLED).orElse("false");
        if (worker || enabled.equals("false")) {
            return null;
        }
        if (!enabled.equals("true")) {
            load.problem(ENABLED + " was '" + enabled + "' but must be true or false");
        }
        String namespace = text(load, NAMESPACE).orElse("perf-junit");
        if (!namespace.matches("[A-Za-z0-9_./#-]{1,255}") || namespace.startsWith("AWS/")) {
            load.problem(NAMESPACE + " was '" + namespace
                    + "' but must be letters, digits and any of _ . / # - and must not begin with AWS/");
        }
        Optional<String> region = text(load, REGION).or(() -> load.setting("AWS_REGION"));
        if (region.filter(each -> each.matches("[a-z0-9-]+")).isEmpty()) {
            load.problem(REGION + " was " + region.map(each -> "'" + each + "'").orElse("not set")
                    + " but must be such as eu-west-1, to publish to CloudWatch there");
        }
        URI endpoint = text(load, ENDPOINT).map(each -> endpoint(load, each)).orElse(null);
        return new Publishing(new Clients(region.orElse(""), text(load, PROFILE).orElse(""), endpoint), namespace);
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

    /** Publishes when all else is done: nothing that happens here changes a verdict. */
    static final class Publishing implements LoadParticipant {

        private final Clients clients;
        private final String namespace;
        private @Nullable LoadResult result;

        Publishing(Clients clients, String namespace) {
            this.clients = clients;
            this.namespace = namespace;
        }

        @Override
        public Judgement judge(LoadResult judged, List<ObjectiveResult> others) {
            result = judged;
            return Judgement.NONE;
        }

        @Override
        public void close() {
            LoadResult known = result;
            if (known != null) {
                System.out.println(known.name() + ": " + publish(known));
                result = null;
            }
        }

        /** Returns what became of it, in a sentence. */
        String publish(LoadResult known) {
            try (CloudWatchClient client = clients.open()) {
                MetricPublisher.Published published = new MetricPublisher(client, namespace).publish(known);
                return "published " + published.data() + " data to " + namespace + " of CloudWatch"
                        + (published.namesLeftOut() == 0
                                ? ""
                                : "; " + published.namesLeftOut() + " names of requests beyond the first "
                                        + MetricPublisher.MOST_LABELS + " were left out");
            } catch (IOException | RuntimeException e) {
                return "its figures were not published, which changes no verdict: " + e.getMessage();
            }
        }
    }
}
