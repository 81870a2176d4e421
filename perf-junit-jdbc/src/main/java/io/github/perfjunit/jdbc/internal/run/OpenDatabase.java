// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.MetricsTrackerFactory;
import io.github.perfjunit.jdbc.Isolation;
import io.github.perfjunit.jdbc.Probe;
import io.github.perfjunit.jdbc.ProbedDataSource;
import io.github.perfjunit.jdbc.internal.application.ApplicationDatabase;
import io.github.perfjunit.jdbc.internal.database.BadDatabaseException;
import io.github.perfjunit.jdbc.internal.database.CatchUp;
import io.github.perfjunit.jdbc.internal.database.DatabaseChecks;
import io.github.perfjunit.jdbc.internal.database.DatabaseFinder;
import io.github.perfjunit.jdbc.internal.database.Destruction;
import io.github.perfjunit.jdbc.internal.database.FoundDatabase;
import io.github.perfjunit.jdbc.internal.database.JdbcAddress;
import io.github.perfjunit.jdbc.internal.database.SqlFailures;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.internal.diagnosis.Diagnosis;
import io.github.perfjunit.jdbc.internal.diagnosis.DiagnosisOptions;
import io.github.perfjunit.jdbc.internal.fault.EndedSessions;
import io.github.perfjunit.jdbc.internal.fault.FaultPlan;
import io.github.perfjunit.jdbc.internal.fault.FaultPlanReader;
import io.github.perfjunit.jdbc.internal.fault.FaultProxy;
import io.github.perfjunit.jdbc.internal.fault.FaultSurroundings;
import io.github.perfjunit.jdbc.internal.fault.ProxiedUrl;
import io.github.perfjunit.jdbc.internal.pool.PoolOpenException;
import io.github.perfjunit.jdbc.internal.pool.PoolResize;
import io.github.perfjunit.jdbc.internal.pool.PoolWatch;
import io.github.perfjunit.jdbc.internal.pool.Pools;
import io.github.perfjunit.jdbc.internal.probe.LoadWatch;
import io.github.perfjunit.jdbc.internal.probe.StatementProbe;
import io.github.perfjunit.jdbc.internal.probe.WatchedSource;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.RequestRecorder;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The database of one load with all that stands before it: proxy, pool, probe. */
final class OpenDatabase implements AutoCloseable {

    private static final Duration LONGEST_RESIZE = Duration.ofSeconds(30);

    private final JdbcSettings settings;
    private final LoadCandidate load;
    private final TestDatabase database;
    private final boolean ownPool;
    private final List<String> preparation;
    private final Optional<ApplicationDatabase> given;
    private final boolean readsElsewhere;
    private FaultPlan faults = FaultPlan.NONE;
    private @Nullable FaultProxy proxy;
    private @Nullable HikariDataSource pool;
    private @Nullable PoolResize resize;
    private @Nullable Diagnosis diagnosis;
    private @Nullable ProbedDataSource source;
    private @Nullable OpenReads reads;

    private OpenDatabase(JdbcSettings settings, FoundDatabase found, LoadCandidate load) {
        this.settings = settings;
        this.load = load;
        this.readsElsewhere = load.setting(OpenReads.URL).isPresent();
        this.ownPool = found.own().isEmpty();
        this.preparation = found.notes();
        this.given = ownPool ? Optional.empty() : ApplicationDatabase.of(found.database());
        this.database = given.map(ApplicationDatabase::database).orElse(found.database());
    }

    /**
     * Opens all that a load needs.
     *
     * @param problems gets a sentence a mistake; whatever was opened until then is closed
     */
    static Optional<OpenDatabase> open(JdbcSettings settings, LoadCandidate load, Consumer<String> problems) {
        Optional<FoundDatabase> found =
                DatabaseFinder.find(load.context(), load::setting, settings.dataSource(), problems);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        OpenDatabase open = new OpenDatabase(settings, found.get(), load);
        boolean[] mistaken = {false};
        Consumer<String> noted = problem -> {
            mistaken[0] = true;
            problems.accept(problem);
        };
        try {
            open.check(load, noted);
            if (!mistaken[0]) {
                open.connect(found.get(), load, noted);
            }
        } catch (PoolOpenException e) {
            noted.accept(String.valueOf(e.getMessage()));
        } finally {
            if (mistaken[0] || open.source == null) {
                open.close();
            }
        }
        return mistaken[0] ? Optional.empty() : Optional.of(open);
    }

    private void check(LoadCandidate load, Consumer<String> problems) {
        if (ownPool && settings.transactions().isEmpty()) {
            problems.accept(
                    "@WatchDatabase found " + database.description() + " but no DataSource of the test that leads"
                            + " there, so what the application does would not be seen"
                            + hint("give the test the application's DataSource as a field or Spring bean, and leave"
                                    + " perf.jdbc.url out"));
            return;
        }
        DatabaseChecks.problems(database, writes(), connections()).forEach(problems);
        readFaults(load, problems);
    }

    private void connect(FoundDatabase found, LoadCandidate load, Consumer<String> problems) {
        if (settings.diagnose() && !faults.promotes()) {
            diagnosis = Diagnosis.of(
                    database,
                    database.control().isPresent()
                            ? DiagnosisOptions.defaults().ownServer()
                            : DiagnosisOptions.defaults());
            diagnosis.open();
        }
        if (faults.promotes()) {
            prepareMarkers(problems);
        }
        DataSource wrapped = found.own().isPresent() ? own(found.own().get(), problems) : openPool(problems);
        if (wrapped instanceof ProbedDataSource probed && probed.isWatched()) {
            problems.accept(
                    "another load watches the data source of the test already; it can be watched by one load at a"
                            + " time" + hint("end the other load first, or give this one a data source of its own"));
        } else if (wrapped != null) {
            source = wrapped instanceof ProbedDataSource probed
                    ? probed
                    : ProbedDataSource.of(wrapped, settings.probe());
            settings.reads()
                    .flatMap(r -> OpenReads.open(r, settings, load, reached(), this::configure, problems))
                    .ifPresent(opened -> reads = opened);
        }
    }

    private void prepareMarkers(Consumer<String> problems) {
        try {
            MarkedLoad.prepare(database);
            CatchUp.await(database, database.replicas());
        } catch (SQLException e) {
            problems.accept(
                    "@DatabaseFault (PROMOTION) needs a table for its markers, which could not be made: SQLState "
                            + e.getSQLState());
        }
    }

    /** Returns the database as the load reaches it, through the proxy if there is one. */
    TestDatabase reached() {
        FaultProxy started = proxy();
        return started == null
                ? database
                : new ProxiedDatabase(
                        database, ProxiedUrl.of(database.url().orElseThrow()).through(started.port()));
    }

    private static String hint(String text) {
        return "\n    Hint: " + text;
    }

    /** All sizes of a sweep are checked before its first one. */
    private int connections() {
        if (!ownPool || settings.transactions().isEmpty()) {
            return 0;
        }
        int reading = settings.reads()
                .filter(r -> r.dataSource().isEmpty() && database.replicas().isEmpty() && !readsElsewhere)
                .map(r -> r.pool().size())
                .orElse(0);
        return settings.sweep().map(SweepRun::largest).orElse(settings.pool().size() + reading);
    }

    private boolean writes() {
        return settings.transactions().isPresent()
                && settings.transactions().get().ownConnection()
                && !settings.transactions().get().readOnly();
    }

    private void readFaults(LoadCandidate load, Consumer<String> problems) {
        if (settings.faults().isEmpty()) {
            return;
        }
        if (load.plan().filter(plan -> plan.scenarios().get(0).autoWarmUp()).isPresent()) {
            problems.accept(
                    "@DatabaseFault is placed in the measured time, but warmUp is 'auto' and so its start is not"
                            + " known; set a time such as 5s");
            return;
        }
        boolean postgres = database.url().map(JdbcAddress::isPostgres).orElse(false);
        FaultSurroundings surroundings = new FaultSurroundings(
                SettingsReader.measured(load),
                noProxy(),
                database.control().isPresent(),
                postgres,
                database.promotion().isPresent());
        faults = new FaultPlanReader(surroundings, problems).read(settings.faults());
        refuseLosses(load, problems);
    }

    private void refuseLosses(LoadCandidate load, Consumer<String> problems) {
        try {
            if (!Destruction.isAllowed(load::setting)) {
                EndedSessions.problem(faults, database).ifPresent(problems);
            }
        } catch (BadDatabaseException e) {
            problems.accept(e.sentence());
        } catch (SQLException e) {
            problems.accept(database.description() + " cannot be asked for its sessions: "
                    + SqlFailures.describe(e, database.password()));
        }
    }

    private Optional<String> noProxy() {
        if (ownPool) {
            return database.url()
                    .flatMap(url -> ProxiedUrl.refusal(url, settings.pool().driverProperties()));
        }
        return proxy() == null
                ? Optional.of("the load uses a data source of the test, which connects by itself")
                : Optional.empty();
    }

    private @Nullable DataSource openPool(Consumer<String> problems) {
        if (faults.needsProxy()) {
            ProxiedUrl url = ProxiedUrl.of(database.url().orElseThrow());
            try {
                proxy = FaultProxy.start(url.host(), url.port());
            } catch (IOException e) {
                problems.accept("the proxy for @DatabaseFault could not be started: " + e.getMessage());
                return null;
            }
        }
        pool = Pools.open(reached(), settings.pool(), this::configure);
        return pool;
    }

    /** What each transaction would have to ask the database for is asked for once a connection. */
    private void configure(HikariConfig config) {
        settings.transactions().ifPresent(transactions -> {
            config.setReadOnly(transactions.readOnly());
            if (transactions.isolation() != Isolation.DEFAULT) {
                config.setTransactionIsolation(
                        "TRANSACTION_" + transactions.isolation().name());
            }
        });
    }

    /** Returns where read-only transactions take their connections. */
    ProbedDataSource readsSource() {
        OpenReads opened = reads;
        return opened == null ? source() : opened.source();
    }

    /** Returns the pool of read-only transactions; null if they have none of their own. */
    @Nullable
    OpenReads reads() {
        return reads;
    }

    /** Returns the replicas whose lag can be measured. */
    List<TestDatabase> replicas() {
        OpenReads opened = reads;
        boolean postgres =
                database.url().map(url -> url.startsWith("jdbc:postgresql:")).orElse(false);
        if (!postgres) {
            return List.of();
        }
        return database.replicas().isEmpty() && opened != null
                ? opened.replica().map(List::of).orElse(List.of())
                : database.replicas();
    }

    /** Returns how read-only transactions are run on the connections of {@link #readsSource()}. */
    TransactionSettings readOnlyTransactions() {
        TransactionSettings transactions = settings.transactions().orElseThrow().readingOnly();
        OpenReads opened = reads;
        if (opened == null) {
            return ownPool ? transactions.onConfiguredConnections().readingOnly() : transactions;
        }
        return opened.hasOwnPool() ? transactions.onConfiguredConnections() : transactions;
    }

    /** Returns how transactions are run on the connections of {@link #source()}. */
    Optional<TransactionSettings> transactions() {
        return settings.transactions().map(t -> ownPool ? t.onConfiguredConnections() : t);
    }

    private @Nullable DataSource own(DataSource own, Consumer<String> problems) {
        if (settings.sweep().isEmpty()) {
            return own;
        }
        int size = settings.sweep().get().size();
        Optional<HikariDataSource> hikari = PoolWatch.hikari(own);
        if (hikari.isEmpty()) {
            problems.accept(
                    "@PoolSweep cannot change the size of a " + own.getClass().getSimpleName()
                            + " but only that of a HikariDataSource, or of pools of its own on perf.jdbc.url, @PostgresContainer"
                            + " or @EmbeddedPostgres");
            return null;
        }
        try {
            PoolResize change = new PoolResize(hikari.get());
            resize = change;
            PoolResize.Resized done = change.to(size, LONGEST_RESIZE);
            if (!done.isDone()) {
                problems.accept("@PoolSweep wanted a pool of " + size + " connections, but after "
                        + LONGEST_RESIZE.toSeconds() + " s it had " + done.total());
            }
        } catch (SQLException e) {
            problems.accept(
                    "@PoolSweep could not change the size of the pool to " + size + ": SQLState " + e.getSQLState());
        }
        return own;
    }

    ProbedDataSource source() {
        if (source == null) {
            throw new IllegalStateException("not open");
        }
        return source;
    }

    /** Begins to watch statements and connections; a data source that the application wrapped keeps its own probe by default. */
    LoadWatch watch(RequestRecorder recorder, LongPredicate measured) {
        return watch(source(), recorder, measured);
    }

    /** Begins to watch one of the data sources. */
    LoadWatch watch(ProbedDataSource of, RequestRecorder recorder, LongPredicate measured) {
        WatchedSource watched;
        try {
            watched = of.unwrap(WatchedSource.class);
        } catch (SQLException e) {
            throw new IllegalStateException(e); // it has one
        }
        return settings.probe() == Probe.AUTO
                ? watched.watch(recorder, measured)
                : watched.watch(StatementProbe.of(settings.probe()), recorder, measured);
    }

    /** Returns who is told of the events of a pool besides us; null for nobody. */
    @Nullable
    MetricsTrackerFactory poolMeters(String role) {
        return Registries.of(load, role);
    }

    TestDatabase database() {
        return database;
    }

    /** Tells whether the library started the server, for this test. */
    boolean startedServer() {
        return database.control().isPresent();
    }

    boolean hasOwnPool() {
        return ownPool;
    }

    FaultPlan faults() {
        return faults;
    }

    /** Returns what connections go through: a proxy of this load, or the application's. */
    @Nullable
    FaultProxy proxy() {
        return given.isPresent() ? given.get().proxy() : proxy;
    }

    @Nullable
    Diagnosis diagnosis() {
        return diagnosis;
    }

    /** Returns sentences on what a reader should know about the way to the database. */
    List<String> notes() {
        List<String> notes = new ArrayList<>(preparation);
        if (proxy() != null) {
            notes.add("connections went through a proxy for @DatabaseFault");
        }
        if (faults.promotes() && settings.diagnose()) {
            notes.add("the database was not asked for its own figures, because another server took its place");
        }
        return notes;
    }

    /** Closes the pool, so that the database gets the last statistics of its sessions; may be called again. */
    void closePool() {
        if (reads != null) {
            reads.close();
        }
        if (pool != null) {
            pool.close();
        }
        if (proxy != null) {
            proxy.close();
        }
    }

    @Override
    public void close() {
        try {
            closePool();
        } finally {
            try {
                if (diagnosis != null) {
                    diagnosis.close();
                }
            } finally {
                try {
                    restoreServers();
                } finally {
                    restore();
                }
            }
        }
    }

    /** Later tests find the servers as they were, with the data of the one that was promoted. */
    private void restoreServers() {
        if (!faults.promotes()) {
            return;
        }
        try {
            if (database.promotion().isPresent()) {
                database.promotion().get().restore();
            }
            MarkedLoad.drop(database);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException(
                    "the servers could not be put back after a promotion: " + e.getMessage(), e);
        }
    }

    private void restore() {
        if (resize != null) {
            try {
                resize.close();
            } catch (SQLException e) {
                throw new IllegalStateException(
                        "the pool could not be given its size back: SQLState " + e.getSQLState(), e);
            }
        }
    }
}
