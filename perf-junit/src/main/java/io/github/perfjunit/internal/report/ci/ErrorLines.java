// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.ci;

import io.github.perfjunit.internal.report.run.Headline;
import io.github.perfjunit.internal.report.run.StoredLoad;
import io.github.perfjunit.internal.report.text.ObjectiveText;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ObjectiveResult.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lines that GitHub Actions shows as errors beside a run: one for each missed objective. */
public final class ErrorLines {

    /** GitHub shows ten of a step. */
    private static final int MOST = 10;

    private static final int LONGEST = 300;

    private ErrorLines() {}

    /**
     * Writes the lines.
     *
     * @param loads loads, of which those that failed are told
     * @return at most ten lines
     */
    public static List<String> of(Collection<StoredLoad> loads) {
        List<String> lines = new ArrayList<>();
        for (StoredLoad load : loads) {
            Headline headline = load.headline();
            List<ObjectiveResult> missed = load.stored().objectives().stream()
                    .filter(o -> o.state() == State.MISSED
                            && load.stored().enforcement().binds(o))
                    .sorted(ObjectiveText.WORST_FIRST)
                    .toList();
            if (headline.kind() == Headline.Kind.GOOD) {
                continue;
            }
            if (headline.kind() == Headline.Kind.BAD && !missed.isEmpty()) {
                missed.forEach(o -> lines.add(line(
                        "error",
                        load,
                        ObjectiveText.name(o, LONGEST) + " was "
                                + o.valueText() + ", " + ObjectiveText.limit(o, LONGEST)
                                + ObjectiveText.since(o)
                                        .map(at -> ", first at " + at)
                                        .orElse(""))));
            } else if (headline.kind() == Headline.Kind.BAD
                    || headline.verdict().equals("INVALID")) {
                String reason = headline.reasons().isEmpty()
                        ? headline.what()
                        : headline.reasons().get(0);
                lines.add(line("error", load, headline.verdict() + ": " + reason));
            }
        }
        return lines.stream().limit(MOST).toList();
    }

    private static String line(String level, StoredLoad load, String message) {
        return "::" + level + " title=" + property(load.name()) + "::" + data(PlainText.of(message, LONGEST));
    }

    /** What would end the message, or begin another command, is written as GitHub decodes it. */
    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(PlainText.of(text, LONGEST)).replace(":", "%3A").replace(",", "%2C");
    }
}
