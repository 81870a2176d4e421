// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.probe.P6SpyProbe;
import io.github.perfjunit.jdbc.internal.probe.ProxyProbe;
import io.github.perfjunit.jdbc.internal.probe.StatementProbe;
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
    NONE;

    StatementProbe create() {
        return switch (this) {
            case AUTO, PROXY -> new ProxyProbe();
            case P6SPY -> P6SpyProbe.create();
            case NONE -> StatementProbe.NONE;
        };
    }
}
