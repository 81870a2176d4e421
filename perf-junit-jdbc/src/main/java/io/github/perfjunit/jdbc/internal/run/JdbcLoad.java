// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.JdbcSession;
import io.github.perfjunit.jdbc.internal.probe.ConnectionTrace;
import io.github.perfjunit.jdbc.internal.probe.WorkEnd;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.JdbcReport;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.spi.Judgement;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadParticipant;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.RunningLoad;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Takes part in one load with the database of its test. */
final class JdbcLoad implements LoadParticipant {

    private static final int MOST_PLATFORM_USERS = 200;

    private final JdbcSettings settings;
    private final LoadCandidate load;
    private final JdbcObjectives objectives;
    private final EarlierPlans earlier;
    private final TransactionTally tally = new TransactionTally();
    private @Nullable OpenDatabase open;
    private volatile @Nullable Watching watching;

    JdbcLoad(JdbcSettings settings, LoadCandidate load) {
        this.settings = settings;
        this.load = load;
        this.objectives = JdbcObjectives.read(load);
        this.earlier = EarlierPlans.read(load, objectives.isAbout(Finding.Kind.PLAN_CHANGED));
    }

    @Override
    public void open(Consumer<String> problems) {
        announceSweep();
        OpenDatabase.open(settings, load, problems).ifPresent(opened -> {
            open = opened;
            opened.notes().forEach(load::note);
        });
    }

    /** A sweep takes many times as long as the load that is written down, which is told before its first one. */
    private void announceSweep() {
        settings.sweep().filter(turn -> turn.isFirst() && !isSmoke()).ifPresent(turn -> load.plan()
                .ifPresent(plan -> load.announce(turn.announcement(plan.duration()))));
    }

    private boolean isSmoke() {
        return load.setting("perf.mode").filter("smoke"::equalsIgnoreCase).isPresent();
    }

    private OpenDatabase opened() {
        if (open == null) {
            throw new IllegalStateException("the database is not open");
        }
        return open;
    }

    @Override
    public @Nullable Argument argument(Parameter parameter) {
        if (parameter.getAnnotations().length > 0 || settings.transactions().isEmpty()) {
            return null;
        }
        if (parameter.getType() == Connection.class) {
            return user -> user.resource(JdbcSession.class).connection();
        }
        return parameter.getType() == DataSource.class ? user -> opened().source() : null;
    }

    @Override
    public UserBody around(UserBody body) {
        return opened().transactions()
                .<UserBody>map(transactions -> {
                    TransactionRunner runner = runner(opened().source(), transactions);
                    TransactionRunner reader = runner(opened().readsSource(), opened().readOnlyTransactions());
                    return user -> transaction(runner, reader, user, body);
                })
                .orElseGet(() -> watched(settings.faults().isEmpty() ? body : new ObservedBody(body, this::completed)));
    }

    /** A user of a load of another kind may keep a connection for all its iterations: each is a unit of work of its own. */
    private UserBody watched(UserBody body) {
        return user -> {
            try {
                body.run(user);
            } finally {
                Watching now = watching;
                if (now != null) {
                    now.iterationEnded(false);
                }
            }
        };
    }

    private TransactionRunner runner(DataSource source, TransactionSettings transactions) {
        return new TransactionRunner(
                source,
                transactions,
                tally,
                nanos -> {
                    Watching now = watching;
                    return now != null && now.isMeasured(nanos);
                },
                this::completed,
                new OwnConnections(),
                System::nanoTime);
    }

    private void transaction(TransactionRunner runner, TransactionRunner reader, VirtualUser user, UserBody body)
            throws Exception {
        try {
            if (settings.mix().isPresent()) {
                Mix.Choice drawn = settings.mix().get().draw(user);
                (drawn.readOnly() ? reader : runner)
                        .run(
                                user,
                                drawn.name(),
                                () -> GivenConnection.closedBy(List.of(drawn.method(), method())),
                                u -> {
                                    drawn.body().run(u);
                                    body.run(u);
                                });
            } else {
                runner.run(user, settings.name(), () -> GivenConnection.closedBy(List.of(method())), body);
            }
        } finally {
            Watching now = watching;
            if (now != null) {
                now.iterationEnded(!settings.transactions().orElseThrow().holdsBetween());
            }
        }
    }

    private Method method() {
        return load.context().getRequiredTestMethod();
    }

    private void completed(long endedNanos, long nanos, boolean ok, String errorKind) {
        Watching now = watching;
        if (now != null) {
            now.completed(endedNanos, nanos, ok, errorKind);
        }
    }

    /** Knows the connections of users while they are watched. */
    private final class OwnConnections implements TransactionRunner.UserConnections {

        @Override
        public Optional<SQLException> lastFailure(RequestRecorder user) {
            Watching now = watching;
            return now == null ? Optional.empty() : now.lastFailure(user);
        }

        @Override
        public void abort(RequestRecorder user) {
            Watching now = watching;
            if (now != null) {
                now.abort(user);
            }
        }

        @Override
        public void begins(RequestRecorder user) {
            Watching now = watching;
            if (now != null) {
                now.workBegins(user);
            }
        }

        @Override
        public WorkEnd ends(RequestRecorder user) {
            Watching now = watching;
            return now == null ? WorkEnd.UNSEEN : now.workEnd(user);
        }

        @Override
        public Optional<SQLException> whyNotCommitted(Connection connection) {
            return ConnectionTrace.whyNotCommitted(connection);
        }

        @Override
        public boolean isClosedByProgram(Connection connection) {
            return ConnectionTrace.isClosedByProgram(connection);
        }
    }

    @Override
    public List<Monitor> monitors() {
        return List.of(new PoolMonitor());
    }

    /** Gives the figures of the pool while it is watched. */
    private final class PoolMonitor implements Monitor {

        @Override
        public void sample(Gauges gauges) {
            Watching now = watching;
            if (now != null) {
                now.sample(gauges);
            }
        }

        @Override
        public String name() {
            return "pool";
        }
    }

    /** Measured with PostgreSQL on the same machine: a transaction cost 1.4 times as much on virtual threads (8 users). */
    @Override
    public boolean prefersPlatformThreads() {
        double users = load.plan()
                .map(plan -> plan.scenarios().get(0).model())
                .map(model -> model instanceof LoadModel.Open rate ? (double) rate.maxUsers() : model.peak())
                .orElse(0.0);
        return settings.transactions().isPresent() && users <= MOST_PLATFORM_USERS;
    }

    @Override
    public void begun(RunningLoad running) {
        Duration planned = load.plan().map(LoadPlan::duration).orElse(Duration.ZERO);
        long seed = load.plan().map(LoadPlan::seed).orElse(1L);
        watching = new Watching(opened(), running, planned, seed);
    }

    @Override
    public List<ResultSection> ended(LoadData data) {
        Watching now = watching;
        if (now == null) {
            return List.of();
        }
        Watching.Seen seen = now.end();
        return List.of(new ReportMaker(settings, opened(), data, earlier).make(seen, now.timeline(), tally.report()));
    }

    @Override
    public Judgement judge(LoadResult result, List<ObjectiveResult> others) {
        Optional<JdbcReport> report = result.section(JdbcReport.class);
        if (report.isEmpty()) {
            return Judgement.NONE;
        }
        List<ObjectiveResult> own = objectives.judge(result, report.get());
        List<ObjectiveResult> all = new ArrayList<>(others);
        all.addAll(own);
        List<ObjectiveResult> missed = all.stream().filter(each -> !each.met()).toList();
        boolean held = missed.isEmpty();
        if (missed.stream().anyMatch(result.enforcement()::binds)) {
            settings.sweep().ifPresent(turn -> turn.sweep().fail(turn));
        }
        List<ResultSection> sections = settings.sweep()
                .flatMap(sweep -> SweepSteps.add(sweep, result, report.get(), held))
                .map(List::of)
                .orElse(List.of());
        return new Judgement(own, sections);
    }

    /** The sweep is judged as a whole, with its last size. */
    @Override
    public boolean decides() {
        return settings.sweep().isPresent();
    }

    /** Where objectives are only reported, errors are what fails a size; where they are not judged, nothing does. */
    @Override
    public void concluded(LoadResult result) {
        if (result.enforcement() == Enforcement.OFF) {
            return;
        }
        settings.sweep().filter(SweepRun::last).ifPresent(turn -> {
            if (turn.sweep().isFailed()) {
                throw SweepSteps.noneHeld(settings.name(), turn.sweep().steps(), result);
            }
        });
    }

    @Override
    public void close() {
        Watching now = watching;
        OpenDatabase opened = open;
        try {
            if (now != null) {
                now.close();
            }
        } finally {
            if (opened != null) {
                opened.close();
            }
        }
    }
}
