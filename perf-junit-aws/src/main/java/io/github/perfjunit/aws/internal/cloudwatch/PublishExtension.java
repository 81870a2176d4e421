// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import io.github.perfjunit.aws.internal.access.Access;
import io.github.perfjunit.aws.internal.access.ConsoleLinks;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.spi.Judgement;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadParticipant;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
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
    private static final String SERVICE = "cloudwatch";

    /** For the service loader. */
    public PublishExtension() {}

    @Override
    public Set<String> keys() {
        Set<String> keys = new HashSet<>(Access.keys(SERVICE));
        keys.add(ENABLED);
        keys.add(NAMESPACE);
        return keys;
    }

    @Override
    public @Nullable LoadParticipant join(LoadCandidate load) {
        String enabled = Access.text(load, ENABLED).orElse("false");
        if (load.isWorker() || enabled.equals("false")) {
            return null;
        }
        if (!enabled.equals("true")) {
            load.problem(ENABLED + " was '" + enabled + "' but must be true or false");
        }
        String namespace = Access.text(load, NAMESPACE).orElse("perf-junit");
        if (!namespace.matches("[A-Za-z0-9_./#-]{1,255}") || namespace.startsWith("AWS/")) {
            load.problem(NAMESPACE + " was '" + namespace
                    + "' but must be letters, digits and any of _ . / # - and must not begin with AWS/");
        }
        return new Publishing(Access.read(load, SERVICE, "to publish to CloudWatch there"), namespace);
    }

    /** Publishes when all else is done: nothing that happens here changes a verdict. */
    static final class Publishing implements LoadParticipant {

        private final Access access;
        private final String namespace;
        private @Nullable LoadResult result;

        Publishing(Access access, String namespace) {
            this.access = access;
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
            try (CloudWatchClient client = CloudWatchMonitor.client(access)) {
                MetricPublisher.Published published = new MetricPublisher(client, namespace).publish(known);
                return "published " + published.data() + " data to " + namespace + " of CloudWatch"
                        + (published.namesLeftOut() == 0
                                ? ""
                                : "; " + published.namesLeftOut() + " names of requests beyond the first "
                                        + MetricPublisher.MOST_LABELS + " were left out")
                        + ", " + ConsoleLinks.metrics(access.region(), namespace);
            } catch (IOException | RuntimeException e) {
                return "its figures were not published, which changes no verdict: " + e.getMessage();
            }
        }
    }
}
