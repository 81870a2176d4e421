// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.load.FeedStrategy;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Fills a parameter of a load test with records, a new one for each iteration.
 *
 * <p>The parameter may be a {@code Map<String, String>}, a record or a bean whose properties are the columns, a {@code
 * JsonNode} for JSON lines, or the type of the elements that a method returns. All records are read and converted before the load starts;
 * mistakes are reported with line and column.
 *
 * <pre>{@code
 * @LoadTest(users = 50, duration = "1m")
 * void order(Http http, @Feed("/products.csv") Product product) { ... }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Feed {

    /**
     * Where the records are.
     *
     * @return {@code /products.csv} or {@code users.jsonl} on the class path, {@code file:} and a path, {@code #method} or
     *     {@code pkg.Class#method} for a method without parameters that returns a stream, iterable, iterator or array
     */
    String value();

    /**
     * Which record an iteration gets.
     *
     * @return in order and around again, unless set
     */
    FeedStrategy strategy() default FeedStrategy.CIRCULAR;
}
