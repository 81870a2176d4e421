// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import io.github.perfjunit.jdbc.internal.run.JdbcFigures;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.slo.CountCheck;
import io.github.perfjunit.slo.ExtraFigure;
import io.github.perfjunit.slo.SloViolation;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions about what the library found in a load that a reader should act on.
 *
 * <pre>{@code
 * assertThat(result).findings().hasNo(Finding.Kind.N_PLUS_ONE, Finding.Kind.MISSING_INDEX);
 * }</pre>
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FindingsAssert extends AbstractAssert<FindingsAssert, List<Finding>> {

    private static final int SHOWN = 5;

    private final JdbcFigures figures;

    FindingsAssert(JdbcFigures figures) {
        super(figures.report().findings(), FindingsAssert.class);
        this.figures = figures;
    }

    /**
     * Checks that there is no finding of any kind: not even a setting that could be better, or a part of the diagnosis
     * that could not be made.
     *
     * @return this assertion
     * @throws SloViolation if there is one, with what was found
     */
    public FindingsAssert hasNone() {
        List<Finding> found = figures.report().findings();
        check(figures.findings(), "expected no finding" + listed(found)).isZero();
        return this;
    }

    /**
     * Checks that there is no finding of some kinds. Each kind is a check of its own in the report.
     *
     * @param kinds one or more
     * @return this assertion
     * @throws SloViolation if there is one, with what was found
     * @throws IllegalArgumentException if no kind is given
     */
    public FindingsAssert hasNo(Finding.Kind... kinds) {
        if (kinds.length == 0) {
            throw new IllegalArgumentException("kinds were none but must be one or more; hasNone() is about all");
        }
        for (Finding.Kind kind : kinds) {
            List<Finding> found = figures.report().findings(kind);
            check(figures.findings(kind), "expected no finding of the kind \"" + kind.label() + "\"" + listed(found))
                    .isZero();
        }
        return this;
    }

    /**
     * Checks that there is a finding of a kind, for tests that make a problem on purpose.
     *
     * @param kind the kind
     * @return this assertion
     * @throws SloViolation if there is none, with the findings that there are
     */
    public FindingsAssert contains(Finding.Kind kind) {
        List<Finding> all = figures.report().findings();
        String others = all.isEmpty() ? "; there is none at all" : listed(all);
        check(figures.findings(kind), "expected a finding of the kind \"" + kind.label() + "\"" + others)
                .isGreaterThanOrEqualTo(1);
        return this;
    }

    /** The message tells what was found, which a number would not; where nothing could be found, it tells why. */
    private CountCheck<FindingsAssert> check(ExtraFigure figure, String message) {
        FindingsAssert telling = new FindingsAssert(figures);
        telling.info.description(info.description());
        String overriding = info.overridingErrorMessage();
        if (overriding != null || !Double.isNaN(figure.value())) {
            telling.info.overridingErrorMessage(overriding == null ? message : overriding);
        }
        return figure.count(telling);
    }

    private static String listed(List<Finding> findings) {
        String more = findings.size() > SHOWN ? "\n  - and " + (findings.size() - SHOWN) + " more" : "";
        return findings.stream()
                        .limit(SHOWN)
                        .map(f -> "\n  - " + f.kind().label() + " (" + f.subject() + "): " + f.sentences())
                        .collect(Collectors.joining())
                + more;
    }
}
