// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadParticipant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

/**
 * Takes part in loads that the executor runs: ends those that are only planned, when all mistakes are known, and adds what a
 * run cost to its result. For the service loader.
 */
public final class FargateLoads implements LoadExtension {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(FargateLoads.class);

    /** What the executor prepared for the load of a test that is being set up. */
    private record Prepared(@Nullable FargateRun run, String planned) {}

    /**
     * Hands over what was prepared.
     *
     * @param context of the test
     * @param run null if there are mistakes, or the load is only planned
     * @param planned what would be done; empty if the load is to be run
     */
    public static void remember(ExtensionContext context, @Nullable FargateRun run, String planned) {
        context.getStore(NAMESPACE).put(Prepared.class, new Prepared(run, planned));
    }

    private static @Nullable Prepared prepared(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(Prepared.class, Prepared.class);
    }

    @Override
    public LoadParticipant join(LoadCandidate load) {
        ExtensionContext context = load.context();
        context.getStore(NAMESPACE).remove(Prepared.class); // that of an earlier load of the test
        return new LoadParticipant() {
            @Override
            public void open(Consumer<String> problems) {
                Prepared prepared = prepared(context);
                if (prepared != null && !prepared.planned().isEmpty()) {
                    throw new TestAbortedException(prepared.planned());
                }
            }

            @Override
            public List<ResultSection> ended(LoadData data) {
                Prepared prepared = prepared(context);
                return prepared == null || prepared.run() == null
                        ? List.of()
                        : prepared.run().cost().stream().toList();
            }

            @Override
            public void close() {
                // nothing was opened
            }
        };
    }
}
