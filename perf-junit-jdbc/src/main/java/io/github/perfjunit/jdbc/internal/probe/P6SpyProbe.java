// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import com.p6spy.engine.common.ConnectionInformation;
import java.sql.Connection;

/**
 * Sees statements through the wrappers of p6spy. Its configuration is never read: no spy.properties, no spy.log, and
 * parameters of statements are not kept.
 */
public final class P6SpyProbe implements StatementProbe {

    private static final String NEEDED = "com.p6spy.engine.wrapper.ConnectionWrapper";

    private P6SpyProbe() {}

    /**
     * Makes one.
     *
     * @throws IllegalArgumentException if p6spy is not there
     */
    public static StatementProbe create() {
        if (!isThere()) {
            throw new IllegalArgumentException(
                    "probe was P6SPY but p6spy is not on the class path. Hint: add p6spy:p6spy:3.9.1, or use AUTO, which"
                            + " needs no library.");
        }
        return new P6SpyProbe();
    }

    /** Tells whether p6spy is on the class path. */
    public static boolean isThere() {
        try {
            Class.forName(NEEDED, false, P6SpyProbe.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    @Override
    public Connection wrap(Connection connection, ConnectionTrace trace) {
        return new P6Connection(connection, ConnectionInformation.fromTestConnection(connection), trace);
    }
}
