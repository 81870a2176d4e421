// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * One stage of a load: users or arrival rate move evenly from the level of the stage before, zero at first, to the
 * level of this one.
 *
 * <p>{@code stages = {@Stage(duration = "1m", users = 100), @Stage(duration = "5m", users = 100)}} climbs for a minute
 * and holds for five.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({})
public @interface Stage {

    /**
     * How long the stage takes.
     *
     * @return such as {@code "5m"}; {@code "0s"} for a jump
     */
    String duration();

    /**
     * Virtual users at the end of the stage.
     *
     * <p>Defaults to -1: not set; a stage that sets neither users nor rate holds the level of the one before.
     *
     * @return zero or more
     */
    int users() default -1;

    /**
     * Arrival rate at the end of the stage.
     *
     * <p>Defaults to none.
     *
     * @return such as {@code "50/s"}
     */
    String rate() default "";
}
