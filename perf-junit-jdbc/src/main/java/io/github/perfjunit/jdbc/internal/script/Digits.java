// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** The texts of sysbench's rows: groups of eleven random digits with dashes between them. */
final class Digits {

    private static final int GROUP = 11;
    private static final long VALUES = 100_000_000_000L;
    private static final int GROUPS_OF_C = 10;
    private static final int GROUPS_OF_PAD = 5;

    private Digits() {}

    /** Returns a text of 119 characters. */
    static String c(RandomGenerator random) {
        return groups(random, GROUPS_OF_C);
    }

    /** Returns a text of 59 characters. */
    static String pad(RandomGenerator random) {
        return groups(random, GROUPS_OF_PAD);
    }

    private static String groups(RandomGenerator random, int count) {
        byte[] text = new byte[count * (GROUP + 1) - 1];
        Arrays.fill(text, (byte) '-');
        for (int group = 0; group < count; group++) {
            long rest = random.nextLong(VALUES);
            for (int i = GROUP - 1; i >= 0; i--) {
                text[group * (GROUP + 1) + i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
