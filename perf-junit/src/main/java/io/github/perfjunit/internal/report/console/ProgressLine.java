// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import static io.github.perfjunit.internal.report.text.PlainText.left;
import static io.github.perfjunit.internal.report.text.PlainText.right;

import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.Phase;
import java.util.Locale;

/** Writes one progress line, always in the same order, so that a log can be searched for its words. */
final class ProgressLine {

    static final int WIDTH = 100;

    /** Names of classes before that of the method; which the console has no room for. */
    private static final String CLASSES = "^(?:\\p{Lu}\\w*+\\.)++(?=.)";

    private static final int LONGEST_NAME = 20;
    private static final int SHORTEST_NAME = 4;
    private static final int FEWEST_BARS = 3;

    private final String name;
    private final String total;
    private final boolean open;

    ProgressLine(LoadPlan plan) {
        name = PlainText.of(plan.name().replaceFirst(CLASSES, ""), LONGEST_NAME);
        // A number of iterations may end the load long before its time is over, an automatic warm-up may lengthen it.
        boolean openEnded = plan.scenarios().stream()
                .anyMatch(s -> s.autoWarmUp() || (s.model() instanceof LoadModel.Closed closed && closed.isLimited()));
        total = openEnded ? "" : FigureFormat.clock(plan.duration().toMillis());
        // Where some users come back by themselves there is no target for all of them together.
        open = plan.scenarios().stream().noneMatch(s -> s.model() instanceof LoadModel.Closed);
    }

    /**
     * Writes a line of at most 100 columns.
     *
     * @param window samples that ended since the last line
     * @param bars the course of p99, oldest first; its end is shown if there is room
     * @return the line without line break
     */
    String text(ProgressWindow window, String bars) {
        ProgressWindow.RequestTotals all = window.all();
        LatencySummary ok = all.ok();
        String figures = "  " + clock(window.toMillis())
                + "  "
                + left(PlainText.shorten(PlainText.of(window.part(), longestLabel()), longestLabel()), longestLabel())
                + "  " + right(rate(all.perSecond(window.millis())), 6)
                + (open && window.target() > 0 ? " of " + bare(rate(window.target())) : "")
                + "  users " + right(String.format(Locale.ROOT, "%d", window.users()), 4)
                + "  p95 " + right(millis(ok, 95), 7)
                + "  p99 " + right(millis(ok, 99), 7)
                + "  err " + right(FigureFormat.percent(all.errorPercent()), 6);
        int room = WIDTH - figures.length();
        String shown = PlainText.shorten(name, Math.max(SHORTEST_NAME, Math.min(room, LONGEST_NAME)));
        int barRoom = room - PlainText.width(shown) - 2;
        String tail = barRoom < FEWEST_BARS || bars.isEmpty()
                ? ""
                : "  " + bars.substring(Math.max(0, bars.length() - barRoom));
        return PlainText.shorten(shown + figures + tail, WIDTH);
    }

    private String clock(long millis) {
        String elapsed = FigureFormat.clock(millis);
        return total.isEmpty() ? elapsed : right(elapsed, total.length()) + "/" + total;
    }

    private static String rate(double perSecond) {
        return FigureFormat.rate(perSecond);
    }

    private static String bare(String rate) {
        return rate.substring(0, rate.length() - "/s".length());
    }

    private static String millis(LatencySummary summary, double percentile) {
        return summary.isEmpty() ? "-" : FigureFormat.duration(summary.percentile(percentile));
    }

    private static int longestLabel() {
        return Phase.RAMP_DOWN.label().length();
    }
}
