// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.console;

import io.github.perfjunit.internal.course.CourseReport;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.internal.report.text.Verdict;
import io.github.perfjunit.metrics.CheckSummary;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LatencySummary;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.metrics.Series;
import io.github.perfjunit.metrics.SeriesKind;
import io.github.perfjunit.slo.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lines above and below the table of requests: reasons, errors, iterations, connects, the generator, notes. */
final class DetailLines {

    private static final int MOST_ERRORS = 5;
    private static final int MOST_CHECKS = 5;
    private static final int MOST_SCENARIOS = 10;
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_FRAME = 150;
    private static final int LONGEST_PLACE = 60;
    private static final double WORTH_TELLING_PERCENT = 0.5;

    private DetailLines() {}

    static List<String> verdict(LoadResult result, Verdict verdict) {
        LabeledLines lines = new LabeledLines();
        LoadData data = result.data();
        if (verdict == Verdict.SMOKE) {
            lines.add("smoke", "one user, one iteration: the body as a functional test, no verdict on performance");
        }
        if (!data.stopReason().isEmpty()) {
            lines.add("stopped", data.stopReason());
        }
        Delivery delivery = new Delivery(result);
        String label = verdict == Verdict.INVALID ? "invalid" : "warning";
        List<String> problems = new ArrayList<>(data.generator().problems());
        if (verdict != Verdict.SMOKE) {
            problems.addAll(0, delivery.problems());
            problems.addAll(delivery.otherShortages());
        }
        for (String problem : problems) {
            lines.add(label, problem);
            label = "";
        }
        return lines.lines();
    }

    static List<String> of(LoadResult result, Verdict verdict, List<String> notes, String report) {
        LabeledLines lines = new LabeledLines();
        LoadData data = result.data();
        errors(lines, data.errors());
        cutOff(lines, result);
        checks(lines, data.checks());
        MetricLines.of(lines, result);
        scenarios(lines, result);
        connects(lines, data.series());
        generator(lines, result);
        Optional<CourseReport> course = result.section(CourseReport.class);
        boolean closed = data.scenarios().stream()
                .filter(scenario -> !scenario.open() && !scenario.paced())
                .anyMatch(scenario -> course.isEmpty() || !course.get().tellsStallsOf(scenario.name()));
        if (closed && verdict != Verdict.SMOKE && !result.all().latency().isEmpty()) {
            lines.add(
                    "note",
                    "closed model: users slow down with the target, so a stall shows in few samples;"
                            + " arrivalRate or pacing shows it in full");
        }
        if (data.namesOverCap() > 0) {
            lines.add(
                    "note",
                    "too many request names: " + FigureFormat.count(data.namesOverCap(), "request")
                            + " counted as (other)" + first(data.firstNamesOverCap())
                            + "; name requests by template, not by URL");
        }
        notes.forEach(note -> lines.add("note", note));
        lines.add("report", report);
        return lines.lines();
    }

    private static String first(List<String> names) {
        return names.isEmpty()
                ? ""
                : names.stream()
                        .map(name -> PlainText.of(name, LONGEST_NAME))
                        .collect(Collectors.joining(", ", ", the first of them ", ""));
    }

    private static void errors(LabeledLines lines, List<ErrorSummary> errors) {
        List<ErrorSummary> most = errors.stream()
                .sorted(Comparator.comparingLong(ErrorSummary::count)
                        .reversed()
                        .thenComparingLong(ErrorSummary::firstMillis))
                .toList();
        String label = "errors";
        for (ErrorSummary error : most.subList(0, Math.min(most.size(), MOST_ERRORS))) {
            String elsewhere = error.measured() == error.count()
                    ? ""
                    : " (" + FigureFormat.count(error.measured()) + " while measuring)";
            lines.addTwo(
                    label,
                    FigureFormat.count(error.count()) + elsewhere + "  " + error.kind() + "  "
                            + PlainText.of(error.request(), LONGEST_NAME) + ": " + error.message(),
                    error.place().isEmpty() ? "" : " at " + PlainText.of(error.place(), LONGEST_PLACE));
            label = "";
        }
        if (most.size() > MOST_ERRORS) {
            lines.addShort(
                    "", "... " + FigureFormat.count(most.size() - MOST_ERRORS, "more kind") + " in results.json");
        }
    }

    /** Requests of the measured time that the end of the load interrupted, with the longest time they had taken. */
    private static void cutOff(LabeledLines lines, LoadResult result) {
        LatencySummary cutOff = result.all().cutOff();
        if (!cutOff.isEmpty()) {
            String thing = result.kind() == SeriesKind.REQUEST ? "request" : "iteration";
            lines.add(
                    "cut off",
                    FigureFormat.count(cutOff.count(), thing) + " at the end of the load, after up to "
                            + FigureFormat.duration(cutOff.max()));
        }
    }

    private static void checks(LabeledLines lines, List<CheckSummary> checks) {
        String label = "checks";
        List<CheckSummary> failed =
                checks.stream().filter(c -> c.failed() > 0).limit(MOST_CHECKS).toList();
        for (CheckSummary check : failed) {
            lines.addShort(
                    label,
                    FigureFormat.count(check.failed()) + " of " + FigureFormat.count(check.passed() + check.failed())
                            + " failed: " + check.name());
            label = "";
        }
    }

    private static void scenarios(LabeledLines lines, LoadResult result) {
        List<ScenarioSummary> scenarios = result.data().scenarios();
        boolean several = scenarios.size() > 1;
        String label = several ? "scenarios" : "iterations";
        for (ScenarioSummary scenario : scenarios.subList(0, Math.min(scenarios.size(), MOST_SCENARIOS))) {
            String name = several
                    ? PlainText.of(scenario.name(), LONGEST_NAME) + tags(scenario) + ": " + scenario.model() + "; "
                    : scenario.model() + "; ";
            String latency = several ? latency(result, scenario.name()) : "";
            lines.add(label, name + unmeasured(result, scenario.name()) + iterations(scenario) + latency);
            label = "";
        }
        if (scenarios.size() > MOST_SCENARIOS) {
            lines.addShort("", "... " + (scenarios.size() - MOST_SCENARIOS) + " more in results.json");
        }
    }

    private static String tags(ScenarioSummary scenario) {
        return scenario.tags().isEmpty()
                ? ""
                : scenario.tags().entrySet().stream()
                        .map(tag -> PlainText.of(tag.getKey() + "=" + tag.getValue(), LONGEST_NAME))
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** The rows above count what was measured; these counts may be larger. */
    private static String unmeasured(LoadResult result, String scenario) {
        return result.data().series().stream()
                        .anyMatch(series -> series.key().kind() == SeriesKind.ITERATION
                                && series.key().scenario().equals(scenario)
                                && series.key().phase() != Phase.MEASURE)
                ? "in all phases "
                : "";
    }

    private static String iterations(ScenarioSummary scenario) {
        Map<Outcome, Long> ended = scenario.iterations();
        long failed = ended.entrySet().stream()
                .filter(e -> e.getKey().isFailure())
                .mapToLong(Map.Entry::getValue)
                .sum();
        return FigureFormat.count(ended.getOrDefault(Outcome.OK, 0L), "iteration") + " ok, "
                + FigureFormat.count(failed)
                + " failed"
                + unlessZero(ended.getOrDefault(Outcome.INTERRUPTED, 0L), " interrupted")
                + unlessZero(ended.getOrDefault(Outcome.SKIPPED, 0L), " skipped")
                + unlessZero(scenario.queued(), " queued")
                + unlessZero(scenario.dropped(), " dropped");
    }

    private static String latency(LoadResult result, String scenario) {
        LatencySummary latency = result.scenario(scenario).latency();
        return latency.isEmpty()
                ? ""
                : "; p95 " + FigureFormat.duration(latency.percentile(95)) + ", p99 "
                        + FigureFormat.duration(latency.percentile(99));
    }

    private static String unlessZero(long count, String what) {
        return count == 0 ? "" : ", " + FigureFormat.count(count) + what;
    }

    private static void connects(LabeledLines lines, List<Series> all) {
        List<Series> connects =
                all.stream().filter(s -> s.key().kind() == SeriesKind.CONNECT).toList();
        LatencySummary ok =
                LatencySummary.merge(connects.stream().map(Series::ok).toList());
        long failed = connects.stream().mapToLong(Series::failures).sum();
        if (ok.isEmpty() && failed == 0) {
            return;
        }
        lines.add(
                "connects",
                FigureFormat.count(ok.count() + failed) + " in all phases" + unlessZero(failed, " failed")
                        + (ok.isEmpty() ? "" : ", p95 " + FigureFormat.duration(ok.percentile(95))));
    }

    /** A JVM that gives no reason is one before Java 24, where it is usually a synchronized block. */
    private static String pinned(PinnedThreads pinned) {
        PinnedThreads.Place first = pinned.places().get(0);
        return "virtual threads were pinned "
                + (pinned.count() == 1 ? "once" : FigureFormat.count(pinned.count(), "time"))
                + ", " + FigureFormat.millis((double) pinned.totalMillis()) + " in all, first at "
                + PlainText.of(first.frame(), LONGEST_FRAME) + ": other users could not run meanwhile; "
                + (first.reason().isEmpty()
                        ? "use a ReentrantLock where it waits inside synchronized, Java 24 or later,"
                        : PlainText.of(first.reason(), LONGEST_FRAME) + "; avoid waiting there,")
                + " or perf.threads=platform";
    }

    private static String cpu(GeneratorHealth health) {
        String machine = health.machineCpu() >= 0 ? FigureFormat.percent(100 * health.machineCpu()) : "unknown";
        return "CPU " + machine
                + (health.processCpu() >= 0
                        ? " (this JVM " + FigureFormat.percent(100 * health.processCpu()) + ")"
                        : "");
    }

    private static String lost(LoadResult result) {
        double lost = result.data().generator().lostMillis();
        double percent = 100 * lost / Math.max(1, result.measured().toMillis());
        return percent > WORTH_TELLING_PERCENT
                ? ", lost " + FigureFormat.millis(lost) + " (" + FigureFormat.percent(percent) + ")"
                : "";
    }

    private static void generator(LabeledLines lines, LoadResult result) {
        LoadData data = result.data();
        GeneratorHealth health = data.generator();
        long timed = data.scenarios().stream()
                .mapToLong(ScenarioSummary::timedStarts)
                .sum();
        long late = data.scenarios().stream().mapToLong(ScenarioSummary::late).sum();
        long queued =
                data.scenarios().stream().mapToLong(ScenarioSummary::queued).sum();
        lines.add(
                "generator",
                cpu(health) + lost(result)
                        + ", late starts " + FigureFormat.percent(timed == 0 ? 0 : 100.0 * late / timed)
                        + (queued == 0 ? "" : ", queued " + FigureFormat.count(queued))
                        + ", dropped " + FigureFormat.count(result.dropped())
                        + ", GC " + FigureFormat.duration(Duration.ofMillis(health.gcMillis()))
                        + (health.hiccups().isEmpty()
                                ? ""
                                : ", hiccup p99 "
                                        + FigureFormat.duration(health.hiccups().percentile(99))));
        if (health.pinned().count() > 0) {
            lines.add("", pinned(health.pinned()));
        }
        if (!health.stuckUsers().isEmpty()) {
            lines.add(
                    "",
                    FigureFormat.count(health.stuckUsers().size(), "user")
                            + " did not end when interrupted; stacks in results.json");
        }
    }
}
