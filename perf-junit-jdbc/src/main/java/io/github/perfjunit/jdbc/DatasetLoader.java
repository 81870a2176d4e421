// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import org.apiguardian.api.API;

/**
 * Writes the rows of a {@link JdbcDataset}.
 *
 * <pre>{@code
 * final class Orders implements DatasetLoader {
 *     @Override
 *     public void load(Dataset data) throws SQLException {
 *         try (TableLoader orders = data.table("orders", "id", "customer", "total")) {
 *             for (int id = 1; id <= 10_000 * data.scale(); id++) {
 *                 orders.row(id, data.random().nextInt(1, 1_000), BigDecimal.valueOf(id, 2));
 *             }
 *         }
 *     }
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface DatasetLoader {

    /**
     * Writes the rows.
     *
     * @param data gives tables to write to, and says how much
     * @throws Exception if that fails, with which the test fails
     */
    void load(Dataset data) throws Exception;
}
