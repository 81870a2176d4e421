// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.spi.ConfigurationMistake;

/** A request that cannot be made whatever the data is. */
final class NeverPossible extends IllegalArgumentException implements ConfigurationMistake {

    private static final long serialVersionUID = 1L;

    NeverPossible(String message) {
        super(message);
    }
}
