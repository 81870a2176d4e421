// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What one virtual user has of a data source: the connections that it took and did not give back, and what became of the
 * work of its running iteration on them. Thread-safe, for some threads of a program work for the same user.
 */
final class UserWork {

    private static final int SWEEP_AT = 64;

    /** The connections that are held. */
    private final Set<ConnectionTrace> open = ConcurrentHashMap.newKeySet(2);

    private final List<Optional<String>> uncommitted = new ArrayList<>();
    private volatile int sweepAt = SWEEP_AT;
    private boolean judged;
    private boolean any;
    private boolean anyWrote;
    private boolean commit;
    private @Nullable SQLException lost;

    void add(ConnectionTrace trace) {
        open.add(trace);
        if (open.size() > sweepAt) {
            open.forEach(ConnectionTrace::isHeld); // those that were closed past the wrapper are forgotten
            sweepAt = Math.max(SWEEP_AT, 2 * open.size());
        }
    }

    void remove(ConnectionTrace trace) {
        open.remove(trace);
    }

    Set<ConnectionTrace> open() {
        return open;
    }

    /** Begins a transaction of the user, whose end is asked for. */
    synchronized void begin() {
        clear();
        judged = true;
    }

    /** Notes the end of a transaction of the database; one that only read decides only where none wrote. */
    synchronized void ended(boolean committed, boolean wrote) {
        if (wrote || !anyWrote) {
            commit = committed;
        }
        any = true;
        anyWrote |= wrote;
    }

    /** Notes that a commit was answered by a rollback. */
    synchronized void lost(SQLException failure) {
        if (lost == null) {
            lost = failure;
        }
    }

    /**
     * Notes that a connection was given back with changed rows that nobody had committed.
     *
     * @return false if that counts only once the iteration has ended well: a failed one may well leave it to the pool to
     *     roll back
     */
    synchronized boolean leftUncommitted(@Nullable String place) {
        if (judged) {
            uncommitted.add(Optional.ofNullable(place));
        }
        return !judged;
    }

    /** Returns what became of the user's work since it began. */
    WorkEnd end() {
        boolean pending = open.stream().anyMatch(ConnectionTrace::hasPendingWork);
        synchronized (this) {
            boolean kept = uncommitted.isEmpty() && !pending && (!any || commit);
            return new WorkEnd(kept, Optional.ofNullable(lost), List.copyOf(uncommitted));
        }
    }

    /** Forgets what became of the work of an iteration. */
    synchronized void clear() {
        judged = false;
        any = false;
        anyWrote = false;
        commit = false;
        lost = null;
        uncommitted.clear();
    }
}
