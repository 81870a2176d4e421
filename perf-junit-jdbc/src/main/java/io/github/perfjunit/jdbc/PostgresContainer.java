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
 * Runs a test against a PostgreSQL in a container, through Testcontainers.
 *
 * <p>What {@link EmbeddedPostgres} says about classes, methods, databases and parameters holds here too: classes that ask
 * for the same image, preloaded libraries and settings share one container. It is stopped after the last test, also where
 * Testcontainers' own cleaner, Ryuk, is switched off. The server cannot be stopped and started by a test, because Docker
 * then gives it another port. {@code fsync} is on, unlike in Testcontainers' default.
 *
 * <p>Needs {@code org.testcontainers:testcontainers-postgresql} on the class path and a Docker that answers.
 *
 * <pre>{@code
 * @PostgresContainer(image = "postgres:17-alpine", settings = "max_connections=200")
 * class OrdersTests { ... }
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
public @interface PostgresContainer {

    /**
     * Image of the container: that of Docker's library, or one which is used like it and has {@code pg_stat_statements}.
     *
     * @return {@code postgres:17-alpine}, unless set
     */
    String image() default "postgres:17-alpine";

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
     * Settings of the server, as in {@code postgresql.conf}.
     *
     * <p>Defaults to the image's own.
     *
     * @return such as {@code "shared_buffers=256MB"}
     */
    String[] settings() default {};

    /**
     * Name of a database that is kept as long as the container runs, so that classes which name the same one share it with
     * all its data.
     *
     * <p>Defaults to none: a new database, which is dropped at the end.
     *
     * @return at most 63 letters, digits, hyphens and underscores, of which the first is a letter or underscore
     */
    String database() default "";
}
