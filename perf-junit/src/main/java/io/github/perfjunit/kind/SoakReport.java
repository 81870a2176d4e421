// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import io.github.perfjunit.kind.SoakFigure.Verdict;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * What a {@code @Soak} test found: which figures are stable, and which drift.
 *
 * @param run how long it was measured
 * @param planned how long it was to be measured
 * @param figures the figures
 * @param grown the classes whose objects grew most in watched JVMs since their warm-up, one in each text, the one that grew
 *     most first; none if no heap grew, or none could be asked
 * @param remarks what was left out of the figures or could not be judged, in sentences without a full stop
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SoakReport(
        Duration run, Duration planned, List<SoakFigure> figures, List<String> grown, List<String> remarks)
        implements ResultSection {

    private static final int MOST_CLASSES_IN_HINT = 3;

    /**
     * Copies the lists.
     *
     * @param run how long it was measured
     * @param planned how long it was to be measured
     * @param figures the figures
     * @param grown the classes whose objects grew most
     * @param remarks what was left out
     */
    public SoakReport {
        figures = List.copyOf(figures);
        grown = List.copyOf(grown);
        remarks = List.copyOf(remarks);
    }

    /**
     * Returns the conclusion about the run.
     *
     * @return the worst verdict on a figure: drifting, too short to tell, still filling, stable
     */
    public Verdict verdict() {
        return figures.stream().map(SoakFigure::verdict).max(Verdict::compareTo).orElse(Verdict.TOO_SHORT_TO_TELL);
    }

    /**
     * Returns the conclusion in words.
     *
     * @return such as {@code stable over 1h} or {@code drifting over 30m: p95 of all requests}
     */
    public String summary() {
        Verdict verdict = verdict();
        List<String> names = figures.stream()
                .filter(figure -> figure.verdict() == verdict)
                .map(SoakFigure::name)
                .toList();
        return verdict.words() + " over " + SoakText.time(run)
                + (verdict == Verdict.STABLE || names.isEmpty() ? "" : ": " + String.join(", ", names));
    }

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public Map<String, ?> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("verdict", verdict().words());
        data.put("runMs", run.toMillis());
        data.put("plannedMs", planned.toMillis());
        data.put("figures", figures.stream().map(SoakReport::data).toList());
        data.put("grown", grown);
        data.put("remarks", remarks);
        return data;
    }

    private static Map<String, ?> data(SoakFigure figure) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("name", figure.name());
        data.put("verdict", figure.verdict().words());
        data.put("change", figure.change());
        data.put("low", figure.low());
        data.put("high", figure.high());
        data.put("perHour", figure.perHour());
        data.put("tolerance", figure.tolerance());
        data.put("unit", figure.unit());
        data.put("remark", figure.remark());
        return data;
    }

    @Override
    public List<ResultTable> tables() {
        List<ResultTable> tables = new ArrayList<>();
        List<List<String>> sentences = new ArrayList<>();
        sentences.add(List.of(summary()));
        remarks.forEach(remark -> sentences.add(List.of(remark)));
        tables.add(new ResultTable("soak", List.of(), sentences));
        if (!figures.isEmpty()) {
            List<List<String>> rows = figures.stream()
                    .sorted((one, other) -> other.verdict().compareTo(one.verdict()))
                    .map(figure -> List.of(
                            figure.name(),
                            figure.verdict().words(),
                            SoakText.signed(figure.change(), figure.unit()),
                            SoakText.between(figure),
                            SoakText.signed(figure.perHour(), figure.unit())))
                    .toList();
            tables.add(new ResultTable(
                    "drift",
                    List.of("figure", "verdict", "over " + SoakText.time(run), "99 % interval", "an hour"),
                    rows));
            List<List<String>> reasons = figures.stream()
                    .filter(figure -> !figure.remark().isEmpty())
                    .map(figure -> List.of(figure.name() + ": " + figure.remark()))
                    .toList();
            if (!reasons.isEmpty()) {
                tables.add(new ResultTable("because", List.of(), reasons));
            }
        }
        if (!grown.isEmpty()) {
            tables.add(new ResultTable(
                    "grown", List.of(), grown.stream().map(List::of).toList()));
        }
        return tables;
    }

    @Override
    public List<String> hints() {
        return grown.isEmpty()
                ? List.of()
                : List.of("the classes that grew most: "
                        + String.join(", ", grown.subList(0, Math.min(MOST_CLASSES_IN_HINT, grown.size()))));
    }
}
