// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

/**
 * One setting as it was written, placeholders replaced.
 *
 * @param place where it is, such as {@code @LoadTest.rampUp}
 * @param text its text; blank if it is not set
 * @param broken true if it is set to something that has been reported as a mistake already
 */
record Field(String place, String text, boolean broken) {

    boolean isSet() {
        return broken || !text.isBlank();
    }
}
