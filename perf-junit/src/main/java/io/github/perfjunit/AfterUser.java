// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Method that runs once for each virtual user of the load tests of its class, on the user's thread, after the last
 * iteration; not measured. It does not run for users that had to be interrupted, for those whose
 * set-up failed, nor for a {@link PerfTest}. An exception from it is an error of the load.
 *
 * <p>Parameters may be those of a load test, except data. Methods of superclasses and of enclosing classes run as well,
 * theirs last.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface AfterUser {}
