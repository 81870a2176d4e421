// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import static io.github.perfjunit.jdbc.internal.run.FakeDatabase.sql;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.perfjunit.jdbc.Isolation;
import io.github.perfjunit.jdbc.JdbcSession;
import io.github.perfjunit.jdbc.internal.probe.WorkEnd;
import io.github.perfjunit.jdbc.report.TransactionReport;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.spi.CurrentUser;
import io.github.perfjunit.spi.EndOfData;
import io.github.perfjunit.spi.RequestRecorder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

class TransactionRunnerTests {

    private final FakeDatabase database = new FakeDatabase().autoCommit(false);
    private final FakeUser user = new FakeUser();
    private final TransactionTally tally = new TransactionTally();
    private final List<String> heard = new ArrayList<>();
    private final List<String> tries = new ArrayList<>();
    private @Nullable SQLException lastFailure;
    private @Nullable SQLException doomed;
    private WorkEnd end = WorkEnd.UNSEEN;
    private boolean closed;
    private LongPredicate measured = nanos -> true;
    private int maxTries = 1;
    private Isolation isolation = Isolation.DEFAULT;
    private boolean readOnly;
    private Duration latencyLimit = Duration.ZERO;
    private boolean ownConnection = true;
    private boolean autoCommit;
    private boolean keepConnection;

    private final TransactionRunner.UserConnections connections = new TransactionRunner.UserConnections() {
        @Override
        public Optional<SQLException> lastFailure(RequestRecorder recorder) {
            return Optional.ofNullable(recorder == user ? lastFailure : null);
        }

        @Override
        public void abort(RequestRecorder recorder) {
            database.asked.add(recorder == user ? "abort what the user took" : "abort something else");
        }

        @Override
        public void begins(RequestRecorder recorder) {
            tries.add("try");
        }

        @Override
        public WorkEnd ends(RequestRecorder recorder) {
            tries.add("end");
            return end;
        }

        @Override
        public Optional<SQLException> whyNotCommitted(Connection connection) {
            return Optional.ofNullable(doomed);
        }

        @Override
        public boolean isClosedByProgram(Connection connection) {
            return closed;
        }
    };

    private @Nullable Throwable run(UserBody body) {
        TransactionRunner runner = new TransactionRunner(
                database.source(),
                new TransactionSettings(
                        maxTries, isolation, readOnly, latencyLimit, ownConnection, autoCommit, keepConnection),
                tally,
                measured,
                (ended, nanos, ok, kind) -> heard.add(nanos + " " + ok + " " + kind),
                connections,
                () -> user.now += 10);
        AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
        CurrentUser.runAs(
                user,
                () -> thrown.set(
                        catchThrowable(() -> runner.run(user.user(), "pay", TransactionRunnerTests::closing, body))));
        return thrown.get();
    }

    private static IllegalStateException closing() {
        return new IllegalStateException("pay() closes its connection");
    }

    private static Connection connection(VirtualUser user) {
        return user.resource(JdbcSession.class).connection();
    }

    private TransactionReport report() {
        return tally.report();
    }

    @Test
    void transaction_thatEndsWell_isCommittedAndGivenBack() {
        Throwable thrown = run(u -> connection(u).setSavepoint());

        assertThat(thrown).isNull();
        assertThat(database.asked).containsExactly("open", "setSavepoint", "commit", "close");
        assertThat(user.recorded).containsExactly("pay 10 OK");
        assertThat(heard).containsExactly("10 true ");
        assertThat(report()).isEqualTo(new TransactionReport(1, 0, Map.of(), 0, 0, 0, Map.of(), 1, 0, 0));
    }

    @Test
    void transaction_thatWasLate_countsFromWhenItWasDue() {
        user.lateness = 500;

        run(u -> {});

        assertThat(user.recorded).containsExactly("pay 510 OK");
        assertThat(heard).containsExactly("510 true ");
    }

    @Test
    void connection_asTheLoadWantsIt_isSetUpOnce() {
        database.autoCommit(true);
        isolation = Isolation.SERIALIZABLE;
        readOnly = true;

        run(u -> {});

        assertThat(database.asked)
                .containsExactly(
                        "open",
                        "setAutoCommit(false)",
                        "setTransactionIsolation(8)",
                        "setReadOnly(true)",
                        "commit",
                        "close");
    }

    @Test
    void connection_thatCannotBeSetUp_isGivenBackAndCounted() {
        database.failing("setReadOnly", sql("25001"));
        readOnly = true;

        Throwable thrown = run(u -> {});

        assertThat(thrown).hasMessage("failed (SQLState 25001)");
        assertThat(database.asked).containsExactly("open", "setReadOnly(true)", "rollback", "close");
        assertThat(report().failed()).containsExactly(Map.entry("sql-25001", 1L));
    }

    @Test
    void connection_thatCannotBeTaken_isAFailedTransaction() {
        database.failing("open", sql("53300"));

        run(u -> {});

        assertThat(user.recorded)
                .containsExactly(
                        "pay 10 ERROR",
                        "pay too-many-connections: the server has too many connections (SQLState 53300)");
        assertThat(heard).containsExactly("10 false too-many-connections");
    }

    @Test
    void transaction_thatThrows_isRolledBackAndGivenBack() {
        IllegalStateException failure = new IllegalStateException("out of stock");

        Throwable thrown = run(u -> {
            throw failure;
        });

        assertThat(thrown).isSameAs(failure);
        assertThat(user.isCounted(failure)).isTrue();
        assertThat(database.asked).containsExactly("open", "rollback", "close");
        assertThat(user.recorded).containsExactly("pay 10 ERROR", "pay IllegalStateException: out of stock");
        assertThat(report().failed()).containsExactly(Map.entry("IllegalStateException", 1L));
    }

    @Test
    void transaction_whoseAssertionFails_isAFailedCheck() {
        run(u -> {
            throw new AssertionError("expected 3 but was 2");
        });

        assertThat(user.recorded).containsExactly("pay 10 CHECK", "pay AssertionError: expected 3 but was 2");
    }

    @Test
    void failure_withoutAMessage_isListedByItsKind() {
        run(u -> {
            throw new IllegalStateException();
        });

        assertThat(user.recorded).containsExactly("pay 10 ERROR", "pay IllegalStateException: IllegalStateException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rollback", "close"})
    void connection_thatCannotBeRolledBack_hidesNoFailure(String broken) {
        for (Exception failure : List.of(sql("08006"), new IllegalStateException("the pool is closed"))) {
            database.failing(broken, failure);

            Throwable thrown = run(u -> {
                throw sql("23505");
            });

            assertThat(thrown).hasMessage("unique constraint violated (SQLState 23505)");
            assertThat(database.asked).endsWith("open", "rollback", "close");
        }
    }

    @Test
    void commit_thatFails_isRolledBackAndCounted() {
        database.failing("commit", sql("08006"));

        run(u -> {});

        assertThat(database.asked).containsExactly("open", "commit", "rollback", "close");
        assertThat(report().failed()).containsExactly(Map.entry("connection", 1L));
    }

    @Test
    void failure_ofADriver_isToldWithoutItsValues() {
        Throwable thrown = run(u -> {
            throw new IllegalStateException("insert of jane@example.org failed", sql("23505"));
        });

        StringWriter stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        user.listed.forEach(listed -> listed.printStackTrace(new PrintWriter(stack)));
        assertThat(stack.toString() + user.recorded).doesNotContain("jane").contains("23505");
        assertThat(user.isCounted(thrown)).isTrue();
    }

    /** As Spring does when the rollback fails as well: the cause of what it throws says only that. */
    @Test
    void failure_behindAFailingRollback_isThatOfTheStatement() {
        lastFailure = new SQLException("ended because the server shut down (SQLState 57P01)", "57P01");

        Throwable thrown = run(u -> {
            throw new IllegalStateException("Unable to rollback", new SQLException("Connection is closed"));
        });

        assertThat(thrown).isSameAs(lastFailure);
        assertThat(user.isCounted(thrown)).isTrue();
        assertThat(user.recorded)
                .containsExactly("pay 10 ERROR", "pay shutdown: ended because the server shut down (SQLState 57P01)");
        assertThat(heard).containsExactly("10 false shutdown");
        assertThat(report().failed()).containsExactly(Map.entry("shutdown", 1L));
    }

    @Test
    void failure_thatTellsItsKind_isItselfWhateverAStatementFailedWithBefore() {
        lastFailure = new SQLException("ended because the server shut down (SQLState 57P01)", "57P01");

        run(u -> {
            throw new IllegalStateException("out of stock");
        });
        run(u -> {
            throw sql("23505");
        });
        lastFailure = null;
        run(u -> {
            throw new SQLException("Connection is closed");
        });

        assertThat(report().failed()).containsOnlyKeys("IllegalStateException", "constraint", "sql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01"})
    void transaction_thatMayWorkNextTime_isTriedAgain(String state) {
        maxTries = 5;
        List<Integer> attempts = new ArrayList<>();

        Throwable thrown = run(u -> {
            attempts.add(user.session.attempt());
            if (attempts.size() < 3) {
                throw sql(state);
            }
        });

        String kind = state.equals("40001") ? "serialization" : "deadlock";
        assertThat(thrown).isNull();
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(database.asked)
                .containsExactly("open", "rollback", "close", "open", "rollback", "close", "open", "commit", "close");
        assertThat(user.recorded).containsExactly("pay 10 OK");
        assertThat(report()).isEqualTo(new TransactionReport(1, 0, Map.of(), 0, 1, 2, Map.of(kind, 2L), 3, 0, 0));
    }

    @Test
    void commit_thatCannotBeSerialized_isTriedAgainUpToTheLimit() {
        maxTries = 3;
        database.failing("commit", sql("40001"));

        Throwable thrown = run(u -> {});

        assertThat(thrown).hasMessage("could not be serialized with other transactions (SQLState 40001)");
        assertThat(database.asked).filteredOn("commit"::equals).hasSize(3);
        assertThat(report())
                .isEqualTo(new TransactionReport(
                        0, 0, Map.of("serialization", 1L), 0, 1, 2, Map.of("serialization", 2L), 3, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "08006", "57014", "55P03", "57P01"})
    void transaction_thatFailsForGood_isNotTriedAgain(String state) {
        maxTries = 5;

        run(u -> {
            throw sql(state);
        });

        assertThat(database.asked).containsExactly("open", "rollback", "close");
        assertThat(report().retries()).isZero();
    }

    @Test
    void transaction_ofAnInterruptedUser_isNotTriedAgain() {
        maxTries = 5;

        Throwable thrown = run(u -> {
            user.interrupted = true;
            throw sql("40001");
        });

        assertThat(thrown).hasMessageNotContaining("jane");
        assertThat(user.recorded).containsExactly("pay 10 INTERRUPTED");
        assertThat(heard).isEmpty();
        assertThat(report()).isEqualTo(new TransactionReport(0, 0, Map.of(), 1, 0, 0, Map.of(), 1, 0, 0));
    }

    @Test
    void rollbackOnly_ofATransaction_isNoFailure() {
        end = new WorkEnd(false, Optional.empty(), List.of());
        run(u -> user.session.setRollbackOnly());
        end = WorkEnd.UNSEEN;
        run(u -> {});

        assertThat(database.asked).containsExactly("open", "rollback", "close", "open", "commit", "close");
        assertThat(user.recorded).containsExactly("pay 10 OK", "pay 10 OK");
        assertThat(report().rolledBack()).isEqualTo(1);
        assertThat(report().committed()).isEqualTo(1);
    }

    @Test
    void rollbackOnly_ofStatementsThatAreCommitted_fails() {
        database.autoCommit(true);
        autoCommit = true;

        Throwable thrown = run(u -> user.session.setRollbackOnly());

        assertThat(thrown)
                .hasMessage("setRollbackOnly() has nothing to roll back: the connection commits after each statement");
    }

    @Test
    void statements_thatCommitThemselves_areNeitherCommittedNorRolledBack() {
        database.autoCommit(true);
        autoCommit = true;

        run(u -> {});
        run(u -> {
            throw sql("23505");
        });

        assertThat(database.asked).containsExactly("open", "close", "open", "close");
    }

    @Test
    void session_outsideATransaction_hasNoConnection() {
        run(u -> {});

        String message =
                "no transaction runs: a connection is there while the workload method runs, not before or after it";
        assertThatThrownBy(user.session::connection)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
        assertThatThrownBy(user.session::setRollbackOnly)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(message);
    }

    @Test
    void method_thatTakesItsConnectionsItself_isGivenNone() {
        ownConnection = false;
        maxTries = 1;

        run(u -> {});

        assertThat(database.asked).isEmpty();
        assertThat(user.recorded).containsExactly("pay 10 OK");
        assertThat(report().committed()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void transaction_whoseWorkWasRolledBack_isNotCommitted(boolean given) {
        ownConnection = given;
        end = new WorkEnd(false, Optional.empty(), List.of());

        assertThat(run(u -> {})).isNull();

        assertThat(user.recorded).containsExactly("pay 10 OK");
        assertThat(report()).isEqualTo(new TransactionReport(0, 1, Map.of(), 0, 0, 0, Map.of(), 1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void transaction_whoseCommitWasAnsweredByARollback_hasFailed(boolean given) {
        ownConnection = given;
        end = new WorkEnd(true, Optional.of(sql("25P02")), List.of());

        Throwable thrown = run(u -> {});

        assertThat(thrown)
                .hasMessage("not done, because a statement of the transaction had failed before (SQLState 25P02)");
        assertThat(report().committed()).isZero();
        assertThat(report().failed()).containsExactly(Map.entry("failed-transaction", 1L));
    }

    @Test
    void transaction_thatCannotBeCommitted_isRolledBackAndHasFailed() {
        doomed = sql("25P02");

        run(u -> {});

        assertThat(database.asked).containsExactly("open", "rollback", "close");
        assertThat(report())
                .isEqualTo(new TransactionReport(0, 0, Map.of("failed-transaction", 1L), 0, 0, 0, Map.of(), 1, 0, 0));
    }

    @Test
    void transaction_thatCannotBeCommittedBecauseOfADeadlock_isTriedAgain() {
        maxTries = 2;
        doomed = sql("40P01");

        run(u -> {});

        assertThat(tries).containsExactly("try", "try");
        assertThat(report().retriedFor()).containsExactly(Map.entry("deadlock", 1L));
        assertThat(report().failed()).containsExactly(Map.entry("deadlock", 1L));
    }

    @Test
    void transaction_thatAsksForARollback_doesNotMindWhetherItCouldBeCommitted() {
        doomed = sql("25P02");
        end = new WorkEnd(false, Optional.empty(), List.of());

        assertThat(run(u -> user.session.setRollbackOnly())).isNull();
        assertThat(report().rolledBack()).isEqualTo(1);
    }

    @Test
    void connection_thatTheMethodClosed_isToldWhateverCameOfIt() {
        closed = true;

        assertThat(run(u -> {})).hasMessage("pay() closes its connection");
        assertThat(run(u -> {
                    throw new SQLException("Connection is closed");
                }))
                .hasMessage("pay() closes its connection");
        assertThat(run(u -> {
                    throw new SQLException("This connection has been closed.", "08003");
                }))
                .hasMessage("pay() closes its connection");
        assertThat(run(u -> {
                    throw sql("23505");
                }))
                .hasMessage("unique constraint violated (SQLState 23505)");
        assertThat(report().committed()).isZero();
    }

    @Test
    void connection_thatWasAbortedWhenTheLoadEnded_isNotToldAsClosedByTheMethod() {
        closed = true;

        run(u -> {
            user.interrupted = true;
            throw new SQLException("Connection is closed");
        });

        assertThat(user.recorded).containsExactly("pay 10 INTERRUPTED");
    }

    @Test
    void transaction_slowerThanTheLimit_isLate() {
        latencyLimit = Duration.ofNanos(20);

        run(u -> {});
        run(u -> user.now += 11);

        assertThat(user.recorded).containsExactly("pay 10 OK", "pay 21 OK");
        assertThat(report().late()).isEqualTo(1);
        assertThat(report().committed()).isEqualTo(2);
    }

    @Test
    void transaction_cutOffAfterTheLimit_isLate() {
        latencyLimit = Duration.ofNanos(20);

        for (int taken : new int[] {10, 11}) {
            run(u -> {
                user.now += taken;
                user.interrupted = true;
                throw sql("08006");
            });
        }

        assertThat(user.recorded).containsExactly("pay 20 INTERRUPTED", "pay 21 INTERRUPTED");
        assertThat(report()).isEqualTo(new TransactionReport(0, 0, Map.of(), 2, 0, 0, Map.of(), 1, 1, 0));
    }

    @Test
    void transaction_tooLateToBegin_isSkipped() {
        latencyLimit = Duration.ofNanos(20);
        user.lateness = 21;

        Throwable thrown = run(u -> {});

        assertThat(thrown)
                .isInstanceOf(TestAbortedException.class)
                .hasMessage("skipped: it was due longer ago than the latency limit");
        assertThat(database.asked).isEmpty();
        assertThat(user.recorded).isEmpty();
        assertThat(report().skipped()).isEqualTo(1);
        assertThat(report().count()).isZero();
    }

    @Test
    void transaction_outsideTheMeasuredTime_isTalliedNowhere() {
        measured = nanos -> false;
        latencyLimit = Duration.ofNanos(5);
        maxTries = 2;

        run(u -> {});
        run(u -> {
            throw sql("40001");
        });
        user.lateness = 6;
        run(u -> {});

        assertThat(user.recorded).hasSize(3);
        assertThat(report()).isEqualTo(new TransactionReport(0, 0, Map.of(), 0, 0, 0, Map.of(), 1, 0, 0));
    }

    @Test
    void assumption_thatDoesNotHold_isNoTransaction() {
        TestAbortedException aborted = new TestAbortedException("no stock");

        Throwable thrown = run(u -> {
            throw aborted;
        });

        assertThat(thrown).isSameAs(aborted);
        assertThat(database.asked).containsExactly("open", "rollback", "close");
        assertThat(user.recorded).isEmpty();
        assertThat(report().count()).isZero();
    }

    /** What a feed throws that is used up. */
    @SuppressWarnings("serial")
    private static final class UsedUp extends RuntimeException implements EndOfData {}

    @Test
    void data_thatIsUsedUp_isNoFailedTransaction() {
        Throwable thrown = run(u -> {
            throw new UsedUp();
        });

        assertThat(thrown).isInstanceOf(UsedUp.class);
        assertThat(user.recorded).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(report().count()).isZero();
    }

    @Test
    void connection_thatIsKept_servesTheNextTransactionUntilTheUserEnds() {
        keepConnection = true;

        run(u -> {});
        run(u -> {});
        assertThat(database.asked).containsExactly("open", "commit", "commit");
        user.session.close();

        assertThat(database.asked).containsExactly("open", "commit", "commit", "close");
    }

    @Test
    void connection_thatIsKept_isReplacedAfterAFailure() {
        keepConnection = true;

        run(u -> {});
        run(u -> {
            throw sql("08006");
        });
        run(u -> {});

        assertThat(database.asked).containsExactly("open", "commit", "rollback", "close", "open", "commit");
    }

    @Test
    void connection_thatIsKeptAndWasClosed_isReplaced() {
        keepConnection = true;

        run(u -> connection(u).close());
        run(u -> {});

        assertThat(database.asked).containsExactly("open", "close", "commit", "open", "commit");
    }

    @Test
    @Timeout(20)
    void session_closedFromAnotherThread_abortsTheConnectionOfAHangingCall() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch freed = new CountDownLatch(1);
        Thread closer = new Thread(() -> {
            try {
                hanging.await();
                user.session.close();
                freed.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        closer.start();

        Throwable thrown = run(u -> {
            hanging.countDown();
            freed.await(15, TimeUnit.SECONDS);
            user.interrupted = true;
            throw sql("08006");
        });
        closer.join();

        assertThat(thrown).isNotNull();
        assertThat(database.asked).containsExactly("open", "abort", "rollback", "close");
        assertThat(user.recorded).containsExactly("pay 10 INTERRUPTED");
    }

    @Test
    void session_closedWhileTheMethodHasConnectionsOfItsOwn_abortsThem() {
        ownConnection = false;

        run(u -> {
            user.session.close();
            throw sql("08006");
        });
        user.session.close();

        assertThat(database.asked).containsExactly("abort what the user took");
    }

    @Test
    void session_closedDuringARollbackThatHangs_abortsTheConnection() {
        database.during("rollback", user.session::close);

        run(u -> {
            throw sql("23505");
        });

        assertThat(database.asked).containsExactly("open", "rollback", "abort", "close");
    }

    @Test
    void session_closedAfterATransaction_hasNothingToGiveBack() {
        run(u -> {});
        user.session.close();

        assertThat(database.asked).containsExactly("open", "commit", "close");
    }

    @Test
    void session_closedBeforeItsConnectionCame_abortsIt() {
        user.session.close();

        run(u -> {});

        assertThat(database.asked).startsWith("open", "abort");
    }

    @Test
    void transaction_onAThreadWithoutAUser_isRefused() {
        TransactionRunner runner = new TransactionRunner(
                database.source(),
                new TransactionSettings(1, isolation, false, Duration.ZERO, true, false, false),
                tally,
                measured,
                (ended, nanos, ok, kind) -> {},
                connections,
                () -> 0);

        assertThatThrownBy(() -> runner.run(user.user(), "pay", TransactionRunnerTests::closing, u -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a transaction runs on the thread of its virtual user alone");
    }
}
