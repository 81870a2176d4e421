// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

/**
 * One scenario as it was written.
 *
 * @param name its name
 * @param load its settings
 */
public record ScenarioLoad(String name, RawLoad load) {}
