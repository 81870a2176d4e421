// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of each worker in a result.
 *
 * @param workers one element each, in their order
 */
public record WorkersSection(List<Worker> workers) implements ResultSection {

    /** Rows of the table; more than that are too many to read. */
    private static final int MOST_ROWS = 10;

    /**
     * One worker.
     *
     * @param number its number
     * @param host the name of its machine
     * @param startDelayMillis how long after the start its load began
     * @param clockOffsetMillis how far the store's clock was ahead of its own
     * @param samples how many samples arrived
     * @param millis how long its load ran
     * @param lost why it was lost, with the end of its log; empty if it ended as planned
     * @param late whether it began too late
     * @param facts what else is known
     * @param notes its notes
     * @param sections the sections of its extensions
     */
    public record Worker(
            int number,
            String host,
            long startDelayMillis,
            long clockOffsetMillis,
            long samples,
            long millis,
            String lost,
            boolean late,
            Map<String, String> facts,
            List<String> notes,
            Map<String, Object> sections) {

        boolean isAsPlanned() {
            return lost.isEmpty() && !late;
        }
    }

    static WorkersSection of(Fleet fleet) {
        return new WorkersSection(
                fleet.all().stream().map(worker -> worker(fleet, worker)).toList());
    }

    private static Worker worker(Fleet fleet, WorkerState state) {
        ReadyMessage ready = state.ready;
        DoneMessage done = state.done;
        Map<String, Object> sections = new LinkedHashMap<>();
        if (done != null) {
            done.sections().forEach(section -> sections.put(section.name(), section.data()));
        }
        return new Worker(
                state.number,
                ready == null ? "" : ready.host(),
                state.startDelayMillis,
                ready == null ? 0 : ready.clockOffsetMillis(),
                state.samples(),
                state.reachedMillis,
                state.lost,
                fleet.lateness(state).isPresent(),
                fleet.facts(state),
                done == null ? List.of() : done.notes(),
                sections);
    }

    /** Returns what readers of the summary should know: which workers were lost or late, and what each noted. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (Worker worker : workers) {
            String who = "worker " + worker.number();
            if (!worker.lost().isEmpty()) {
                notes.add(who + " was lost after " + FigureFormat.millis((double) worker.millis()) + ", with "
                        + FigureFormat.count(worker.samples(), "sample") + ": "
                        + worker.lost().lines().findFirst().orElse(""));
            }
            worker.notes().forEach(note -> notes.add(who + ": " + note));
        }
        return notes;
    }

    @Override
    public String name() {
        return "workers";
    }

    @Override
    public Map<String, ?> data() {
        List<Map<String, Object>> each = new ArrayList<>();
        workers.forEach(worker -> each.add(data(worker)));
        return Map.of("count", workers.size(), "each", each);
    }

    private static Map<String, Object> data(Worker worker) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("number", worker.number());
        data.put("host", worker.host());
        data.put("startDelayMillis", worker.startDelayMillis());
        data.put("clockOffsetMillis", worker.clockOffsetMillis());
        data.put("samples", worker.samples());
        data.put("millis", worker.millis());
        data.put("end", worker.lost().isEmpty() ? "as planned" : worker.lost());
        data.putAll(worker.facts());
        data.put("notes", worker.notes());
        data.put("sections", worker.sections());
        return data;
    }

    @Override
    public List<ResultTable> tables() {
        List<Worker> shown = workers.size() <= MOST_ROWS
                ? workers
                : workers.stream()
                        .filter(worker -> !worker.isAsPlanned())
                        .limit(MOST_ROWS)
                        .toList();
        if (shown.isEmpty()) {
            return List.of();
        }
        List<List<String>> rows = shown.stream().map(WorkersSection::row).toList();
        return List.of(new ResultTable(
                "workers", List.of("worker", "host", "start delay", "clock offset", "samples", "ran", "end"), rows));
    }

    private static List<String> row(Worker worker) {
        String end = worker.lost().isEmpty()
                ? worker.late() ? "late" : "as planned"
                : worker.lost().lines().findFirst().orElse("");
        return List.of(
                Integer.toString(worker.number()),
                worker.host(),
                FigureFormat.millis((double) worker.startDelayMillis()),
                FigureFormat.millis((double) worker.clockOffsetMillis()),
                FigureFormat.count(worker.samples()),
                FigureFormat.millis((double) worker.millis()),
                end);
    }
}
