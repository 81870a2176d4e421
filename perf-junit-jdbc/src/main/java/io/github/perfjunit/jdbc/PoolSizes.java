// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.run.Sweep;
import io.github.perfjunit.jdbc.internal.run.SweepRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Makes an invocation of a {@link PoolSweep} for each size in each round; registered by that annotation.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PoolSizes implements TestTemplateInvocationContextProvider {

    private static final int LARGEST = 1_000;
    private static final int FEWEST_ROUNDS = 3;
    private static final int MOST_ROUNDS = 20;

    /** For JUnit. */
    public PoolSizes() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), PoolSweep.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        PoolSweep sweep = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), PoolSweep.class)
                .orElseThrow();
        int[] sizes = sweep.sizes();
        List<String> problems = new ArrayList<>();
        long different = IntStream.of(sizes).distinct().count();
        if (sizes.length < 2
                || different < sizes.length
                || IntStream.of(sizes).anyMatch(size -> size < 1 || size > LARGEST)) {
            problems.add("@PoolSweep.sizes were " + IntStream.of(sizes).boxed().toList()
                    + " but must be two or more different sizes from 1 to 1,000");
        }
        if (sweep.rounds() < FEWEST_ROUNDS || sweep.rounds() > MOST_ROUNDS) {
            problems.add("@PoolSweep.rounds was '" + sweep.rounds() + "' but must be from " + FEWEST_ROUNDS + " to "
                    + MOST_ROUNDS + ": the first does not count, and one alone does not show what is chance");
        }
        if (!problems.isEmpty()) {
            throw new ExtensionConfigurationException(DatabaseExtension.message(context, problems));
        }
        Sweep turns = new Sweep(IntStream.of(sizes).boxed().toList(), sweep.rounds());
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(turns, Spliterator.ORDERED), false)
                .map(Turn::new);
    }

    private record Turn(SweepRun run) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return run.display();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            BeforeEachCallback begin = run::begin;
            return List.of(begin);
        }
    }
}
