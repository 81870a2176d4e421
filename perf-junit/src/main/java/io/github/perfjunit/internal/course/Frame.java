// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.course;

/**
 * A stretch of a load in windows of equal length.
 *
 * @param fromMillis its start, in milliseconds since the start of the load
 * @param toMillis its end
 * @param widthMillis length of a window
 */
record Frame(long fromMillis, long toMillis, long widthMillis) {

    int count() {
        return Math.toIntExact((toMillis - fromMillis + widthMillis - 1) / widthMillis);
    }

    /** Returns the number of the window at a time; -1 outside. */
    int window(long millis) {
        return millis < fromMillis || millis >= toMillis ? -1 : (int) ((millis - fromMillis) / widthMillis);
    }
}
