// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Has a {@link BeforeLoad} method run once for a load, however many machines it runs on: in the JVM that judges it, before
 * any machine starts users. For the seeding of data that all share. It runs before the methods without it. On any other
 * method it is a mistake found before the load.
 *
 * <p>{@link AfterLoad} methods run there alone in any case.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnController {}
