// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.jdbc.report.PoolConfiguration;
import io.github.perfjunit.metrics.PrintableText;
import io.github.perfjunit.spi.SecretNames;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads how a pool is set up. */
final class PoolConfigurations {

    /** May hold a secret, though the name does not say so. */
    private static final Pattern PRIVATE = Pattern.compile("user|key|url|uri");

    private static final int LONGEST_VALUE = 100;

    private PoolConfigurations() {}

    static PoolConfiguration of(HikariDataSource pool) {
        return new PoolConfiguration(
                pool.getMaximumPoolSize(),
                pool.getMinimumIdle() < 0 ? pool.getMaximumPoolSize() : pool.getMinimumIdle(),
                Duration.ofMillis(pool.getConnectionTimeout()),
                Duration.ofMillis(pool.getIdleTimeout()),
                Duration.ofMillis(pool.getMaxLifetime()),
                Duration.ofMillis(pool.getLeakDetectionThreshold()),
                pool.isAutoCommit(),
                shown(pool));
    }

    private static Map<String, String> shown(HikariDataSource pool) {
        Map<String, String> shown = new LinkedHashMap<>();
        pool.getDataSourceProperties().forEach((name, value) -> {
            String key = String.valueOf(name);
            shown.put(cut(key), isSecret(key) ? "***" : cut(String.valueOf(value)));
        });
        return shown;
    }

    private static boolean isSecret(String name) {
        return SecretNames.isSecret(name)
                || PRIVATE.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    private static String cut(String text) {
        return PrintableText.oneLine(text, LONGEST_VALUE);
    }
}
