// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.config;

import java.util.Optional;

/** Where settings and mistakes of them go: a load whose settings are read, or a command line. */
public interface SettingsSource {

    /** Returns the value of a key. */
    Optional<String> find(String key);

    /** Adds a mistake. */
    void problem(String sentence);
}
