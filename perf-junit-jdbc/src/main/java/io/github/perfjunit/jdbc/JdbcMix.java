// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Has each iteration of a {@link JdbcWorkload} or {@link PoolSweep} run one of several transactions, drawn by weight.
 *
 * <p>The transactions are the methods annotated with {@link JdbcTransaction}; each is counted under its own name. The
 * workload method runs after the one drawn, in the same transaction, and is mostly empty:
 *
 * <pre>{@code
 * @JdbcMix
 * @JdbcWorkload(users = 8, duration = "30s")
 * void shop() {}
 *
 * @JdbcTransaction(weight = 45)
 * void newOrder(Connection connection, VirtualUser user) throws SQLException { ... }
 *
 * @JdbcTransaction(weight = 55)
 * void stockLevel(Connection connection, VirtualUser user) throws SQLException { ... }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
public @interface JdbcMix {

    /**
     * Class whose methods are drawn from; needs a constructor without parameters.
     *
     * <p>Defaults to the test class itself.
     *
     * @return a class with methods annotated with {@link JdbcTransaction}
     */
    Class<?> value() default void.class;
}
