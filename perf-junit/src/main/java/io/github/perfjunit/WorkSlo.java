// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Limits for the work that an iteration makes, on average over the measured time: counts, which a slow or busy machine does
 * not change, so that they may decide about a change on any machine.
 *
 * <p>All the work of the measured time is divided by the iterations that ended well. An objective is inconclusive, and fails
 * the test, while the figure may be wrong by more than a tenth of its limit and lies no further from it than that; the
 * message tells how many iterations are needed. A figure that cannot be had fails the test as well.
 *
 * <p>On a class it holds for every load test in it that has none of its own, but for no {@link PerfTest}. On the method of a
 * {@code PerfTest} it holds for each of its loads, beside what the method asserts by {@code assertThat(result).work()}.
 *
 * <p>Memory and collections are those of this JVM, or of another one that {@link io.github.perfjunit.monitor.Watch} names and
 * {@link #jvm()} chooses.
 *
 * <pre>{@code
 * @LoadTest(users = 4, warmUp = "5s", iterations = 2000)
 * @WorkSlo(allocated = "64KiB", bytesReceived = "20KiB", connections = "0.01", statements = "3")
 *
 * @Watch(jmx = "${orders.jmx:localhost:9010}", name = "orders")
 * @WorkSlo(jvm = "orders", allocated = "64KiB", collections = "0.01")
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface WorkSlo {
    /**
     * The JVM whose {@link #allocated()} and {@link #collections()} are limited. It must not be that of the test, in which
     * the load allocates as well; all of its threads count, but those that answer by JMX.
     *
     * <p>Defaults to the JVM of the test.
     *
     * @return the name of a {@code @Watch(jmx = ...)}, or of a monitor by {@link
     *     io.github.perfjunit.monitor.Monitors#jmx}, such as {@code "orders"}
     */
    String jvm() default "";

    /**
     * Bytes that the system under test allocates on the heap, at most: those of all threads of this JVM but the load's own, which
     * are the virtual users, the thread that runs the test, and those of the library. So what is tested must run in this JVM
     * on threads of its own, as an embedded server does.
     *
     * <p>With {@link #jvm()} they are those of all threads of that JVM.
     *
     * <p>Without it users get platform threads, because Java does not tell what virtual ones allocate.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "64KiB"}; {@code B}, {@code KB}, {@code MB}, {@code KiB} and {@code MiB} are units
     */
    String allocated() default "";

    /**
     * Garbage collections of this JVM, or of that which {@link #jvm()} names, at most, whoever filled its heap. They depend on the size of the heap, which should be
     * set for the JVM of the test.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "0.01"}
     */
    String collections() default "";

    /**
     * Bytes of requests, headers included, at most; without those of TLS and TCP.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "2KiB"}
     */
    String bytesSent() default "";

    /**
     * Bytes of answers, headers included, as they came over the wire, at most; without those of TLS and TCP.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "20KiB"}
     */
    String bytesReceived() default "";

    /**
     * Connections that are opened, at most.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "0.01"}: one in a hundred iterations
     */
    String connections() default "";

    /**
     * Executions of database statements, at most; a batch is one. They are seen by {@code perf-junit-jdbc}.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "3"}
     */
    String statements() default "";

    /**
     * Calls for which a program waits for its database, at most: executions of statements, of which a batch is one, commits
     * and rollbacks. They are seen by {@code perf-junit-jdbc}, as JDBC shows them: what a driver sends beside them, such as
     * the fetching of further rows, is not.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "5"}
     */
    String roundTrips() default "";

    /**
     * Rows that statements insert, update or delete, at most. They are seen by {@code perf-junit-jdbc}; rows of results are
     * not.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "4"}
     */
    String rows() default "";

    /**
     * Waits, of whatever length, in which a virtual thread of this JVM, other than those of the load, did not release its
     * carrier thread, at most. They are seen by the flight recorder, from Java 21 on.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "0"}
     */
    String pinned() default "";
}
