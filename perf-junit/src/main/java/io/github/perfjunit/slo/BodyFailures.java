// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.Scope;

/**
 * Iterations of a part of a load that failed outside a request. No request's error rate includes them, so a limit for
 * errors applies to them separately.
 *
 * @param figures the part
 */
record BodyFailures(Measurements figures) {

    boolean any() {
        return figures.bodyFailures() > 0;
    }

    Scope scope() {
        return isWhole() ? Scope.ITERATIONS : figures.scope();
    }

    Measure rate() {
        return Measure.of(Measure.Kind.BODY_FAILURES, isWhole() ? "error rate" : "iteration error rate");
    }

    static Measure count() {
        return Measure.of(Measure.Kind.BODY_FAILURES, "failures");
    }

    private boolean isWhole() {
        return switch (figures.scope().kind()) {
            case ALL_REQUESTS, ITERATIONS, LOAD -> true;
            default -> false;
        };
    }

    MeasuredValue measuredRate() {
        long failed = figures.bodyFailures();
        long iterations = Math.max(failed, figures.iterations()); // a user may fail before its first iteration
        return MeasuredValue.of(100.0 * failed / iterations, iterations).noted("failures outside a request");
    }
}
