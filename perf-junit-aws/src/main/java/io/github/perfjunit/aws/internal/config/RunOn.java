// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where loads run. */
public enum RunOn {
    /** In this JVM. */
    LOCAL,
    /** In tasks of Fargate. */
    FARGATE,
    /** Nowhere: what would be done is printed. */
    PLAN;

    /** Reads a value; empty if it is none. */
    public static Optional<RunOn> of(String text) {
        return Arrays.stream(values())
                .filter(each -> each.name().equalsIgnoreCase(text.strip()))
                .findFirst();
    }

    /** Returns the values in words. */
    public static String words() {
        return Arrays.stream(values())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
