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
 * Fills the database of a test before it is used: first by scripts, then by a loader.
 *
 * <p>It is filled when a lifecycle method or test first gets it, once for all tests of the class; nested classes share it.
 * If that fails, all these tests fail with it.
 * On PostgreSQL all is one transaction, except for statements that PostgreSQL refuses in one, and the filled tables are
 * vacuumed and analyzed afterwards.
 *
 * <p>A script is SQL in UTF-8 with {@code ;} after each statement. {@code :scale} stands for {@link #scale()}, except in
 * quotes, comments and function bodies. On PostgreSQL, {@code COPY t FROM 'file.csv' (FORMAT csv, HEADER)} reads a file
 * that is found like the script, and {@code COPY t FROM STDIN} the lines after it, up to a line {@code \.}.
 *
 * <p>In a database that the library did not start, and that is not in the memory of this JVM, a dataset that would drop,
 * empty or change what is there is refused before it does, and the message names what would have been lost; {@code
 * perf.jdbc.destructive=true} allows it.
 *
 * <pre>{@code
 * @EmbeddedPostgres
 * @JdbcDataset(script = "/orders/schema.sql", loader = Orders.class, scale = 10)
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
public @interface JdbcDataset {

    /**
     * Scripts to run, in order.
     *
     * <p>Defaults to none.
     *
     * @return {@code /orders/schema.sql} on the class path, {@code schema.sql} beside the test's class or at the top of the
     *     class path, or {@code file:} and a path
     */
    String[] script() default {};

    /**
     * What writes rows, after the scripts; it has a constructor without parameters.
     *
     * <p>Defaults to none.
     *
     * @return a class
     */
    Class<? extends DatasetLoader> loader() default DatasetLoader.class;

    /**
     * How much data: what {@code :scale} stands for, and {@link Dataset#scale()} returns.
     *
     * @return at least 1; 1 unless set
     */
    int scale() default 1;

    /**
     * Whether a database that was filled in the same way before is left as it is. It is, if scripts, files they copy from,
     * scale and loader are the same, and each table that it touched is as it was: made of the same columns, indexes and
     * constraints, with the same rows; on PostgreSQL also the same table of the same owner. To see that, each table is read
     * once. What was done is kept in a table {@code perf_junit_datasets}.
     *
     * <p>If rows or tables have changed since, all is loaded again, and a note in the result and in JUnit's report says
     * which. Tests that write to their data should set false. A dataset whose statements name no table is loaded each
     * time.
     *
     * @return true, unless set
     */
    boolean reuse() default true;

    /**
     * Which {@link javax.sql.DataSource} of the test leads to the database, if there are several.
     *
     * <p>Defaults to whichever a test uses.
     *
     * @return name of a field or of a Spring bean
     */
    String dataSource() default "";
}
