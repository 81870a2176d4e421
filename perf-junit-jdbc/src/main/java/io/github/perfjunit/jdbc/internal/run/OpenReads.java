// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.jdbc.ProbedDataSource;
import io.github.perfjunit.jdbc.internal.database.CatchUp;
import io.github.perfjunit.jdbc.internal.database.DatabaseChecks;
import io.github.perfjunit.jdbc.internal.database.DatabaseFinder;
import io.github.perfjunit.jdbc.internal.database.FoundDatabase;
import io.github.perfjunit.jdbc.internal.database.SpreadDatabase;
import io.github.perfjunit.jdbc.internal.database.TestDatabase;
import io.github.perfjunit.jdbc.internal.pool.Pools;
import io.github.perfjunit.spi.LoadCandidate;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Where read-only transactions take their connections: a data source of the test, or a pool on the replicas of the load's
 * database, or on the database itself if it has none.
 */
final class OpenReads implements AutoCloseable {

    /** Key of the URL of a replica. */
    static final String URL = "perf.jdbc.reads.url";

    private static final String POOL_NAME = "perf-junit-reads";

    private final TestDatabase database;
    private final boolean same;
    private final ProbedDataSource source;
    private final @Nullable HikariDataSource pool;

    private OpenReads(TestDatabase database, boolean same, ProbedDataSource source, @Nullable HikariDataSource pool) {
        this.database = database;
        this.same = same;
        this.source = source;
        this.pool = pool;
    }

    /**
     * Opens what is needed.
     *
     * @param primary the database of all other transactions, as the load reaches it
     * @param configure sets what connections of a pool are to be like
     * @param problems gets a sentence a mistake
     * @return empty if there was a mistake
     */
    static Optional<OpenReads> open(
            ReadsSettings settings,
            JdbcSettings all,
            LoadCandidate load,
            TestDatabase primary,
            Consumer<HikariConfig> configure,
            Consumer<String> problems) {
        if (!settings.dataSource().isEmpty()) {
            return DatabaseFinder.findDataSource(load.context(), load::setting, settings.dataSource(), problems)
                    .flatMap(found -> ofTheTest(found, all, problems));
        }
        Optional<String> url = load.setting(URL);
        Optional<TestDatabase> replica = url.isPresent()
                ? DatabaseFinder.reach(url.get(), URL, load::setting, problems)
                : SpreadDatabase.over(primary.replicas());
        if (url.isPresent() && replica.isEmpty()) {
            return Optional.empty();
        }
        TestDatabase reached = replica.orElse(primary);
        if (replica.isPresent() && url.isEmpty() && !caughtUp(primary, problems)) {
            return Optional.empty();
        }
        if (replica.isPresent()) {
            boolean[] mistaken = {false};
            DatabaseChecks.problems(reached, false, settings.pool().size()).forEach(problem -> {
                mistaken[0] = true;
                problems.accept(problem);
            });
            if (mistaken[0]) {
                return Optional.empty();
            }
        }
        HikariDataSource pool = Pools.open(reached, settings.pool(), config -> {
            configure.accept(config);
            config.setPoolName(POOL_NAME);
            config.setReadOnly(true);
        });
        return Optional.of(new OpenReads(reached, replica.isEmpty(), ProbedDataSource.of(pool, all.probe()), pool));
    }

    /** What was loaded before this load is there when it begins to read. */
    private static boolean caughtUp(TestDatabase primary, Consumer<String> problems) {
        try {
            CatchUp.await(primary, primary.replicas());
            return true;
        } catch (SQLException e) {
            problems.accept("the replicas did not catch up with their primary before the load: " + e.getMessage());
            return false;
        }
    }

    private static Optional<OpenReads> ofTheTest(FoundDatabase found, JdbcSettings all, Consumer<String> problems) {
        DataSource own = found.own().orElseThrow();
        if (own instanceof ProbedDataSource probed && probed.isWatched()) {
            problems.accept("another load watches the data source for reads already; it can be watched by one load at a"
                    + " time");
            return Optional.empty();
        }
        ProbedDataSource source =
                own instanceof ProbedDataSource probed ? probed : ProbedDataSource.of(own, all.probe());
        return Optional.of(new OpenReads(found.database(), false, source, null));
    }

    ProbedDataSource source() {
        return source;
    }

    boolean hasOwnPool() {
        return pool != null;
    }

    /** Returns the database that reads go to; empty if it is that of all other transactions. */
    Optional<TestDatabase> replica() {
        return same ? Optional.empty() : Optional.of(database);
    }

    /** Returns what the pool leads to, for readers. */
    String description() {
        return same ? "the same server as all other transactions: " + database.description() : database.description();
    }

    /** Closes the pool; may be called again. */
    @Override
    public void close() {
        if (pool != null) {
            pool.close();
        }
    }
}
