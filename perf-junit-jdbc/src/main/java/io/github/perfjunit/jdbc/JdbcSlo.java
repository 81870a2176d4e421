// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.report.Finding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Objectives of a load about its statements, its pool and its database, over the measured time. Response times and error
 * rates of transactions and statements are set by {@code @Slo}, of statements as {@code @Slo(request = "select ...")}.
 *
 * <pre>{@code
 * @JdbcSlo(callsPerTransaction = 3, leaked = 0, acquireP99 = "5ms", none = MISSING_INDEX)
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Repeatable(JdbcSlos.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface JdbcSlo {

    /**
     * The statement that {@link #callsPerTransaction()} and {@link #noSequentialScanOver()} are about, with {@code ?} for its values; white space does not
     * matter.
     *
     * <p>Defaults to every statement.
     *
     * @return its text
     */
    String statement() default "";

    /**
     * Most calls of a statement in one transaction, at most: an N+1 breaks it. A transaction is what happens on one
     * connection from when it is taken, or from a commit or rollback, to the next commit or rollback or its return.
     * Code of an application that takes a connection for each statement, or has each committed by itself, is not caught
     * by it, but by {@link #none()} with {@link Finding.Kind#N_PLUS_ONE}.
     *
     * <p>Defaults to -1: no limit.
     *
     * @return such as 3
     */
    int callsPerTransaction() default -1;

    /**
     * 95th percentile of the wait for a connection, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "2ms"}
     */
    String acquireP95() default "";

    /**
     * 99th percentile of the wait for a connection, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "5ms"}
     */
    String acquireP99() default "";

    /**
     * Threads that waited for a connection at the same time, at most.
     *
     * <p>Defaults to -1: no limit.
     *
     * @return such as 4
     */
    int pending() default -1;

    /**
     * Waits for a connection that ended without one, at most.
     *
     * <p>Defaults to -1: no limit of their own; each fails a transaction.
     *
     * @return such as 0
     */
    long timeouts() default -1;

    /**
     * Connections that were not given back, at most.
     *
     * <p>Defaults to -1: no limit.
     *
     * @return such as 0
     */
    long leaked() default -1;

    /**
     * Deadlocks that the database ended, at most, whether the transaction was tried again or not. Of a database that others
     * may use too, those of the load alone count; if its statements were not seen, there is no verdict.
     *
     * <p>Defaults to -1: no limit.
     *
     * @return such as 0
     */
    long deadlocks() default -1;

    /**
     * Transactions that were tried again, at most.
     *
     * <p>Defaults to -1: no limit.
     *
     * @return such as 10
     */
    long retried() default -1;

    /**
     * Transactions that were later than the latency limit or skipped for it, at most.
     *
     * <p>Defaults to -1: no limit.
     *
     * @return such as 0
     */
    long late() default -1;

    /**
     * Time from the end of each fault to the first transaction that succeeded, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "2s"}
     */
    String firstSuccess() default "";

    /**
     * Time from the end of each fault until all was as before, at most; never recovered is a miss.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "10s"}
     */
    String steady() default "";

    /**
     * Longest time around each fault in which no transaction ended, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "3s"}
     */
    String longestStall() default "";

    /**
     * Rows of a table that no statement of the load may read from end to end, by the plan that PostgreSQL 14 or newer has for
     * it whatever its values; a statement whose plan cannot be had fails the test as not judged. The rows are those that the
     * server estimates, of a partitioned table those of the partitions that are read. Functions, triggers and foreign keys
     * are in no plan.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "10000 rows"}
     */
    String noSequentialScanOver() default "";

    /**
     * Longest time in which any replica of the database did not have yet what its primary had, at most; see {@link
     * JdbcWorkload#reads()}. Where no replica is known, or one could not be asked, nothing is held, and the test fails.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "500ms"}
     */
    String replicationLag() default "";

    /**
     * Rows of the library's that are gone after a promotion though their commit was acknowledged, at most. One is written
     * each 10 ms; without {@link io.github.perfjunit.jdbc.report.FaultType#PROMOTION} there are none, and the test fails.
     *
     * <p>Defaults to -1: no limit.
     *
     * @return such as 0
     */
    long lostWrites() default -1;

    /**
     * Reads of the library's from the replica that did not see a row whose commit was acknowledged before they began, at
     * most. One is made each 10 ms; without {@link io.github.perfjunit.jdbc.report.FaultType#PROMOTION} there are none, and
     * the test fails.
     *
     * <p>Defaults to -1: no limit.
     *
     * @return such as 100
     */
    long staleReads() default -1;

    /**
     * Kinds of findings of which there may be none.
     *
     * <p>Defaults to none: findings are told and fail no test.
     *
     * @return such as {@code Finding.Kind.MISSING_INDEX}
     */
    Finding.Kind[] none() default {};
}
