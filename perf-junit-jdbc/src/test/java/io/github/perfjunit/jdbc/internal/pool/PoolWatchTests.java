// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.PoolGauge;
import io.github.perfjunit.jdbc.report.PoolReport;
import io.github.perfjunit.jdbc.report.PoolReport.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolWatchTests {

    private static final AtomicBoolean ALWAYS = new AtomicBoolean(true);

    private final HandTicker ticker = new HandTicker();
    private HikariDataSource pool;

    @BeforeEach
    void open() throws SQLException {
        PoolSettings settings =
                new PoolSettings(2, -1, Duration.ofMillis(250), true, true, List.of("sslpassword=s3cret"));
        pool = Pools.open(AddressedDatabase.empty(), settings, config -> {});
    }

    @AfterEach
    void close() {
        pool.close();
    }

    private PoolWatch watch(DataSource dataSource, AtomicBoolean measured) {
        return PoolWatch.of(dataSource, now -> measured.get(), System::nanoTime, ticker, null)
                .orElseThrow();
    }

    private interface Answers {
        Object answer(String method, Object[] arguments) throws SQLException;
    }

    private static DataSource wrapper(Answers answers) {
        return (DataSource) Proxy.newProxyInstance(
                PoolWatchTests.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> answers.answer(method.getName(), arguments));
    }

    private void select(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void end_pool_isDescribedWithoutSecrets() {
        PoolReport report = watch(pool, ALWAYS).end();

        assertThat(report.name()).isEqualTo("perf-junit");
        assertThat(report.configuration().size()).isEqualTo(2);
        assertThat(report.configuration().minIdle()).isEqualTo(2);
        assertThat(report.configuration().connectionTimeout()).isEqualTo(Duration.ofMillis(250));
        assertThat(report.configuration().autoCommit()).isTrue();
        assertThat(report.configuration().properties())
                .isEqualTo(Map.of("ApplicationName", "perf-junit", "tcpKeepAlive", "true", "sslpassword", "***"));
        assertThat(report.toString()).doesNotContain("s3cret");
    }

    @Test
    void end_smallLoad_hasWhatThePoolTold() throws SQLException {
        try (PoolWatch watch = watch(pool, ALWAYS)) {
            watch.begin();
            for (int i = 0; i < 20; i++) {
                select("select pg_sleep(0.002)");
            }
            try (Connection taken = pool.getConnection()) {
                assertThat(taken.isValid(1)).isTrue();
                ticker.tick(2);
            }
            ticker.tick(2);
            PoolReport report = watch.end();

            assertThat(report.source()).isEqualTo(Source.EVENTS);
            assertThat(report.active()).isEqualTo(new PoolGauge(0, 0.5, 1));
            assertThat(report.idle()).isEqualTo(new PoolGauge(1, 1.5, 2));
            assertThat(report.total()).isEqualTo(new PoolGauge(2, 2, 2));
            assertThat(report.pending()).isEqualTo(new PoolGauge(0, 0, 0));
            assertThat(report.samples()).isEqualTo(4);
            assertThat(report.pendingShare()).isZero();
            assertThat(report.acquire().count()).isEqualTo(21);
            assertThat(report.usage().count()).isEqualTo(21);
            assertThat(report.usage().percentile(50)).isGreaterThanOrEqualTo(Duration.ofMillis(2));
            assertThat(report.creation().isEmpty()).isTrue();
            assertThat(report.timeouts()).isZero();
            assertThat(report.heldAtEnd()).isZero();
            assertThat(watch.end()).isSameAs(report);
            assertThat(PoolSizing.advise(report, ServerFacts.UNKNOWN, -1).findings())
                    .isEmpty();
        }
    }

    @Test
    void end_outsideTheMeasuredTime_isNotCounted() throws SQLException {
        AtomicBoolean measured = new AtomicBoolean();
        PoolWatch watch = watch(pool, measured);
        watch.begin();
        select("select 1");
        ticker.tick(3);
        measured.set(true);
        select("select 1");
        ticker.tick(2);
        measured.set(false);
        select("select 1");

        PoolReport report = watch.end();

        assertThat(report.acquire().count()).isEqualTo(1);
        assertThat(report.usage().count()).isEqualTo(1);
        assertThat(report.samples()).isEqualTo(2);
    }

    @Test
    void end_exhaustedPool_isSaidWithFigures() throws SQLException {
        PoolWatch watch = watch(pool, ALWAYS);
        watch.begin();
        try (Connection one = pool.getConnection();
                Connection two = pool.getConnection()) {
            assertThat(one).isNotSameAs(two);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);
            }
        }
        PoolReport report = watch.end();

        assertThat(report.timeouts()).isEqualTo(2);
        assertThat(report.timeoutsNotFull()).isZero();
        assertThat(report.acquire().max()).isGreaterThanOrEqualTo(Duration.ofMillis(250));
        assertThat(PoolSizing.advise(report, ServerFacts.UNKNOWN, -1).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Finding.Kind.POOL_EXHAUSTED);
                    assertThat(finding.subject()).isEqualTo("perf-junit");
                    assertThat(finding.evidence())
                            .startsWith(
                                    "2 requests for a connection gave up after 250 ms while all 2 connections were in"
                                            + " use; a connection was held for ");
                });
    }

    @Test
    void end_leakedConnections_areHeldAtTheEndAndNamed() throws SQLException {
        PoolWatch watch = watch(pool, ALWAYS);
        watch.begin();
        try (Connection leaked = pool.getConnection();
                Connection other = pool.getConnection()) {
            ticker.tick(5);
            assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);
            PoolReport report = watch.end();

            assertThat(leaked).isNotSameAs(other);
            assertThat(report.active()).isEqualTo(new PoolGauge(2, 2, 2));
            assertThat(report.heldAtEnd()).isEqualTo(2);
            assertThat(PoolSizing.advise(report, ServerFacts.UNKNOWN, -1).findings())
                    .containsExactly(new Finding(
                            Finding.Kind.POOL_EXHAUSTED,
                            "perf-junit",
                            "1 request for a connection gave up after 250 ms while all 2 connections were in use;"
                                    + " 2 connections had not come back when the load had ended",
                            "find what does not give its connections back before changing the size"));
        }
    }

    @Test
    void latest_eachCall_isSinceTheLastOne() throws SQLException {
        PoolWatch watch = watch(pool, ALWAYS);
        watch.begin();
        assertThat(watch.latest()).isEmpty();
        try (Connection one = pool.getConnection();
                Connection two = pool.getConnection()) {
            assertThat(one).isNotSameAs(two);
            assertThatThrownBy(pool::getConnection).isInstanceOf(SQLTransientConnectionException.class);
            ticker.tick(1);
        }
        ticker.tick(1);

        assertThat(watch.latest())
                .isEqualTo(Map.of(
                        "pool.active", 1.0,
                        "pool.active.max", 2.0,
                        "pool.idle", 1.0,
                        "pool.total", 2.0,
                        "pool.pending", 0.0,
                        "pool.pending.max", 0.0,
                        "pool.timeouts", 1.0));
        assertThat(watch.latest()).isEmpty();
        ticker.tick(1);
        assertThat(watch.latest()).containsEntry("pool.active", 0.0).containsEntry("pool.timeouts", 0.0);
        watch.close();
        assertThat(ticker.isRunning()).isFalse();
    }

    @Test
    void of_poolWithMetricsOfItsOwn_isSampled() throws SQLException {
        AtomicInteger created = new AtomicInteger();
        pool.setMetricsTrackerFactory((name, stats) -> {
            created.incrementAndGet();
            return new PoolTracker();
        });
        PoolWatch watch = watch(pool, ALWAYS);
        watch.begin();
        select("select 1");
        ticker.tick(1);
        PoolReport report = watch.end();

        assertThat(created).hasValue(1);
        assertThat(report.source()).isEqualTo(Source.SAMPLES);
        assertThat(report.samples()).isEqualTo(1);
        assertThat(report.total()).isEqualTo(new PoolGauge(2, 2, 2));
        assertThat(report.acquire().isEmpty()).isTrue();
        assertThat(report.timeouts()).isNegative();
    }

    @Test
    void of_secondLoadOnTheSamePool_isToldOfItsOwnEventsAlone() throws SQLException {
        PoolWatch first = watch(pool, ALWAYS);
        first.begin();
        select("select 1");
        first.end();
        PoolWatch second = watch(pool, ALWAYS);
        second.begin();
        select("select 1");
        select("select 1");

        assertThat(second.end().acquire().count()).isEqualTo(2);
        assertThat(first.end().acquire().count()).isEqualTo(1);
    }

    @Test
    void of_meterRegistry_hasTheMetersWhileTheLoadRuns() throws SQLException {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        PoolWatch watch = PoolWatch.of(pool, now -> true, System::nanoTime, ticker, MicrometerPools.into(registry))
                .orElseThrow();
        watch.begin();
        select("select 1");

        assertThat(registry.get("hikaricp.connections.acquire")
                        .tag("pool", "perf-junit")
                        .timer()
                        .count())
                .isEqualTo(1);
        assertThat(registry.get("hikaricp.connections.usage").timer().count()).isEqualTo(1);
        watch.end();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void of_poolBehindWrapper_isFound() {
        assertThat(PoolWatch.hikari(wrapper((method, arguments) -> method.equals("unwrap") ? pool : true)))
                .containsSame(pool);
        assertThat(PoolWatch.hikari(new JdbcDataSource())).isEmpty();
        assertThat(PoolWatch.hikari(wrapper((method, arguments) -> {
                    throw new SQLException("not asked for");
                })))
                .isEmpty();
    }

    @Test
    void of_poolThatHasNotStarted_isWatchedFromItsStart() throws SQLException {
        try (HikariDataSource lazy = new HikariDataSource()) {
            lazy.setJdbcUrl("jdbc:h2:mem:lazy");
            lazy.setMaximumPoolSize(1);
            SimpleMeterRegistry registry = new SimpleMeterRegistry();
            PoolWatch watch = PoolWatch.of(lazy, now -> true, System::nanoTime, ticker, MicrometerPools.into(registry))
                    .orElseThrow();
            watch.begin();
            ticker.tick(1);
            assertThat(watch.latest()).isEmpty();
            lazy.getConnection().close();
            ticker.tick(1);
            PoolReport report = watch.end();

            assertThat(report.samples()).isEqualTo(1);
            assertThat(report.acquire().count()).isEqualTo(1);
            assertThat(report.configuration().minIdle()).isEqualTo(1);
        }
    }
}
