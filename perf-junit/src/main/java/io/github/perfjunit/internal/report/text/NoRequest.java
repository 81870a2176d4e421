// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measurements;
import io.github.perfjunit.metrics.SeriesKind;
import java.time.Duration;
import java.util.Optional;

/** Notes on a load whose bodies made no request: it may not have measured what was intended. */
public final class NoRequest {

    /** A median below this shows a body that does next to nothing. */
    private static final Duration NEXT_TO_NOTHING = Duration.ofNanos(20_000);

    private NoRequest() {}

    /**
     * Describes a load without requests.
     *
     * @param result the result
     * @return a sentence; empty if there was a request or a database statement, or no iteration ended well
     */
    public static Optional<String> note(LoadResult result) {
        Measurements iterations = result.iterations();
        boolean none =
                result.kind() == SeriesKind.ITERATION && result.statementNames().isEmpty();
        if (!none || iterations.latency().isEmpty()) {
            return Optional.empty();
        }
        Duration p50 = iterations.latency().percentile(50);
        String body = p50.compareTo(NEXT_TO_NOTHING) < 0
                ? ", and the body does next to nothing (p50 " + FigureFormat.duration(p50) + ")"
                : "";
        return Optional.of("no request was made in " + FigureFormat.count(iterations.count(), "iteration") + body
                + ": the times are those of the method itself; send requests with http..., or time calls with"
                + " user.step(...)");
    }
}
