// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Has {@link TroubleExtension} take part in a load, and fail in one of its methods. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Troubled {

    /** Names the method; {@code observers} for monitors and listeners of all kinds. */
    String value();
}
