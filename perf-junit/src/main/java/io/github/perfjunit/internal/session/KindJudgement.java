// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.spi.KindVerdict;
import java.util.List;
import java.util.Optional;

/**
 * What the kind of a load says of it.
 *
 * @param verdict its verdict; empty if it has none of its own, was cut off, or failed
 * @param sections its findings, also those of a load that was cut off
 * @param failures how the kind failed in its verdict, which spoils no file
 * @param alone whether it judges in place of the objectives
 */
public record KindJudgement(
        Optional<KindVerdict> verdict, List<ResultSection> sections, List<Throwable> failures, boolean alone) {

    /** Has the kind of a load judge it. */
    public static KindJudgement of(LoadSession session, LoadResult measured, boolean smoke) {
        boolean whole = measured.data().stopReason().isEmpty();
        if (smoke || !whole) {
            return new KindJudgement(Optional.empty(), smoke ? List.of() : found(session), List.of(), false);
        }
        try {
            Optional<KindVerdict> verdict = session.judgeKind(measured);
            return new KindJudgement(
                    verdict,
                    verdict.map(KindVerdict::sections).orElseGet(() -> found(session)),
                    List.of(),
                    session.judgesItself() && verdict.isPresent());
        } catch (IllegalStateException e) {
            return new KindJudgement(Optional.empty(), found(session), List.of(e), session.judgesItself());
        }
    }

    /** A load that was cut off still tells what its kind saw. */
    private static List<ResultSection> found(LoadSession session) {
        try {
            return session.found();
        } catch (IllegalStateException e) {
            return List.of();
        }
    }

    /** Returns the verdicts on what it judges; none if it has no verdict. */
    public List<ObjectiveResult> verdicts() {
        return verdict.map(KindVerdict::verdicts).orElse(List.of());
    }

    /** Returns why it takes the run for invalid; none if it does not. */
    public List<String> invalid() {
        return verdict.map(KindVerdict::invalid).orElse(List.of());
    }
}
