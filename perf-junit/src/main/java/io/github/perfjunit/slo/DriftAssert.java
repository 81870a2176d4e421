// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.kind.SoakFigure;
import io.github.perfjunit.kind.SoakFigure.Verdict;
import io.github.perfjunit.kind.SoakReport;
import io.github.perfjunit.metrics.Enforcement;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import io.github.perfjunit.metrics.Scope;
import java.util.List;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what a {@code @Soak} test found.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class DriftAssert extends AbstractAssert<DriftAssert, SoakReport> {

    private final LoadResult result;

    DriftAssert(LoadResult result, SoakReport report) {
        super(report, DriftAssert.class);
        this.result = result;
    }

    /**
     * Checks that all figures are stable: stricter than the test itself, which a run that was too short to tell does not
     * fail.
     *
     * @return this
     * @throws SloViolation if a figure drifts or still fills, or the run was too short to tell about it
     */
    public DriftAssert isStable() {
        return holds(actual.figures(), Verdict.STABLE);
    }

    /**
     * Checks that one figure is stable.
     *
     * @param figure its name in the report, such as {@code p50 of all requests} or {@code throughput}
     * @return this
     * @throws SloViolation if it is not, or there is no such figure, with the names of those that there are
     */
    public DriftAssert isStable(String figure) {
        List<SoakFigure> named = actual.figures().stream()
                .filter(each -> each.name().equals(figure))
                .toList();
        if (named.isEmpty()) {
            throw FluentFailure.of(
                    info,
                    "the drift of " + CheckedFigure.quoted(figure) + " is not known: a soak test watches "
                            + String.join(
                                    ", ",
                                    actual.figures().stream()
                                            .map(SoakFigure::name)
                                            .toList()));
        }
        return holds(named, Verdict.STABLE);
    }

    private DriftAssert holds(List<SoakFigure> figures, Verdict wanted) {
        List<String> others = figures.stream()
                .filter(figure -> figure.verdict() != wanted)
                .map(figure -> figure.name() + " is " + figure.verdict().words()
                        + (figure.remark().isEmpty() ? "" : " (" + figure.remark() + ")"))
                .toList();
        boolean met = others.isEmpty() && !figures.isEmpty();
        ObjectiveResult verdict = new ObjectiveResult(
                Scope.extra("the soak"),
                Measure.of(Measure.Kind.EXTRA, "figures not stable"),
                "<=",
                0,
                "0",
                others.size(),
                "",
                figures.isEmpty() ? State.NO_DATA : met ? State.MET : State.MISSED,
                1,
                null,
                String.join("; ", others));
        if (result.enforcement() != Enforcement.OFF) {
            result.ledger().add(verdict);
        }
        if (!met && result.enforcement().binds(verdict)) {
            throw FluentFailure.of(info, figures.isEmpty() ? "the soak watched no figure" : String.join("; ", others));
        }
        return this;
    }
}
