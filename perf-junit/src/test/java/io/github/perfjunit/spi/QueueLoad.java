// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.PerfExtension;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A kind of load that a third party might add; {@link QueueExtension} knows what {@code queue} is. */
@LoadKind("queue load")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@ExtendWith(PerfExtension.class)
public @interface QueueLoad {

    int users() default 0;

    long iterations() default 0;

    String queue();

    String timeout() default "";

    boolean decides() default false;
}
