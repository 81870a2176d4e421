// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * The connection pool that is opened for a load, a HikariCP; for databases that are known by an address, not for a data
 * source of the test, which has its own pool.
 *
 * <p>{@code pool = @Pool(size = 32, connectionTimeout = "1s", properties = "prepareThreshold=1")} keeps 32 connections,
 * waits at most a second for one, and prepares statements on the server at once.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Pool {

    /**
     * Most connections.
     *
     * <p>Defaults to 10, as HikariCP does.
     *
     * @return from 1 to 1,000
     */
    int size() default 10;

    /**
     * Fewest connections that are kept open.
     *
     * <p>Defaults to -1: as many as the size, so that no connection is made while the load runs.
     *
     * @return zero to the size, or -1
     */
    int minIdle() default -1;

    /**
     * How long a transaction waits for a connection before it fails.
     *
     * <p>Defaults to five seconds.
     *
     * @return such as {@code "250ms"}, the shortest HikariCP takes, up to {@code "1h"}
     */
    String connectionTimeout() default "5s";

    /**
     * Whether each transaction takes a connection and gives it back, as an application does.
     *
     * <p>Defaults to true. With false each virtual user keeps the one it took first: a load of the database alone, which
     * needs as many connections as users.
     *
     * @return whether each transaction takes its own
     */
    boolean perTransactionConnection() default true;

    /**
     * Whether connections commit after each statement.
     *
     * <p>Defaults to false: the first statement of a transaction begins it, without a round trip of its own.
     *
     * @return whether they do
     */
    boolean autoCommit() default false;

    /**
     * Properties of the JDBC driver.
     *
     * <p>Defaults to none. For PostgreSQL {@code tcpKeepAlive=true} and {@code ApplicationName=perf-junit} are set unless
     * they are given here or in the URL. {@code socketTimeout} is not: without it a call can hang as long as a silent
     * network does.
     *
     * @return each {@code name=value}
     */
    String[] properties() default {};
}
