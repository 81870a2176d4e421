// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.metrics.LoadResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The {@link AfterLoad} methods of a test method. */
final class AfterLoadMethods {

    private final ExtensionContext context;
    private final List<LoadMethod> calls;

    /**
     * Finds the methods.
     *
     * @param problems gets one sentence a mistake
     */
    AfterLoadMethods(ExtensionContext context, Consumer<String> problems) {
        this.context = context;
        this.calls = LoadMethod.find(context, AfterLoad.class, AfterLoad::value, problems);
        calls.stream()
                .map(LoadMethod::method)
                .filter(method -> Arrays.stream(method.getParameterTypes()).noneMatch(type -> type == LoadResult.class))
                .forEach(method -> problems.accept(
                        "@AfterLoad on " + method.getName() + "() must have a parameter of type LoadResult"));
    }

    /** Calls all methods, whatever they throw, and returns what they threw. */
    List<Throwable> call() {
        List<Throwable> thrown = new ArrayList<>();
        for (LoadMethod call : calls) {
            try {
                context.getExecutableInvoker().invoke(call.method(), call.target());
            } catch (Throwable e) {
                thrown.add(e);
            }
        }
        return thrown;
    }
}
