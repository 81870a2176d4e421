// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Marks an annotation type whose annotations make a test method a load. A method is of one kind: several on it are a
 * mistake.
 *
 * <p>Its attributes that have the name and type of one of {@code io.github.perfjunit.LoadTest} are read as there; of
 * those it lacks, the defaults hold; the others are for its {@link #conductor()} or for the {@link LoadExtension} that
 * knows the annotation. Like {@code LoadTest} it must carry {@code @ExtendWith(PerfExtension.class)} and, unless it stands
 * beside a test template, {@code @Test}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.ANNOTATION_TYPE)
public @interface LoadKind {

    /**
     * Returns the name of such a load in summaries.
     *
     * @return lower-case words such as {@code load} or {@code pool sweep}
     */
    String value();

    /**
     * Returns what gives such a load its course and its verdict.
     *
     * <p>Defaults to none: the attributes of the annotation give the course, and the objectives of {@code @Slo} are judged
     * over all of its measured time.
     *
     * @return a class with a constructor without parameters
     */
    Class<? extends LoadConductor> conductor() default LoadConductor.class;
}
