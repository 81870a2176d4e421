// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.ScenarioSummary;
import java.util.Collection;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the figures of one request, scenario, phase or stretch of time.
 *
 * <p>Checks are recorded in the result of the load that the figures come from.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class MeasurementsAssert extends AbstractMeasurementsAssert<MeasurementsAssert, Measurements> {

    private static final String SCENARIO = "scenario ";

    private final @Nullable Subject subject;

    MeasurementsAssert(@Nullable Measurements actual) {
        super(actual, MeasurementsAssert.class);
        this.subject = actual == null ? null : new Subject(actual, false);
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

    /** Fails if there is no such request or scenario; that is recorded too. */
    void requireKnown() {
        if (actual == null || actual.isKnown()) {
            return;
        }
        LoadResult result = actual.result();
        String subject = actual.subject();
        boolean scenario = subject.startsWith(SCENARIO);
        Collection<String> existing = scenario
                ? result.data().scenarios().stream().map(ScenarioSummary::name).toList()
                : result.requestNames();
        String thing = scenario ? "scenario" : "request";
        String name = scenario ? subject.substring(SCENARIO.length()) : subject;
        unknown(actual, thing, name, scenario ? SloText.unknown(thing, existing) : SloText.unknownRequest(result));
    }

    void requireStatement() {
        if (actual != null && !actual.isKnown()) {
            unknown(
                    actual,
                    "statement",
                    actual.subject(),
                    SloText.unknown("statement", actual.result().statementNames()));
        }
    }

    private void unknown(Measurements figures, String thing, String name, String unknown) {
        figures.result()
                .ledger()
                .add(MeasuredValue.noData(unknown).judge(figures.subject(), "count", Operator.ABOVE, 0, ""));
        throw FluentFailure.of(
                info, "no " + thing + " " + CheckedFigure.quoted(name) + unknown.substring(unknown.indexOf(';')));
    }
}
