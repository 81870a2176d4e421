// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.ObjectiveResult;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Descriptable;
import org.assertj.core.api.WritableAssertionInfo;
import org.assertj.core.description.Description;

/**
 * A measured value that waits for its limit. Each check is recorded in the result it comes from, passed or missed; a miss
 * fails the test unless {@code perf.slo} says that objectives are only reported.
 *
 * @param <S> the kind of check
 * @param <P> the assertion it came from, which a passed check returns
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract sealed class Check<S extends Check<S, P>, P extends AbstractAssert<P, ?>> implements Descriptable<S>
        permits DurationCheck, RatioCheck, RateCheck, CountCheck {

    private final P parent;
    private final CheckedFigure figure;
    private Optional<Description> description = Optional.empty();

    Check(P parent, CheckedFigure figure) {
        this.parent = parent;
        this.figure = figure;
    }

    abstract S self();

    @Override
    public S describedAs(Description text) {
        description = Optional.of(text);
        return self();
    }

    P hold(Operator operator, double limit) {
        return conclude(List.of(figure.judge(operator, limit)));
    }

    P holdBetween(double lowest, double highest) {
        if (!(lowest <= highest)) {
            throw new IllegalArgumentException("the lower limit " + lowest + " was above the upper limit " + highest);
        }
        return conclude(List.of(figure.judge(Operator.AT_LEAST, lowest), figure.judge(Operator.AT_MOST, highest)));
    }

    private P conclude(List<ObjectiveResult> verdicts) {
        for (ObjectiveResult verdict : verdicts) {
            if (figure.fails(verdict)) {
                throw FluentFailure.of(info(), figure.message(verdict));
            }
        }
        return parent;
    }

    private WritableAssertionInfo info() {
        WritableAssertionInfo info = new WritableAssertionInfo();
        WritableAssertionInfo inherited = parent.getWritableAssertionInfo();
        info.overridingErrorMessage(inherited.overridingErrorMessage());
        info.description(description.orElse(inherited.description()));
        return info;
    }
}
