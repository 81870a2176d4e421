// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static io.github.perfjunit.jdbc.internal.diagnosis.DatabaseFindings.format;

import io.github.perfjunit.jdbc.report.DatabaseActivity;
import io.github.perfjunit.jdbc.report.DatabaseReport;
import io.github.perfjunit.jdbc.report.DatabaseSetting;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.ServerWork;
import io.github.perfjunit.jdbc.report.TableActivity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Settings of driver, pool and server that are dangerous, or make the figures of a load those of another system. */
final class SettingFindings {

    private static final int MOST_PER_CORE = 8;
    private static final int MANY_CONNECTIONS = 32;
    private static final long DEFAULT_SHARED_BUFFERS = 128L << 20;
    private static final double GOOD_HIT_RATIO = 0.99;

    /** Fewer are read for the first time by any short load. */
    private static final long MANY_BLOCKS = 1_000;

    private static final long SOME_LOG_BYTES = 100_000;

    private final DatabaseReport report;
    private final ClientSettings client;
    private final List<Finding> findings = new ArrayList<>();

    private SettingFindings(DatabaseReport report, ClientSettings client) {
        this.report = report;
        this.client = client;
    }

    static List<Finding> of(DatabaseReport report, ClientSettings client) {
        SettingFindings all = new SettingFindings(report, client);
        boolean postgres = report.product().startsWith("PostgreSQL");
        boolean maria = isMaria(report.product());
        if (postgres) {
            all.durability();
            all.postgresDriver();
            all.memory();
        }
        if (maria) {
            all.mariaDb();
        }
        if (postgres || maria) {
            all.socketTimeout(postgres ? "socketTimeout=30 (seconds)" : "socketTimeout=30000 (milliseconds)");
            all.poolSize();
        }
        return all.findings;
    }

    static boolean isMaria(String product) {
        String lower = product.toLowerCase(Locale.ROOT);
        return lower.startsWith("mariadb") || lower.startsWith("mysql");
    }

    static String value(DatabaseReport report, String name) {
        return report.settings().stream()
                .filter(setting -> setting.name().equals(name))
                .map(DatabaseSetting::value)
                .findFirst()
                .orElse("");
    }

    /** Returns the size that PostgreSQL shows as {@code 128MB}; 0 for what is no size. */
    static long bytes(String size) {
        int unit = 0;
        while (unit < size.length() && Character.isDigit(size.charAt(unit)) && unit < 15) {
            unit++;
        }
        if (unit == 0) {
            return 0;
        }
        long number = Long.parseLong(size.substring(0, unit));
        return switch (size.substring(unit).strip()) {
            case "kB" -> number << 10;
            case "MB" -> number << 20;
            case "GB" -> number << 30;
            case "TB" -> number << 40;
            default -> number;
        };
    }

    private void durability() {
        if (report.tables().stream().mapToLong(TableActivity::writes).sum() == 0) {
            return;
        }
        for (String name : List.of("fsync", "full_page_writes")) {
            if (value(name).equals("off")) {
                add(
                        name,
                        name
                                + " is off: commits do not wait for the disk, so writes are faster here than in production.",
                        "Read the times of writes as a lower limit, or turn " + name + " on for figures that hold.");
            }
        }
        if (value("synchronous_commit").equals("off")) {
            add(
                    "synchronous_commit",
                    "synchronous_commit is off: a commit returns before it is safe on the disk.",
                    "Turn it on for figures that hold in production, unless production has it off too.");
        }
    }

    private void postgresDriver() {
        if (client.driver("prepareThreshold").equals("0")
                || client.driver("preferQueryMode").equals("simple")) {
            add(
                    "prepareThreshold",
                    "The driver never keeps prepared statements on the server, so each call is parsed and planned anew.",
                    "Leave prepareThreshold at 5, unless a connection pooler between them forbids it.");
        }
        if (value("autovacuum").equals("off")) {
            add(
                    "autovacuum",
                    "autovacuum is off: dead rows stay, and statistics that plans are made from grow old.",
                    "Turn it on: its work is part of what production does.");
        }
    }

    private void memory() {
        long shared = bytes(value("shared_buffers"));
        long size = bytes(value(PostgresStructure.DATABASE_BYTES));
        DatabaseActivity activity = report.activity();
        Double ratio = activity == null ? null : activity.cacheHitRatio();
        if (activity != null
                && activity.blocksRead() >= MANY_BLOCKS
                && shared > 0
                && shared <= DEFAULT_SHARED_BUFFERS
                && size > shared
                && ratio != null
                && ratio < GOOD_HIT_RATIO) {
            add(
                    "shared_buffers",
                    format(
                            "shared_buffers has its small default of %s, the database has %,d MB, and %.1f %% of the pages were"
                                    + " found in it.",
                            value("shared_buffers"), size >> 20, ratio * 100),
                    "Give it about a quarter of the memory of the server, as in production.");
        }
    }

    private void socketTimeout(String example) {
        String timeout = client.driver("socketTimeout");
        if (client.driverKnown() && (timeout.isEmpty() || timeout.equals("0"))) {
            add(
                    "socketTimeout",
                    "The driver has no socketTimeout: a call hangs for ever when the network or the server falls silent.",
                    "Set " + example + " in the URL, above the longest statement you expect.");
        }
    }

    private void poolSize() {
        long connections = bytes(value("max_connections"));
        long reserved = bytes(value("superuser_reserved_connections")) + bytes(value("reserved_connections"));
        if (connections > 0 && client.poolSize() > connections - reserved) {
            add(
                    "pool size",
                    format(
                            "The pool may open %,d connections, the server takes %,d, of which %,d are reserved.",
                            client.poolSize(), connections, reserved),
                    "Make the pools of all instances together smaller than what the server takes.");
        } else if (client.serverCores() > 0
                && client.poolSize() > MANY_CONNECTIONS
                && client.poolSize() > client.serverCores() * MOST_PER_CORE) {
            add(
                    "pool size",
                    format(
                            "The pool may open %,d connections for %,d processors of the server; %.1f were at work in the mean.",
                            client.poolSize(),
                            client.serverCores(),
                            report.sessions().activeMean()),
                    "Try a smaller pool: beyond a few connections for each processor they only wait for each other.");
        }
    }

    private void mariaDb() {
        ServerWork work = report.work();
        String flush = value("innodb_flush_log_at_trx_commit");
        if (!flush.isEmpty() && !flush.equals("1") && work != null && work.walBytes() > SOME_LOG_BYTES) {
            add(
                    "innodb_flush_log_at_trx_commit",
                    "innodb_flush_log_at_trx_commit is " + flush + ": commits do not wait for the disk.",
                    "Set it to 1 for figures that hold in production, unless production has it so too.");
        }
    }

    private String value(String name) {
        return value(report, name);
    }

    private void add(String subject, String evidence, String advice) {
        findings.add(new Finding(Finding.Kind.SETTING, subject, evidence, advice));
    }
}
