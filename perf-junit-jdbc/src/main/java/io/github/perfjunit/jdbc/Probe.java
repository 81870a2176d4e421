// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import org.apiguardian.api.API;

/**
 * How the statements of a data source are seen while a load runs.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Probe {
    /** The library chooses: {@link #PROXY}, which costs less than p6spy and passes on every method of JDBC. */
    AUTO,
    /** Through p6spy, which the project must have among its libraries; its configuration is not read. */
    P6SPY,
    /** Through proxies of the JDK, without any library. */
    PROXY,
    /** Not at all; only how long it takes to get a connection is measured. */
    NONE
}
