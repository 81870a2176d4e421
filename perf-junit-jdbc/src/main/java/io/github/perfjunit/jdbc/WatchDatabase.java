// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Watches the database of the test beside loads of other kinds, such as an HTTP load on an application in the same JVM: its
 * statements, its pool, and what the database itself tells.
 *
 * <p>The statements of an application are seen if its {@link javax.sql.DataSource} is a {@link ProbedDataSource}. In a test
 * with a Spring context, every bean of that type becomes one.
 *
 * <pre>{@code
 * @WatchDatabase
 * @LoadTest(baseUrl = "http://localhost:8080", users = 20, duration = "30s")
 * @JdbcSlo(callsPerTransaction = 3)
 * void listOrders(Http http) { ... }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface WatchDatabase {

    /**
     * Name of the {@link javax.sql.DataSource} of the test that is to be watched: a field or a Spring bean.
     *
     * <p>Defaults to the only one there is.
     *
     * @return the name of a field or bean
     */
    String dataSource() default "";

    /**
     * Whether the database itself is asked what happened during the load.
     *
     * @return true by default
     */
    boolean diagnose() default true;
}
