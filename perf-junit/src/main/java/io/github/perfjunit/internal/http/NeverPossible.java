// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.spi.ConfigurationMistake;

/** Thrown for a request that can never work, whatever the data. */
final class NeverPossible extends IllegalArgumentException implements ConfigurationMistake {

    private static final long serialVersionUID = 1L;

    NeverPossible(String message) {
        super(message);
    }
}
