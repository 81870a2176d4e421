// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.internal.pool.PoolSettings;

/**
 * What a test says about the pool of its read-only transactions.
 *
 * @param dataSource name of the data source of the test that they use; empty for a pool of the library's
 * @param pool settings of that pool
 */
record ReadsSettings(String dataSource, PoolSettings pool) {}
