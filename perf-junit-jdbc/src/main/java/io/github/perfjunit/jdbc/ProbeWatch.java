// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.probe.LoadWatch;
import io.github.perfjunit.jdbc.report.ProbeReport;
import io.github.perfjunit.spi.RequestRecorder;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * The time during which a load watches a data source. Thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ProbeWatch {

    private final ProbedDataSource dataSource;
    private final LoadWatch load;

    ProbeWatch(ProbedDataSource dataSource, LoadWatch load) {
        this.dataSource = dataSource;
        this.load = load;
    }

    LoadWatch load() {
        return load;
    }

    /**
     * Notes that an iteration of a virtual user has ended: so has the unit of work on each connection that the user
     * holds. Called on the user's thread.
     *
     * @param user where the user's requests are counted
     * @param shouldHoldNone whether the user should have given back every connection by now; those that it has not are
     *     counted once
     */
    public void iterationEnded(RequestRecorder user, boolean shouldHoldNone) {
        load.iterationEnded(user, shouldHoldNone);
    }

    /**
     * Returns what the last statement of a virtual user failed with in the iteration that runs: code around it may throw
     * what came of that, such as a rollback that fails because the connection is lost.
     *
     * @param user where the user's requests are counted
     * @return the SQLState and what it means, without values; empty if the last statement did not fail, or its driver told
     *     no SQLState
     */
    public Optional<SQLException> lastFailure(RequestRecorder user) {
        return load.lastFailure(user);
    }

    /**
     * Returns the numbers by which the database knows the sessions that were taken until now.
     *
     * @return a view that grows; empty where the driver does not tell
     */
    public Set<Long> sessions() {
        return load.sessions();
    }

    /**
     * Returns one statement as the application wrote it for each text, so that the database can be asked for its plan.
     * There may be values in it: it is for the database it came to alone.
     *
     * @return by text
     */
    public Map<String, String> examples() {
        return load.examples();
    }

    /**
     * Aborts the connections that a virtual user took and still holds, so that its thread hangs in no call any more.
     * Called from another thread when the end of the load cuts the user off.
     *
     * @param user where the user's requests are counted
     */
    public void abort(RequestRecorder user) {
        load.abort(user);
    }

    /**
     * Ends the watch and tells what was seen; called when no virtual user works any more. If connections are held even
     * so, waits up to half a second for them to be given back, as threads of a server may still be answering.
     *
     * @return the same report every time
     */
    public ProbeReport end() {
        ProbeReport report = load.end();
        dataSource.ended(this);
        return report;
    }
}
