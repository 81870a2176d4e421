// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import org.apiguardian.api.API;

/**
 * How many sessions were in one state.
 *
 * @param state such as {@code active}, {@code idle} or {@code idle in transaction}
 * @param mean mean over all samples
 * @param most the most in one sample
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SessionCount(String state, double mean, int most) {}
