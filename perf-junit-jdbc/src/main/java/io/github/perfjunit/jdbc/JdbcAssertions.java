// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.metrics.LoadResult;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the fluent assertions about the database of a load. Needs AssertJ on the class path.
 *
 * <pre>{@code
 * @AfterLoad("checkout")
 * void database(LoadResult result) {
 *     assertThat(result).transactions().p95().isLessThan(ofMillis(20)).retried().isLessThan(10);
 *     assertThat(result).callsPerTransactionAtMost(3);
 *     assertThat(result).pool().acquireP99().isLessThan(ofMillis(5)).leaked().isZero();
 *     assertThat(result).findings().hasNo(MISSING_INDEX, DEADLOCK);
 * }
 * }</pre>
 *
 * <p>Where {@code PerfAssertions.assertThat} of the core is imported as well, the compiler cannot tell which of them is
 * meant for a result: import one of them, and go from here to the other by {@link JdbcResultAssert#load()}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class JdbcAssertions {

    private JdbcAssertions() {}

    /**
     * Begins an assertion about the database of a load; its checks are recorded in the result.
     *
     * @param actual the result of a load with {@link JdbcWorkload}, {@link PoolSweep} or {@link WatchDatabase}
     * @return an assertion that leads to transactions, statements, pool, database, recovery and findings
     */
    public static JdbcResultAssert assertThat(@Nullable LoadResult actual) {
        return new JdbcResultAssert(actual);
    }
}
