// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import java.util.List;

/**
 * How much of each load the page shows; a page that would be too long is written again with less.
 *
 * @param points most points of a line over time
 * @param columns most columns of the heatmap; 0 for none
 * @param rows most rows of a table of requests or errors
 * @param sparks most points of the small line of a request; 0 for none
 */
record Detail(int points, int columns, int rows, int sparks) {

    /** From all there is to the least. */
    static final List<Detail> LEVELS = List.of(
            new Detail(600, 120, 200, 40),
            new Detail(300, 80, 150, 24),
            new Detail(150, 40, 80, 0),
            new Detail(100, 0, 30, 0),
            new Detail(60, 0, 10, 0));
}
