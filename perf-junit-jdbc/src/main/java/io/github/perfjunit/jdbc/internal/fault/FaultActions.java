// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.jdbc.internal.database.ServerControl;
import io.github.perfjunit.jdbc.report.FaultType;
import io.github.perfjunit.metrics.FigureFormat;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Breaks and heals. */
final class FaultActions {

    /** Sessions of the library itself have names that begin so. */
    private static final String STORM = "/* perf-junit */ select count(pg_terminate_backend(pid)) from pg_stat_activity"
            + " where backend_type = 'client backend' and pid <> pg_backend_pid()"
            + " and datname = current_database() and application_name not like 'perf-junit-%'";

    private static final int STORM_SECONDS = 30;
    private static final int STARTS = 4;
    private static final long BETWEEN_STARTS = TimeUnit.MILLISECONDS.toNanos(300);

    private final FaultTargets targets;
    private final FaultClock clock;

    FaultActions(FaultTargets targets, FaultClock clock) {
        this.targets = targets;
        this.clock = clock;
    }

    /** Breaks it; returns what is to be remarked on. */
    Optional<String> apply(PlannedFault fault) throws IOException, SQLException {
        switch (fault.type()) {
            case LATENCY -> proxy().change(new ProxyMode.Latency(fault.delay(), fault.jitter(), targets.seed()));
            case BLACK_HOLE -> proxy().change(new ProxyMode.BlackHole());
            case RESET -> {
                if (fault.duration().isZero()) {
                    proxy().reset(); // a pool may open connections while others are still to be broken
                } else {
                    proxy().change(new ProxyMode.Reset());
                }
            }
            case REFUSE -> proxy().change(new ProxyMode.Refuse(false));
            case BANDWIDTH -> proxy().change(new ProxyMode.Bandwidth(fault.bytesPerSecond()));
            case TERMINATE -> {
                return Optional.of(terminate());
            }
            case RESTART -> control().stop();
            case CRASH, PROMOTION -> control().crash();
        }
        return Optional.empty();
    }

    private String terminate() throws SQLException {
        FaultTargets.ConnectionSource administrator = Objects.requireNonNull(targets.administrator(), "administrator");
        try (Connection connection = administrator.open();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(STORM_SECONDS);
            try (ResultSet row = statement.executeQuery(STORM)) {
                row.next();
                long ended = row.getLong(1);
                return ended == 0
                        ? "found no session of the load to end"
                        : "ended " + FigureFormat.count(ended, "session");
            }
        }
    }

    /** Heals it; may be called though {@link #apply} failed. */
    void heal(PlannedFault fault) throws IOException {
        if (FaultPlan.isOfNetwork(fault.type())) {
            proxy().change(new ProxyMode.Pass());
        } else if (fault.type() == FaultType.PROMOTION) {
            proxy().leadTo(Objects.requireNonNull(targets.promotion(), "promotion")
                    .promote());
        } else if (fault.type() != FaultType.TERMINATE) {
            start();
        }
    }

    /** Starts the server; more than once, because one that crashed may leave its port and memory for a moment. */
    private void start() throws IOException {
        IOException failure = attempt();
        for (int i = 1; i < STARTS && failure != null; i++) {
            clock.pause(BETWEEN_STARTS * i);
            failure = attempt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable IOException attempt() {
        try {
            control().start();
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** Returns what is to be remarked on once all faults are healed. */
    Optional<String> trouble(PlannedFault fault) {
        FaultProxy proxy = targets.proxy();
        return proxy == null || !FaultPlan.isOfNetwork(fault.type())
                ? Optional.empty()
                : proxy.failure().map(e -> "the proxy could not serve each connection at once: " + Reason.of(e));
    }

    private FaultProxy proxy() {
        return Objects.requireNonNull(targets.proxy(), "proxy");
    }

    private ServerControl control() {
        return Objects.requireNonNull(targets.control(), "control");
    }
}
