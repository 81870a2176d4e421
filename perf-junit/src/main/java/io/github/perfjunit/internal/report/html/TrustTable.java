// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.html;

import io.github.perfjunit.internal.report.run.Headline;
import io.github.perfjunit.internal.report.run.StoredLoad;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.GeneratorHealth;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.PinnedThreads;
import io.github.perfjunit.metrics.ScenarioSummary;
import io.github.perfjunit.report.JvmEnvironment;
import io.github.perfjunit.slo.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether the figures can be trusted: what the generator and the plan say; and where the load ran. */
final class TrustTable {

    private TrustTable() {}

    static Markup trust(StoredLoad load) {
        LoadData data = load.stored().data();
        GeneratorHealth health = data.generator();
        List<String> problems = problems(load.result(), data);
        Markup out = Pieces.section("Can these figures be trusted?", trusted(problems, few(load)));
        problems.forEach(problem -> out.open("p")
                .add(Pieces.pill(Headline.Kind.OPEN, "look"))
                .text(" " + problem)
                .closeBlock("p"));
        Pieces.head(out, "Generator", List.of("<Figure of the generator", "Value"));
        row(out, "Processors in use, by all programs", share(health.machineCpu()));
        row(out, "Processors in use, by this JVM", share(health.processCpu()));
        row(out, "Time in which it did not get to run", FigureFormat.millis(health.lostMillis()));
        row(
                out,
                "Garbage collection, longest pause",
                FigureFormat.duration(Duration.ofMillis(health.gcMillis())) + ", "
                        + FigureFormat.duration(Duration.ofMillis(health.gcLongestMillis())));
        row(
                out,
                "Hiccup p99",
                health.hiccups().isEmpty()
                        ? "-"
                        : FigureFormat.duration(health.hiccups().percentile(99)));
        long timed = sum(data, ScenarioSummary::timedStarts);
        row(
                out,
                "Late starts",
                timed == 0
                        ? "no start had a time"
                        : FigureFormat.percent(100.0 * sum(data, ScenarioSummary::late) / timed) + " of "
                                + FigureFormat.count(timed));
        row(out, "Iterations queued for a user", FigureFormat.count(sum(data, ScenarioSummary::queued)));
        row(out, "Iterations dropped", FigureFormat.count(sum(data, ScenarioSummary::dropped)));
        PinnedThreads pinned = health.pinned();
        if (pinned.watched()) {
            row(
                    out,
                    "Virtual threads pinned",
                    pinned.count() == 0
                            ? "never"
                            : FigureFormat.count(pinned.count(), "time") + ", "
                                    + FigureFormat.millis((double) pinned.totalMillis()) + " in all");
        }
        if (!health.stuckUsers().isEmpty()) {
            row(
                    out,
                    "Users that did not end when interrupted",
                    FigureFormat.count(health.stuckUsers().size()));
        }
        Pieces.end(out);
        return out.closeBlock("section");
    }

    /** One sentence for the banner. */
    static String sentence(StoredLoad load) {
        LoadResult result = load.result();
        String samples = result == null
                ? ""
                : "It rests on "
                        + FigureFormat.count(
                                result.all().count(), result.kind().name().toLowerCase(Locale.ROOT))
                        + " in " + FigureFormat.clock(result.measured().toMillis()) + " measured. ";
        return samples + trusted(problems(result, load.stored().data()), few(load));
    }

    private static String trusted(List<String> problems, long few) {
        String open = few == 0 ? "" : " " + FigureFormat.count(few, "objective") + " had too few samples.";
        return (problems.isEmpty()
                        ? "The load was delivered, and the generator had no problem."
                        : FigureFormat.count(problems.size(), "problem") + " of the generator or the delivery: "
                                + problems.get(0) + ".")
                + open;
    }

    private static long few(StoredLoad load) {
        return load.stored().objectives().stream()
                .filter(o -> o.state() == ObjectiveResult.State.INCONCLUSIVE)
                .count();
    }

    private static List<String> problems(@Nullable LoadResult result, LoadData data) {
        List<String> problems = new ArrayList<>();
        if (result != null) {
            Delivery delivery = new Delivery(result);
            problems.addAll(delivery.problems());
            problems.addAll(delivery.otherShortages());
        }
        problems.addAll(data.generator().problems());
        return problems.stream().distinct().toList();
    }

    private static long sum(LoadData data, ToLongFunction<ScenarioSummary> figure) {
        return data.scenarios().stream().mapToLong(figure).sum();
    }

    private static String share(double share) {
        return share < 0 ? "unknown" : FigureFormat.percent(100 * share);
    }

    static Markup environment(StoredLoad load) {
        JvmEnvironment environment = load.stored().environment();
        Markup out =
                Pieces.section("Environment", "Loads with the same fingerprint and the same profile can be compared.");
        Pieces.head(out, "Environment", List.of("<Property", "<Value"));
        Stream.of(
                        List.of("Java", environment.java() + ", " + environment.vm()),
                        List.of("System", environment.os() + ", " + environment.arch()),
                        List.of("Cores", FigureFormat.count(environment.cores())),
                        List.of("Largest heap", FigureFormat.bytes((double) environment.maxHeapBytes())),
                        List.of("perf-junit", environment.library()),
                        List.of("Fingerprint", environment.fingerprint()),
                        List.of("Profile", load.stored().profileHash()),
                        List.of("Seed", Long.toString(load.stored().plan().seed())))
                .forEach(each -> out.open("tr")
                        .element("td", each.get(0), "class", "words")
                        .element("td", each.get(1), "class", "words name")
                        .closeBlock("tr"));
        load.stored().data().scenarios().forEach(scenario -> out.open("tr")
                .element("td", "Scenario " + scenario.name(), "class", "words name")
                .element("td", scenario.model(), "class", "words name")
                .closeBlock("tr"));
        Pieces.end(out);
        return out.closeBlock("section");
    }

    private static void row(Markup out, String name, String value) {
        out.open("tr")
                .element("td", name, "class", "words")
                .element("td", value)
                .closeBlock("tr");
    }
}
