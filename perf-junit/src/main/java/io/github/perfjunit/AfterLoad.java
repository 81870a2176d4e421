// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Method that runs after a load test of its class and gets its {@link io.github.perfjunit.metrics.LoadResult}, for
 * assertions that need more than {@link Slo}. An exception from it fails the test, as missed objectives do. It does not run
 * in a smoke run or with {@code perf.slo=off}, nor after a {@link PerfTest}.
 *
 * <pre>{@code
 * @AfterLoad("browse")
 * void margins(LoadResult result) {
 *     assertThat(result).request("GET /cart").p99().isLessThan(Duration.ofMillis(400));
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AfterLoad {

    /**
     * Names of the test methods after which it runs; one that does not exist is a mistake found before the load.
     *
     * <p>Defaults to all load tests of the class.
     *
     * @return method names
     */
    String[] value() default {};
}
