// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.Scope;
import java.util.List;
import java.util.function.Predicate;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about the errors of a load in {@link Phase#MEASURE}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ErrorsAssert extends AbstractAssert<ErrorsAssert, List<ErrorSummary>> {

    private final LoadResult result;

    ErrorsAssert(LoadResult result) {
        super(result.data().errors(), ErrorsAssert.class);
        this.result = result;
    }

    /**
     * Checks that there were no errors.
     *
     * @return this assertion
     * @throws SloViolation if there is an error, or no sample at all
     */
    public ErrorsAssert hasNoError() {
        Measurements all = result.all();
        long listed = measured(error -> true);
        CheckedFigure figure = figure("errors", "", Math.max(listed, all.failures() + all.bodyFailures()));
        ObjectiveResult verdict = figure.judge(Operator.AT_MOST, Limit.of(0, ""));
        if (figure.fails(verdict)) {
            String top = new Suspects(result)
                    .topError()
                    .map(text -> "; top error: " + text)
                    .orElse("");
            throw FluentFailure.of(info, figure.message(verdict) + top);
        }
        return this;
    }

    /**
     * Looks at the number of errors of one kind.
     *
     * @param kind a status such as {@code 503}, a transport problem such as {@code timeout}, or the simple class name of
     *     an exception
     * @return a check that needs a limit
     */
    public CountCheck<ErrorsAssert> ofKind(String kind) {
        long errors = measured(error -> error.kind().equals(kind));
        return new CountCheck<>(this, figure("\"" + SloText.name(kind) + "\" errors", kind, errors));
    }

    private long measured(Predicate<ErrorSummary> which) {
        return result.data().errors().stream()
                .filter(which)
                .mapToLong(ErrorSummary::measured)
                .sum();
    }

    private CheckedFigure figure(String text, String kind, long errors) {
        long samples = result.all().count();
        MeasuredValue measured =
                samples == 0 && errors == 0 ? MeasuredValue.noSample() : MeasuredValue.count(errors, samples);
        return CheckedFigure.count(result, Scope.ALL_REQUESTS, new Measure(Measure.Kind.ERRORS, text, kind), measured);
    }
}
