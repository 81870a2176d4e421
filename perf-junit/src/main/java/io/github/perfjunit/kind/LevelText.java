// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import io.github.perfjunit.metrics.FigureFormat;

/** Levels of load for people. */
final class LevelText {

    private LevelText() {}

    static String of(double level, boolean open) {
        return open ? FigureFormat.rate(level) : FigureFormat.count(Math.round(level), "user");
    }
}
