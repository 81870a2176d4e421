// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.ObjectiveResult;
import java.io.File;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Objectives that annotations set, in a project that has no AssertJ. */
class ObjectivesWithoutAssertJTests {

    private static ClassLoader bare() {
        List<URL> path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("assertj"))
                .map(entry -> {
                    try {
                        return new File(entry).toURI().toURL();
                    } catch (MalformedURLException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
        return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    @Test
    void figures_heldAgainstLimits_needNoAssertJ() throws Throwable {
        ClassLoader bare = bare();
        Class<?> madeUp = bare.loadClass(MadeUp.class.getName());
        Object load = madeUp.getConstructor().newInstance();
        Object result = madeUp.getMethod("result").invoke(load);
        Object report = madeUp.getMethod("report").invoke(load);
        Class<?> figures = bare.loadClass("io.github.perfjunit.jdbc.internal.run.JdbcFigures");
        Object made = figures.getConstructors()[0].newInstance(result, report);

        Object pool = figures.getMethod("pool").invoke(made);

        for (String figure : List.of("deadlocks", "retried", "pool.leaked", "pool.pending")) {
            Object of = figure.startsWith("pool.") ? pool : made;
            Object extra = of.getClass().getMethod(figure.replace("pool.", "")).invoke(of);
            // Reflection would load the types of all methods, those that assertions use among them.
            Object verdict = MethodHandles.publicLookup()
                    .findVirtual(
                            extra.getClass(),
                            "atMost",
                            MethodType.methodType(
                                    bare.loadClass(ObjectiveResult.class.getName()), double.class, String.class))
                    .invoke(extra, 0.0, "");
            assertThat(verdict.getClass().getMethod("met").invoke(verdict)).isEqualTo(false);
        }
        assertThat(pool.getClass().getMethod("acquire", double.class).invoke(pool, 99.0))
                .asString()
                .contains("wait for a connection p99", "samples=1200");
        assertThatThrownBy(() -> bare.loadClass("org.assertj.core.api.Assertions"))
                .isInstanceOf(ClassNotFoundException.class);
    }
}
