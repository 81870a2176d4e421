// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.Measurements;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the figures of one request, scenario, phase or stretch of time.
 *
 * <p>Checks are recorded in the result of the load if the figures were reached through it, as in
 * {@code assertThat(result).request("GET /cart").p95()}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MeasurementsAssert extends AbstractMeasurementsAssert<MeasurementsAssert, Measurements> {

    private final @Nullable Subject subject;

    MeasurementsAssert(@Nullable Measurements actual) {
        super(actual, MeasurementsAssert.class);
        this.subject = actual == null ? null : Subject.of(actual);
    }

    MeasurementsAssert(Subject subject) {
        super(subject.figures(), MeasurementsAssert.class);
        this.subject = subject;
    }

    @Override
    Subject subject() {
        if (subject == null) {
            throw FluentFailure.of(info, "there are no figures to check, they were null");
        }
        return subject;
    }
}
