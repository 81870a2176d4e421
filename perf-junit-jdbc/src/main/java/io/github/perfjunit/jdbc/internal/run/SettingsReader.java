// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.PerfTest;
import io.github.perfjunit.jdbc.DatabaseFault;
import io.github.perfjunit.jdbc.JdbcMix;
import io.github.perfjunit.jdbc.JdbcSession;
import io.github.perfjunit.jdbc.JdbcSlo;
import io.github.perfjunit.jdbc.JdbcWorkload;
import io.github.perfjunit.jdbc.Pool;
import io.github.perfjunit.jdbc.PoolSweep;
import io.github.perfjunit.jdbc.Probe;
import io.github.perfjunit.jdbc.WatchDatabase;
import io.github.perfjunit.jdbc.internal.database.DatabaseFinder;
import io.github.perfjunit.jdbc.internal.fault.FaultSettings;
import io.github.perfjunit.jdbc.internal.pool.PoolSettings;
import io.github.perfjunit.jdbc.internal.probe.P6SpyProbe;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.spi.LoadCandidate;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Reads what the annotations of a test say about its database; mistakes are told to the load's candidate. */
final class SettingsReader {

    private static final int MOST_TRIES = 100;
    static final String PROBE = "perf.jdbc.probe";

    private final LoadCandidate load;
    private final ExtensionContext context;
    private final Method method;

    SettingsReader(LoadCandidate load) {
        this.load = load;
        this.context = load.context();
        this.method = context.getRequiredTestMethod();
    }

    /** Returns what is said; empty if the test says nothing about a database. */
    Optional<JdbcSettings> read() {
        Optional<JdbcWorkload> workload = AnnotationSupport.findAnnotation(method, JdbcWorkload.class);
        Optional<PoolSweep> sweep = AnnotationSupport.findAnnotation(method, PoolSweep.class);
        Optional<WatchDatabase> watch = watch();
        if (workload.isEmpty() && sweep.isEmpty() && watch.isEmpty()) {
            orphans();
            hintAtWatching();
            return Optional.empty();
        }
        if ((workload.isPresent() || sweep.isPresent()) && method.isAnnotationPresent(WatchDatabase.class)) {
            load.problem("@WatchDatabase on " + method.getName() + "() says nothing: a "
                    + (workload.isPresent() ? "@JdbcWorkload" : "@PoolSweep") + " watches its database");
        }
        if (!AnnotationSupport.findRepeatableAnnotations(method, JdbcSlo.class).isEmpty()
                && AnnotationSupport.isAnnotated(method, PerfTest.class)) {
            load.problem("@JdbcSlo on " + method.getName() + "() has no effect, because a @PerfTest judges its results"
                    + " itself; write JdbcAssertions.assertThat(result)... in the method");
        }
        if (workload.isEmpty() && sweep.isEmpty() && AnnotationSupport.isAnnotated(method, JdbcMix.class)) {
            load.problem("@JdbcMix on " + method.getName() + "() needs @JdbcWorkload or @PoolSweep beside it");
        }
        if (!load.local()) {
            load.problem(
                    "a load of a database runs in this JVM alone: its statements, pool and database are watched from"
                            + " here; set perf.executor to local");
        }
        return workload.map(this::workload).or(() -> sweep.map(this::sweep)).or(() -> watch.map(this::watched));
    }

    private Optional<WatchDatabase> watch() {
        Optional<WatchDatabase> found = AnnotationSupport.findAnnotation(method, WatchDatabase.class);
        Class<?> type = context.getRequiredTestClass();
        while (found.isEmpty() && type != null) {
            found = AnnotationSupport.findAnnotation(type, WatchDatabase.class);
            type = type.getEnclosingClass();
        }
        return found;
    }

    /** Annotations that would silently do nothing. */
    private void orphans() {
        if (AnnotationSupport.isAnnotated(method, JdbcMix.class)) {
            load.problem("@JdbcMix on " + method.getName() + "() needs @JdbcWorkload or @PoolSweep beside it");
        }
        if (!AnnotationSupport.findRepeatableAnnotations(method, DatabaseFault.class)
                .isEmpty()) {
            load.problem("@DatabaseFault on " + method.getName()
                    + "() needs @JdbcWorkload, @PoolSweep or @WatchDatabase beside it");
        }
        if (!AnnotationSupport.findRepeatableAnnotations(method, JdbcSlo.class).isEmpty()) {
            load.problem("@JdbcSlo on " + method.getName()
                    + "() needs @JdbcWorkload, @PoolSweep or @WatchDatabase beside it");
        }
    }

    /** An N+1 of an application under test in this JVM goes unseen if nobody watches its database. */
    private void hintAtWatching() {
        if (load.local() && DatabaseFinder.isOfApplicationWithDatabase(context)) {
            load.note("what the application does with its database is not watched; @WatchDatabase on the test shows its"
                    + " statements, and an N+1 among them");
        }
    }

    private JdbcSettings workload(JdbcWorkload a) {
        PoolSettings pool = pool("@JdbcWorkload.pool", a.pool());
        checkTries("@JdbcWorkload.maxTries", a.maxTries(), pool);
        TransactionSettings transactions = new TransactionSettings(
                tries("@JdbcWorkload.maxTries", a.maxTries()),
                a.isolation(),
                a.readOnly(),
                latencyLimit(a.latencyLimit()),
                takesConnection(),
                pool.autoCommit(),
                !pool.perTransactionConnection());
        return settings(
                load.text("@JdbcWorkload.dataSource", a.dataSource()),
                pool,
                reads(a),
                probe("@JdbcWorkload.probe", a.probe()),
                a.diagnose(),
                Optional.of(transactions),
                Optional.empty());
    }

    private JdbcSettings sweep(PoolSweep a) {
        PoolSettings pool = pool("@PoolSweep.pool", a.pool());
        checkTries("@PoolSweep.maxTries", a.maxTries(), pool);
        TransactionSettings transactions = new TransactionSettings(
                tries("@PoolSweep.maxTries", a.maxTries()),
                a.isolation(),
                a.readOnly(),
                Duration.ZERO,
                takesConnection(),
                pool.autoCommit(),
                !pool.perTransactionConnection());
        Optional<SweepRun> run = SweepRun.of(context);
        return settings(
                load.text("@PoolSweep.dataSource", a.dataSource()),
                run.map(r -> pool.withSize(r.size())).orElse(pool),
                Optional.empty(),
                probe("@PoolSweep.probe", a.probe()),
                true,
                Optional.of(transactions),
                run);
    }

    private JdbcSettings watched(WatchDatabase a) {
        return settings(
                load.text("@WatchDatabase.dataSource", a.dataSource()),
                PoolSettings.DEFAULT,
                Optional.empty(),
                probe("@WatchDatabase", Probe.AUTO),
                a.diagnose(),
                Optional.empty(),
                Optional.empty());
    }

    private JdbcSettings settings(
            String dataSource,
            PoolSettings pool,
            Optional<ReadsSettings> reads,
            Probe probe,
            boolean diagnose,
            Optional<TransactionSettings> transactions,
            Optional<SweepRun> sweep) {
        Optional<Mix> mix = AnnotationSupport.findAnnotation(method, JdbcMix.class)
                .flatMap(m -> Mix.read(m, context.getRequiredTestInstance(), load::problem));
        if (mix.isPresent()) {
            checkRoles(mix.get(), pool, reads);
        } else if (reads.isPresent() && takesConnection()) {
            load.problem(
                    "@JdbcWorkload.reads is for read-only transactions, of which there are none; write a @JdbcMix with"
                            + " @JdbcTransaction(readOnly = true)");
        }
        return new JdbcSettings(
                method.getName(), dataSource, pool, reads, probe, diagnose, transactions, mix, faults(), sweep);
    }

    private Optional<ReadsSettings> reads(JdbcWorkload a) {
        String dataSource = load.text("@JdbcWorkload.readsDataSource", a.readsDataSource());
        if (a.reads().length > 1) {
            load.problem("@JdbcWorkload.reads has " + a.reads().length + " pools but may have one");
        }
        if (a.reads().length > 0 && !dataSource.isBlank()) {
            load.problem(
                    "@JdbcWorkload.reads and readsDataSource are both set but one is enough: a data source of the test"
                            + " has its own pool");
        }
        if (a.reads().length == 0) {
            return dataSource.isBlank()
                    ? Optional.empty()
                    : Optional.of(new ReadsSettings(dataSource, PoolSettings.DEFAULT));
        }
        return Optional.of(new ReadsSettings("", pool("@JdbcWorkload.reads", a.reads()[0])));
    }

    /** A connection that a user keeps would be that of one role. */
    private void checkRoles(Mix mix, PoolSettings pool, Optional<ReadsSettings> reads) {
        if (reads.isPresent() && !mix.anyReadOnly()) {
            load.problem("@JdbcWorkload.reads is for read-only transactions, of which there are none; write"
                    + " @JdbcTransaction(readOnly = true) on those that write nothing");
        }
        boolean kept = !pool.perTransactionConnection()
                || reads.filter(r -> !r.pool().perTransactionConnection()).isPresent();
        if (mix.anyReadOnly() && kept) {
            load.problem(
                    "@JdbcTransaction(readOnly = true) needs perTransactionConnection = true: a connection that a user"
                            + " keeps is for all its transactions");
        }
        if (reads.filter(r -> r.pool().autoCommit() != pool.autoCommit()
                        && r.dataSource().isEmpty())
                .isPresent()) {
            load.problem("@JdbcWorkload.reads.autoCommit was '"
                    + reads.get().pool().autoCommit() + "' but must be as @JdbcWorkload.pool.autoCommit");
        }
    }

    /** A key says how statements are seen instead of the annotation, such as to find out what seeing them costs. */
    private Probe probe(String place, Probe annotated) {
        Optional<String> key = load.setting(PROBE);
        if (key.isEmpty()) {
            return there(place, annotated.name(), annotated);
        }
        String given = key.get();
        for (Probe probe : Probe.values()) {
            if (probe.name().equalsIgnoreCase(given.strip())) {
                return there(PROBE, given, probe);
            }
        }
        load.problem(PROBE + " was '" + given + "' but must be one of auto, p6spy, proxy, none");
        return annotated;
    }

    private Probe there(String place, String given, Probe probe) {
        if (probe == Probe.P6SPY && !P6SpyProbe.isThere()) {
            load.problem(place + " was '" + given + "' but p6spy is not on the class path"
                    + "\n    Hint: add p6spy:p6spy:3.9.1 (scope test), or use auto, which needs no library");
        }
        return probe;
    }

    private boolean takesConnection() {
        return AnnotationSupport.isAnnotated(method, JdbcMix.class)
                || Arrays.stream(method.getParameters())
                        .map(Parameter::getType)
                        .anyMatch(type -> type == Connection.class || type == JdbcSession.class);
    }

    private int tries(String place, int tries) {
        if (tries < 1 || tries > MOST_TRIES) {
            load.problem(place + " was '" + tries + "' but must be from 1 to " + MOST_TRIES);
        } else if (tries > 1 && !takesConnection()) {
            load.problem(
                    place + " was '" + tries + "', but a method without a parameter of type Connection or JdbcSession"
                            + " ends its transactions itself, so only it can try them again");
        }
        return tries;
    }

    private void checkTries(String place, int tries, PoolSettings pool) {
        if (tries > 1 && pool.autoCommit()) {
            load.problem(
                    place + " was '" + tries + "', but with autoCommit = true what a transaction did before it failed"
                            + " is committed and cannot be tried again");
        }
    }

    private Duration latencyLimit(String text) {
        return load.duration("@JdbcWorkload.latencyLimit", text).orElse(Duration.ZERO);
    }

    private PoolSettings pool(String place, Pool a) {
        List<String> properties = new ArrayList<>();
        for (String property : a.properties()) {
            properties.add(load.text(place + ".properties", property));
        }
        PoolSettings settings = new PoolSettings(
                a.size(),
                a.minIdle(),
                load.duration(place + ".connectionTimeout", a.connectionTimeout())
                        .orElse(PoolSettings.DEFAULT.connectionTimeout()),
                a.perTransactionConnection(),
                a.autoCommit(),
                properties);
        settings.problems(place).forEach(load::problem);
        return settings;
    }

    private List<FaultSettings> faults() {
        List<DatabaseFault> found = AnnotationSupport.findRepeatableAnnotations(method, DatabaseFault.class);
        Class<?> type = context.getRequiredTestClass();
        while (found.isEmpty() && type != null) {
            found = AnnotationSupport.findRepeatableAnnotations(type, DatabaseFault.class);
            type = type.getEnclosingClass();
        }
        return found.stream()
                .map(fault -> new FaultSettings(
                        fault.type(),
                        load.text("@DatabaseFault.at", fault.at()),
                        load.text("@DatabaseFault.duration", fault.duration()),
                        load.text("@DatabaseFault.delay", fault.delay()),
                        load.text("@DatabaseFault.jitter", fault.jitter()),
                        fault.bytesPerSecond()))
                .toList();
    }

    /** Returns how long the load is measured by its plan; empty if iterations end it, or there are mistakes in it. */
    static Optional<Duration> measured(LoadCandidate load) {
        return load.plan().map(plan -> plan.scenarios().get(0).model()).flatMap(model -> {
            if (model instanceof LoadModel.Closed closed && closed.isLimited()) {
                return Optional.empty();
            }
            return Optional.of(model.segments().stream()
                    .filter(segment -> segment.phase() == Phase.MEASURE)
                    .map(Segment::duration)
                    .reduce(Duration.ZERO, Duration::plus));
        });
    }
}
