// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.kind.CapacityReport;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.Scope;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the capacity that a {@code @Capacity} test found. A lower limit is compared with the load that was
 * verified, an upper one with the smallest load above it that was missed. Without a verified load they fail.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CapacityAssert extends AbstractAssert<CapacityAssert, CapacityReport> {

    private final LoadResult result;

    CapacityAssert(LoadResult result, CapacityReport report) {
        super(report, CapacityAssert.class);
        this.result = result;
    }

    /**
     * Looks at the number of users that the target carries.
     *
     * @return a check that needs a limit; it fails if the load was set by a rate
     */
    public CountCheck<CapacityAssert> users() {
        return new CountCheck<>(this, figure(false, "users", "", "rate"));
    }

    /**
     * Looks at the rate of iterations that the target carries.
     *
     * @return a check that needs a limit; it fails if the load was set by users
     */
    public RateCheck<CapacityAssert> rate() {
        return new RateCheck<>(this, figure(true, "rate", "/s", "users"));
    }

    /**
     * Looks at the requests a second that ended well at the load that was verified.
     *
     * @return a check that needs a limit
     */
    public RateCheck<CapacityAssert> throughput() {
        MeasuredValue measured = actual.verified()
                .map(probe -> MeasuredValue.of(probe.throughput(), 1))
                .orElseGet(() -> MeasuredValue.noData(actual.summary()));
        return new RateCheck<>(this, CheckedFigure.plain(result, scope(), measure("throughput"), "/s", measured, ""));
    }

    private CheckedFigure figure(boolean open, String name, String unit, String other) {
        return new CheckedFigure(
                result,
                scope(),
                measure(name),
                unit,
                (operator, limit) -> actual.open() != open
                        ? MeasuredValue.noData("the load was set by " + other)
                        : operator.isUpper() ? missed() : held(),
                (verdict, operator) -> verdict,
                "");
    }

    private static Scope scope() {
        return Scope.extra("the capacity");
    }

    private static Measure measure(String name) {
        return Measure.of(Measure.Kind.EXTRA, name);
    }

    private MeasuredValue held() {
        return actual.isVerified()
                ? MeasuredValue.of(actual.found().load(), 1)
                : MeasuredValue.noData(actual.summary());
    }

    private MeasuredValue missed() {
        double missed = actual.found().missed();
        return actual.isVerified() && !Double.isInfinite(missed)
                ? MeasuredValue.of(missed, 1)
                : MeasuredValue.noData(actual.summary());
    }
}
