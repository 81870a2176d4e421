// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Method that runs once for each virtual user of the load tests of its class, on the user's thread, before the first
 * iteration; not measured. In a closed model that is when the user's turn comes, so without a ramp-up it takes its part
 * of the measured time. It does not run for a {@link PerfTest}.
 *
 * <p>Parameters may be those of a load test, except data. Methods of superclasses and of enclosing classes run as well,
 * theirs first. An exception from it is an error of the load, and the user takes no part in it.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BeforeUser {}
