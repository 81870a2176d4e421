// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.run.SweepRun;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Makes one invocation of a {@link PoolSweep} for each size; registered by that annotation.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PoolSizes implements TestTemplateInvocationContextProvider {

    private static final int LARGEST = 1_000;

    /** For JUnit. */
    public PoolSizes() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getTestMethod(), PoolSweep.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        int[] sizes = AnnotationSupport.findAnnotation(context.getRequiredTestMethod(), PoolSweep.class)
                .orElseThrow()
                .sizes();
        long different = IntStream.of(sizes).distinct().count();
        if (sizes.length < 2
                || different < sizes.length
                || IntStream.of(sizes).anyMatch(size -> size < 1 || size > LARGEST)) {
            throw new ExtensionConfigurationException("1 configuration error in "
                    + context.getRequiredTestClass().getSimpleName() + "."
                    + context.getRequiredTestMethod().getName() + ":\n  - @PoolSweep.sizes were "
                    + IntStream.of(sizes).boxed().toList()
                    + " but must be two or more different sizes from 1 to 1,000");
        }
        int largest = IntStream.of(sizes).max().orElseThrow();
        return IntStream.range(0, sizes.length).mapToObj(i -> new Size(sizes[i], largest, i == sizes.length - 1));
    }

    private record Size(int size, int largest, boolean last) implements TestTemplateInvocationContext {

        @Override
        public String getDisplayName(int invocationIndex) {
            return "pool of " + size;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            BeforeEachCallback begin = invocation -> SweepRun.begin(invocation, size, largest, last);
            return List.of(begin);
        }
    }
}
