// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Watches something beside the load, once a second: its values stand in {@code monitors.csv} and in the result, and
 * objectives may be about them.
 *
 * <p>Each names one thing to watch. On a class it holds for every load in it, fluent ones included, beside those of the
 * method. On a field of type {@link Monitor} it names none: the field is what is watched. {@code ${key:default}} in any
 * text reads a JUnit configuration parameter, system property or environment variable.
 *
 * <pre>{@code
 * @Watch(jvm = true)
 * @Watch(jmx = "${orders.jmx:localhost:9010}", name = "orders")
 * @LoadTest(users = 50, duration = "10m")
 * void browse(Http http) { ... }
 *
 * @Watch
 * final Monitor queue = Monitors.of("queue depth", "", broker::depth);
 * }</pre>
 *
 * <p>Each is asked for one sample before the load begins. What does not answer then is a mistake of the configuration;
 * what fails later is told in the notes of the result.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.FIELD})
@Repeatable(Watches.class)
public @interface Watch {

    /**
     * Watches this JVM, as {@link Monitors#jvm()} does.
     *
     * @return true to watch it
     */
    boolean jvm() default false;

    /**
     * Watches this machine, as {@link Monitors#host()} does.
     *
     * @return true to watch it
     */
    boolean host() default false;

    /**
     * Address of a JVM that is watched by JMX, as {@link Monitors#jmx} does.
     *
     * @return {@code host:port}, {@code user:password@host:port}, or an address that begins with {@code service:jmx:}
     */
    String jmx() default "";

    /**
     * Address of the Actuator of a Spring Boot application, whose metrics {@link #series()} are watched, as {@link
     * Monitors#actuator} does.
     *
     * @return such as {@code http://localhost:8080/actuator}
     */
    String actuator() default "";

    /**
     * Address of an endpoint in the text format of Prometheus, whose {@link #series()} are watched, as {@link
     * Monitors#prometheus} does.
     *
     * @return such as {@code http://localhost:15692/metrics}
     */
    String prometheus() default "";

    /**
     * A query that {@link #server()} is asked, as {@link Monitors#promql} does; {@link #name()} is the name of its gauge.
     *
     * @return a query in PromQL, such as {@code sum(rabbitmq_queue_messages)}
     */
    String promql() default "";

    /**
     * Address of the Prometheus server that is asked {@link #promql()}.
     *
     * @return such as {@code http://localhost:9090}
     */
    String server() default "";

    /**
     * The series of {@link #prometheus()}, at least one, or the metrics of {@link #actuator()}.
     *
     * @return such as {@code queue depth=rabbitmq_queue_messages{queue="orders"}}, where the name before the first equals
     *     sign is that of the gauge and may be left out
     */
    String[] series() default {};

    /**
     * Name of the gauge of {@link #promql()}, or what the names of the gauges of {@link #jmx()} begin with.
     *
     * <p>Defaults to {@code target} for {@link #jmx()}.
     *
     * @return such as {@code orders}
     */
    String name() default "";

    /**
     * Unit of the gauge of {@link #promql()}.
     *
     * <p>Defaults to none, for counts.
     *
     * @return such as {@code ms}
     */
    String unit() default "";
}
