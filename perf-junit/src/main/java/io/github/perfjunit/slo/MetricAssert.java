// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.RequestNames;
import io.github.perfjunit.slo.MetricValues.Figure;
import java.util.HashMap;
import java.util.Map;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about a metric that bodies give values for, by {@code user.count}, {@code gauge}, {@code rate} or
 * {@code trend}; over {@link Phase#MEASURE}, all scenarios and tags. A figure that a metric of its kind does not have fails.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MetricAssert extends AbstractAssert<MetricAssert, LoadResult> {

    private final MetricValues values;

    MetricAssert(LoadResult result, MetricValues values) {
        super(result, MetricAssert.class);
        this.values = values;
    }

    /** Copies what {@code as} and {@code overridingErrorMessage} set, and fails if there is no such metric. */
    MetricAssert begun(AbstractAssert<?, ?> parent) {
        info.description(parent.getWritableAssertionInfo().description());
        info.overridingErrorMessage(parent.getWritableAssertionInfo().overridingErrorMessage());
        if (!values.isKnown()) {
            actual.ledger()
                    .add(MeasuredValue.noData(values.unknown())
                            .judge(
                                    values.scope(),
                                    Measure.of(Measure.Kind.COUNT, "values"),
                                    Operator.ABOVE,
                                    Limit.of(0, ""),
                                    ""));
            throw FluentFailure.of(
                    info,
                    "no metric " + CheckedFigure.quoted(values.scope().name()) + "; there are: " + values.existing());
        }
        return this;
    }

    /**
     * Selects the values with a tag.
     *
     * @param tag name of the tag
     * @param value its value
     * @return an assertion about them
     * @throws SloViolation if there is none, with the metrics that exist
     */
    public MetricAssert tagged(String tag, String value) {
        Map<String, String> tags = new HashMap<>(values.tags());
        tags.put(RequestNames.stored(tag), RequestNames.stored(value));
        return new MetricAssert(actual, new MetricValues(actual, values.name(), tags)).begun(this);
    }

    /**
     * Looks at the sum of a count.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MetricAssert> sum() {
        return number(Figure.SUM, 0);
    }

    /**
     * Looks at the sum of a count, per second of the measured time.
     *
     * @return a check that needs a limit
     */
    public RateCheck<MetricAssert> throughput() {
        return new RateCheck<>(this, values.figure(Figure.PER_SECOND, 0));
    }

    /**
     * Looks at the share of true values of a rate.
     *
     * @return a check that needs a limit
     */
    public RatioCheck<MetricAssert> share() {
        return new RatioCheck<>(this, values.figure(Figure.SHARE, 0));
    }

    /**
     * Looks at the last value of a gauge.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MetricAssert> last() {
        return number(Figure.LAST, 0);
    }

    /**
     * Looks at the least value of a gauge or trend.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MetricAssert> min() {
        return number(Figure.MIN, 0);
    }

    /**
     * Looks at the greatest value of a gauge or trend.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MetricAssert> max() {
        return number(Figure.MAX, 0);
    }

    /**
     * Looks at the arithmetic mean of a gauge or trend.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MetricAssert> mean() {
        return number(Figure.MEAN, 0);
    }

    /**
     * Looks at the median of a trend; it needs 20 values.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MetricAssert> p50() {
        return percentile(50);
    }

    /**
     * Looks at the 90th percentile of a trend; it needs 100 values.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MetricAssert> p90() {
        return percentile(90);
    }

    /**
     * Looks at the 95th percentile of a trend; it needs 200 values.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MetricAssert> p95() {
        return percentile(95);
    }

    /**
     * Looks at the 99th percentile of a trend; it needs 1,000 values.
     *
     * @return a check that needs a limit
     */
    public NumberCheck<MetricAssert> p99() {
        return percentile(99);
    }

    /**
     * Looks at any percentile of a trend. A percentile p needs 10 / (1 − p) values; with fewer the check fails as
     * inconclusive.
     *
     * @param percentile from 0 to 100, such as 99.9
     * @return a check that needs a limit
     * @throws IllegalArgumentException if the percentile is outside 0 to 100
     */
    public NumberCheck<MetricAssert> percentile(double percentile) {
        if (!(percentile >= 0 && percentile <= 100)) {
            throw new IllegalArgumentException("percentile was " + percentile + " but must be from 0 to 100");
        }
        return number(Figure.PERCENTILE, percentile);
    }

    private NumberCheck<MetricAssert> number(Figure figure, double percentile) {
        return new NumberCheck<>(this, values.figure(figure, percentile));
    }
}
