// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.PerfExtension;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A kind of load that a third party might add: a low load, then a high one. */
@LoadKind(value = "seesaw", conductor = SeesawConductor.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@ExtendWith(PerfExtension.class)
public @interface Seesaw {

    int users() default 0;

    String arrivalRate() default "";

    String high();

    String hold() default "2s";

    /** Where it throws: conduct, interval, judge, or nowhere. */
    String fails() default "";
}
