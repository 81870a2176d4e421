// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What an iteration of a load made the system under test do, in counts that do not depend on how fast the machine is.
 *
 * @param iterations iterations that ended well while this was counted; what failed ones did counts as well
 * @param failed iterations that ended in any other way meanwhile
 * @param underWay iterations that were under way when counting began or ended, of which only a part was counted
 * @param millis how long it was counted
 * @param figures one of each kind of work
 * @param threads which threads allocated most, without those of the load; at most {@value #MOST_THREADS}
 * @param shown whether the summary shows it, because the test has an objective about it
 * @param jvm the name of the watched JVM that did it; empty for that of the test and what its clients recorded
 * @param pinnedAt where virtual threads of the target were pinned; empty where that was not counted
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record WorkReport(
        long iterations,
        long failed,
        long underWay,
        long millis,
        List<WorkFigure> figures,
        List<Allocator> threads,
        boolean shown,
        String jvm,
        List<PinnedThreads.Place> pinnedAt)
        implements ResultSection {

    /** Maximum number of threads that are named. */
    public static final int MOST_THREADS = 10;

    /**
     * Threads that allocated memory.
     *
     * @param name their name, with {@code #} for numbers
     * @param bytes what they allocated while it was counted
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Allocator(String name, long bytes) {}

    /**
     * Copies the lists.
     *
     * @param iterations iterations that ended well
     * @param failed iterations that ended in any other way
     * @param underWay iterations that were under way when counting began or ended
     * @param millis how long it was counted
     * @param figures one of each kind of work
     * @param threads which threads allocated most
     * @param shown whether the summary shows it
     * @param jvm the name of the watched JVM; empty for that of the test
     * @param pinnedAt where virtual threads were pinned
     */
    public WorkReport {
        figures = List.copyOf(figures);
        pinnedAt = List.copyOf(pinnedAt);
        threads = threads.stream()
                .sorted(Comparator.comparingLong(Allocator::bytes).reversed())
                .limit(MOST_THREADS)
                .toList();
    }

    /**
     * Returns the figure of one kind of work.
     *
     * @param work the kind
     * @return the figure, which may not be {@linkplain WorkFigure#isKnown() known}
     */
    public WorkFigure figure(Work work) {
        return figures.stream()
                .filter(figure -> figure.work() == work)
                .findFirst()
                .orElseGet(() -> WorkFigure.missing(
                        work,
                        jvm.isEmpty()
                                ? "it was not counted"
                                : "of a watched JVM, only memory and garbage collections are counted"));
    }

    /**
     * Returns this report for a summary.
     *
     * @return the same figures, shown
     */
    public WorkReport show() {
        return new WorkReport(iterations, failed, underWay, millis, figures, threads, true, jvm, pinnedAt);
    }

    @Override
    public String name() {
        return jvm.isEmpty() ? "work" : "work of " + jvm;
    }

    @Override
    public Map<String, ?> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("iterations", iterations);
        data.put("failed", failed);
        data.put("underWay", underWay);
        data.put("millis", millis);
        Map<String, Object> each = new LinkedHashMap<>();
        figures.forEach(figure -> each.put(figure.work().key(), data(figure)));
        data.put("perIteration", each);
        Map<String, Object> allocators = new LinkedHashMap<>();
        threads.forEach(thread -> allocators.put(thread.name(), thread.bytes()));
        data.put("allocatedByThreads", allocators);
        if (figure(Work.PINNED).isKnown()) {
            Map<String, Object> places = new LinkedHashMap<>();
            pinnedAt.forEach(place -> places.put(place.frame(), place.count()));
            data.put("pinnedAt", places);
        }
        return data;
    }

    private static Map<String, Object> data(WorkFigure figure) {
        Map<String, Object> data = new LinkedHashMap<>();
        if (figure.isKnown()) {
            data.put("value", figure.perIteration());
            data.put("spread", figure.spread());
            data.put("total", figure.total());
            data.put("batches", figure.batches());
        } else {
            data.put("missing", figure.missing());
        }
        return data;
    }

    @Override
    public List<ResultTable> tables() {
        if (!shown) {
            return List.of();
        }
        List<List<String>> rows = new ArrayList<>();
        figures.stream().filter(WorkFigure::isKnown).forEach(figure -> rows.add(row(figure)));
        List<ResultTable> tables = new ArrayList<>();
        tables.add(new ResultTable(
                "work",
                List.of("work of an iteration" + (jvm.isEmpty() ? "" : " in " + jvm), "mean", "spread", "in all"),
                rows));
        sentences().ifPresent(tables::add);
        return tables;
    }

    private Optional<ResultTable> sentences() {
        List<List<String>> sentences = new ArrayList<>();
        if (!threads.isEmpty() && figure(Work.ALLOCATED).isKnown()) {
            sentences.add(List.of("allocated by "
                    + String.join(
                            ", ", threads.stream().limit(3).map(this::allocated).toList())));
        }
        pinnedAt.stream()
                .limit(3)
                .map(place -> List.of("pinned at " + place.frame()
                        + (place.reason().isEmpty() ? "" : " (" + place.reason() + ")") + ", "
                        + FigureFormat.count(place.count(), "time")))
                .forEach(sentences::add);
        if (failed > 0) {
            sentences.add(List.of(FigureFormat.count(failed, "iteration")
                    + " did not end well; what they did is in these figures, which are divided by the others"));
        }
        return sentences.isEmpty() ? Optional.empty() : Optional.of(new ResultTable("work", List.of(), sentences));
    }

    private String allocated(Allocator thread) {
        double all = threads.stream().mapToLong(Allocator::bytes).sum();
        return thread.name() + " " + FigureFormat.percent(100 * thread.bytes() / all);
    }

    private static List<String> row(WorkFigure figure) {
        String unit = figure.work().unit();
        return List.of(
                figure.work().text(),
                FigureText.amount(figure.perIteration(), unit),
                spread(figure),
                FigureText.amount(figure.total(), unit));
    }

    private static String spread(WorkFigure figure) {
        if (Double.isNaN(figure.spread())) {
            return "too short";
        }
        return figure.perIteration() == 0
                ? "-"
                : "+-" + FigureFormat.percent(100 * figure.spread() / figure.perIteration());
    }
}
