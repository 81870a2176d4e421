// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.report.FaultType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Breaks the way to the database, or the database, while a load runs, and heals it again.
 *
 * <p>What the load suffered stands in the result: which transactions failed and how, how long nothing was answered, when
 * the first transaction succeeded again, and when all was as before.
 *
 * <p>Faults of the network go through a proxy of the library, which the pool of the load connects to; so they need a
 * database whose URL is known. A Spring application connects to it if the database of the test class is an {@link
 * EmbeddedPostgres} or a {@link PostgresContainer}. {@link FaultType#RESTART} and {@link FaultType#CRASH} need a server that the library
 * started, {@link FaultType#PROMOTION} one with a replica: {@link EmbeddedPostgres#replicas()}. {@link FaultType#TERMINATE}
 * needs one that the library started too, because it ends the sessions of others, unless {@code
 * perf.jdbc.destructive=true}.
 *
 * <pre>{@code
 * @DatabaseFault(type = BLACK_HOLE, at = "20s", duration = "3s")
 * @DatabaseFault(type = RESTART, at = "50s", duration = "1s")
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(DatabaseFaults.class)
public @interface DatabaseFault {

    /**
     * What breaks.
     *
     * @return the kind of fault
     */
    FaultType type();

    /**
     * When it breaks, counted from the start of the measured time.
     *
     * <p>At least 6 s must be left before it, to see what is usual, and after it, to see the recovery.
     *
     * @return such as {@code "20s"}
     */
    String at();

    /**
     * How long it stays broken; for {@link FaultType#RESTART} and {@link FaultType#CRASH}, how long the server stays
     * down before it is started again; for {@link FaultType#PROMOTION}, how long before its replica takes its place.
     *
     * <p>Defaults to none, which {@link FaultType#RESET}, {@link FaultType#RESTART}, {@link FaultType#CRASH} and {@link FaultType#PROMOTION} take
     * as a moment, and which {@link FaultType#TERMINATE} requires. The others must have one.
     *
     * @return such as {@code "3s"}
     */
    String duration() default "";

    /**
     * How much later answers of the server arrive; for {@link FaultType#LATENCY} alone, which must have one.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "20ms"}
     */
    String delay() default "";

    /**
     * How far each answer's delay is from {@link #delay()} at most, up or down, at random from the load's seed; for
     * {@link FaultType#LATENCY} alone.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "5ms"}, at most the delay
     */
    String jitter() default "";

    /**
     * What all connections together can carry, in each direction; for {@link FaultType#BANDWIDTH} alone, which must have
     * one.
     *
     * <p>Defaults to zero: not set.
     *
     * @return bytes per second, such as 100_000
     */
    long bytesPerSecond() default 0;
}
