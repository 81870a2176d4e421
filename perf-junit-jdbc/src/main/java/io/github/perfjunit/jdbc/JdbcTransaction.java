// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * One of the transactions of a {@link JdbcMix}. The method may have parameters of the types {@link java.sql.Connection},
 * {@link JdbcSession} and {@link io.github.perfjunit.load.VirtualUser}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface JdbcTransaction {

    /**
     * How often it is drawn, in proportion to the others.
     *
     * @return more than zero; need not add up to anything
     */
    double weight();

    /**
     * Whether it writes nothing: its connection is told so, and comes from the pool of {@link JdbcWorkload#reads()} if there
     * is one.
     *
     * @return false by default
     */
    boolean readOnly() default false;

    /**
     * Name under which it is counted.
     *
     * <p>Defaults to the name of the method.
     *
     * @return the name
     */
    String name() default "";
}
