// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.ObjectiveResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Descriptable;
import org.assertj.core.api.WritableAssertionInfo;
import org.assertj.core.description.Description;

/**
 * A check of a measured value, which needs a limit. Each check is recorded in the result it comes from, met or missed;
 * a miss fails the test unless {@code perf.slo} is set to only report objectives.
 *
 * @param <S> the kind of check
 * @param <P> the assertion it came from, which a passed check returns
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract sealed class Check<S extends Check<S, P>, P extends AbstractAssert<P, ?>> implements Descriptable<S>
        permits DurationCheck, RatioCheck, RateCheck, CountCheck, NumberCheck, WorkCheck {

    private final P parent;
    private final CheckedFigure figure;
    private final List<CheckedFigure> beside;
    private Optional<Description> description = Optional.empty();

    private record Judged(CheckedFigure figure, ObjectiveResult verdict) {}

    Check(P parent, CheckedFigure figure) {
        this(parent, figure, List.of());
    }

    Check(P parent, CheckedFigure figure, List<CheckedFigure> beside) {
        this.parent = parent;
        this.figure = figure;
        this.beside = List.copyOf(beside);
    }

    abstract S self();

    @Override
    public S describedAs(Description text) {
        description = Optional.of(text);
        return self();
    }

    P hold(Operator operator, Limit limit) {
        List<Judged> judged = new ArrayList<>();
        judged.add(new Judged(figure, figure.judge(operator, limit)));
        if (operator.isUpper()) {
            beside.forEach(each -> judged.add(new Judged(each, each.judge(operator, limit))));
        }
        return conclude(judged);
    }

    P holdBetween(Limit lowest, Limit highest) {
        if (!(lowest.value() <= highest.value())) {
            throw new IllegalArgumentException(
                    "the lower limit " + lowest.text() + " was above the upper limit " + highest.text());
        }
        return conclude(List.of(
                new Judged(figure, figure.judge(Operator.AT_LEAST, lowest)),
                new Judged(figure, figure.judge(Operator.AT_MOST, highest))));
    }

    private P conclude(List<Judged> all) {
        for (Judged judged : all) {
            if (judged.figure.fails(judged.verdict)) {
                throw FluentFailure.of(info(), judged.figure.message(judged.verdict));
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
