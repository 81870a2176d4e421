// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import org.apiguardian.api.API;

/**
 * One of several populations of a load.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Scenario extends LoadSettings<Scenario> {

    /**
     * Sets the pause between the start of the load and the start of this scenario.
     *
     * @param delay such as {@code "31m"}
     * @return this
     */
    Scenario startAfter(String delay);

    /**
     * Marks this scenario, so that figures of all scenarios with that mark can be selected and judged together, and shows
     * the mark in reports.
     *
     * @param name its name, such as {@code tier}; letters, digits, dots, hyphens and underscores, at most 50 characters
     * @param value its value, such as {@code premium}, 1 to 100 characters; it replaces an earlier one of that name
     * @return this
     */
    Scenario tag(String name, String value);

    /**
     * Runs code once for each virtual user before its first iteration; not measured.
     *
     * @param code the code, run on the user's thread
     * @return this
     */
    Scenario beforeUser(UserBody code);

    /**
     * Runs code once for each virtual user after its last iteration; not measured.
     *
     * @param code the code, run on the user's thread
     * @return this
     */
    Scenario afterUser(UserBody code);

    /**
     * Sets the code of an iteration.
     *
     * @param body run again and again by each user
     * @return this
     */
    Scenario run(UserBody body);
}
