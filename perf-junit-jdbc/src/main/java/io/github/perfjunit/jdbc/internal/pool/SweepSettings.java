// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import java.util.ArrayList;
import java.util.List;

/**
 * Sizes of pool to try, in the order to try them.
 *
 * @param sizes as the user gave them
 */
public record SweepSettings(List<Integer> sizes) {

    private static final int FEWEST = 2;
    private static final int MOST = 20;

    /** Copies what could change. */
    public SweepSettings {
        sizes = List.copyOf(sizes);
    }

    /**
     * Returns what is wrong, one sentence each.
     *
     * @param where what stands before the name of a setting, such as {@code @PoolSweep}
     */
    public List<String> problems(String where) {
        List<String> problems = new ArrayList<>();
        if (sizes.size() < FEWEST || sizes.size() > MOST) {
            problems.add(where + ".sizes were " + sizes.size() + " but must be from 2 to 20; a knee shows from 4 on");
        }
        int before = 0;
        for (int size : sizes) {
            if (size < 1 || size > PoolSettings.MOST_CONNECTIONS) {
                problems.add(where + ".sizes had '" + size + "' but each must be from 1 to 1,000");
            } else if (size <= before) {
                problems.add(where + ".sizes had '" + size + "' after '" + before + "' but must rise");
            }
            before = size;
        }
        return problems;
    }
}
