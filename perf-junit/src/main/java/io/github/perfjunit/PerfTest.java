// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Performance test in fluent form: an ordinary test method that sets up and runs loads itself, through a parameter of
 * type {@link io.github.perfjunit.load.LoadBuilder}, and asserts on their results.
 *
 * <p>A parameter of type {@link io.github.perfjunit.http.Http} may be used inside the bodies that are given to the load;
 * there it is the client of whichever virtual user calls it. A load whose result no assertion on errors looked at must
 * be free of errors. Tag, lock and time limit are those of {@link LoadTest}.
 *
 * <pre>{@code
 * @PerfTest
 * void browse(LoadBuilder load, Http http) {
 *     LoadResult result = load.users(50).duration("1m").baseUrl("http://localhost:8080")
 *             .run(user -> http.get("/products").send());
 *     assertThat(result).p95().isLessThan(Duration.ofMillis(300));
 * }
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Test
@Tag("perf")
@ExtendWith(PerfExtension.class)
@ResourceLock(value = Resources.GLOBAL, mode = ResourceAccessMode.READ_WRITE)
@Timeout(value = 365, unit = TimeUnit.DAYS)
public @interface PerfTest {}
