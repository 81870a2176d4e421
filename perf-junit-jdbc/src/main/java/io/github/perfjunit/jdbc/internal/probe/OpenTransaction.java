// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that runs on a connection, as far as it decides what a commit comes to, and what is lost when the
 * connection is given back. Not thread-safe.
 */
final class OpenTransaction {

    private final TransactionRules rules;
    private final Connection connection;
    private final @Nullable UserWork user;
    private boolean autoCommit;
    private boolean begun;
    private boolean worked;
    private boolean wrote;
    private boolean anyFailed;

    /** What makes a commit impossible. */
    private @Nullable SQLException failure;

    private boolean doomed;

    /**
     * Begins to follow.
     *
     * @param user told of how transactions end; null if they are those of nobody
     */
    OpenTransaction(TransactionRules rules, Connection connection, @Nullable UserWork user) {
        this.rules = rules;
        this.connection = connection;
        this.user = user;
        this.autoCommit = autoCommits(connection);
    }

    /** Drivers know without asking the database; one that fails will fail at whatever comes next. */
    private static boolean autoCommits(Connection connection) {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            return true;
        }
    }

    /**
     * Notes that a statement was executed.
     *
     * @param dooms what {@link #dooms} says of what it failed with
     */
    void executed(StatementText text, @Nullable Throwable thrown, boolean dooms) {
        if (thrown != null) {
            failed(dooms && thrown instanceof SQLException sql ? sql : null);
            return;
        }
        switch (text.step()) {
            case BEGIN -> begun = true;
            case COMMIT -> committedBySql();
            case ROLLBACK -> rolledBack();
            case ROLLBACK_PARTLY -> failure = null;
            case NONE -> succeeded(text.writes());
        }
    }

    private void succeeded(boolean writes) {
        if (rules.failureEnds() || writes) {
            failure = null; // the transaction works, or is another one than that which the database ended
        }
        if (autoCommit && !begun) {
            end(true, writes);
        } else {
            worked = true;
            wrote |= writes;
        }
    }

    private void failed(@Nullable SQLException dooming) {
        if (autoCommit && !begun) {
            end(false, false);
            return;
        }
        anyFailed = true;
        worked = true;
        if (failure == null) {
            failure = dooming;
        }
    }

    /**
     * Tells whether a failure makes a commit impossible. May wait for the driver, so whoever calls holds no lock; the same
     * goes for {@link #driverSaysDoomed}.
     */
    boolean dooms(Throwable thrown) {
        if (!(thrown instanceof SQLException sql)) {
            return false;
        }
        if (rules.driverTells()) {
            return driverSaysDoomed(); // not if the driver went back to a savepoint of its own
        }
        return rules.failureEnds() ? sql.getSQLState() != null : VendorCodes.endsTransaction(sql);
    }

    /** Tells whether a driver that knows says that a commit would be answered by a rollback. */
    boolean driverSaysDoomed() {
        return rules.driverTells() && PostgresDriver.hasFailed(connection);
    }

    /**
     * Tells whether a commit would be answered by a rollback.
     *
     * @param driverSays what {@link #driverSaysDoomed} says
     */
    boolean isDoomed(boolean driverSays) {
        return rules.driverTells() ? driverSays : failure != null;
    }

    /** Returns what the statement failed with that makes a commit impossible; null if that is not known. */
    @Nullable
    SQLException failure() {
        return failure;
    }

    /** Notes that a commit begins; afterwards the driver does not know any more what it came to. */
    void committing(boolean driverSays) {
        doomed = isDoomed(driverSays);
    }

    /**
     * Notes that a commit has ended.
     *
     * @param thrown what it failed with; null if the driver took it for a success
     * @return what really became of it: empty if it was a commit
     */
    @Nullable
    SQLException committed(@Nullable Throwable thrown) {
        boolean silently = thrown == null && doomed;
        doomed = false;
        if (silently) {
            return lost();
        }
        ended(thrown == null);
        return null;
    }

    private void committedBySql() {
        if (failure != null) {
            lost();
        } else {
            ended(true);
        }
    }

    private SQLException lost() {
        SQLException told = FailedTransaction.after(failure);
        if (user != null) {
            user.lost(told);
        }
        clear();
        return told;
    }

    void rolledBack() {
        ended(false);
    }

    void rolledBackPartly() {
        failure = null;
    }

    /** Notes the mode; JDBC commits when it changes, which this tells. */
    boolean autoCommit(boolean on) {
        if (on == autoCommit) {
            return false;
        }
        committedBySql();
        autoCommit = on;
        return true;
    }

    /** Tells whether a statement that is executed now is a transaction of its own. */
    boolean isOfOneStatement() {
        return autoCommit && !begun;
    }

    /** Tells whether something was done that is neither committed nor rolled back. */
    boolean isPending() {
        return worked;
    }

    /**
     * Notes that the connection was given back.
     *
     * @return true if it took changed rows with it that nobody had committed, and nothing had failed
     */
    boolean givenBack() {
        boolean left = wrote && !anyFailed;
        ended(false);
        return left;
    }

    private void ended(boolean commit) {
        if (worked) {
            end(commit, wrote);
        }
        clear();
    }

    private void end(boolean commit, boolean changedRows) {
        if (user != null) {
            user.ended(commit, changedRows);
        }
    }

    private void clear() {
        begun = false;
        worked = false;
        wrote = false;
        anyFailed = false;
        failure = null;
    }
}
