// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Method that runs once before the first user of a load test of its class starts, with {@link OnController} once for all
 * machines of the load, without it once on each machine that has users. It is not measured. It does not run for a {@link
 * PerfTest}, which has {@link io.github.perfjunit.load.LoadBuilder#beforeLoad} instead.
 *
 * <pre>{@code
 * @BeforeLoad
 * @OnController
 * void seed(Http http) {
 *     http.post("/admin/seed").expectStatus(204).send();
 * }
 * }</pre>
 *
 * <p>It runs on a thread of its own as a virtual user that takes no part in the load. Parameters may be those of a load
 * test, except data and what extensions supply. Methods of superclasses and of enclosing classes run as well, theirs first.
 * An exception from it or a failed check in it fails the test before any load; a failed assumption skips the test. It also
 * runs in a smoke run.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BeforeLoad {

    /**
     * Names of the test methods before which it runs; one that does not exist is a mistake found before the load.
     *
     * <p>Defaults to all load tests of the class.
     *
     * @return method names
     */
    String[] value() default {};
}
