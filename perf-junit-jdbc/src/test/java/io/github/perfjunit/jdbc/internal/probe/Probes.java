// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way to see statements. */
final class Probes {

    private Probes() {}

    /** A test of all of them. */
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest
    @MethodSource("io.github.perfjunit.jdbc.internal.probe.Probes#all")
    @interface ProbeTest {}

    static Stream<Named<StatementProbe>> all() {
        return Stream.of(Named.of("PROXY", new ProxyProbe()), Named.of("P6SPY", P6SpyProbe.create()));
    }
}
