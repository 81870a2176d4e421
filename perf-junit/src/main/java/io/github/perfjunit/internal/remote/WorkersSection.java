// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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
     * @param requests how many requests arrived
     * @param samples how many samples arrived: requests, iterations, steps and connects
     * @param millis how long its load ran
     * @param lost why it was lost; empty if it ended as planned
     * @param log the last lines that it wrote, if it was lost
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
            long requests,
            long samples,
            long millis,
            String lost,
            String log,
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
                state.requests(),
                state.samples(),
                state.reachedMillis,
                state.lost,
                state.log.strip(),
                fleet.lateness(state).isPresent(),
                fleet.facts(state),
                notes(state),
                sections);
    }

    private static List<String> notes(WorkerState state) {
        List<String> notes = new ArrayList<>();
        DoneMessage done = state.done;
        if (done != null) {
            notes.addAll(done.notes());
        }
        if (!state.afterwards.isEmpty()) {
            notes.add(state.afterwards);
        }
        return notes;
    }

    /** Returns what readers of the summary should know: which workers were lost, and what they noted. */
    public List<String> summary() {
        List<String> summary = new ArrayList<>();
        Map<String, List<Integer>> noted = new LinkedHashMap<>();
        for (Worker worker : workers) {
            if (!worker.lost().isEmpty()) {
                summary.add("worker " + worker.number() + " of " + workers.size() + " was lost after "
                        + FigureFormat.millis((double) worker.millis()) + ", of which "
                        + FigureFormat.count(worker.samples(), "sample") + " are in the figures: " + worker.lost());
            }
            worker.notes().forEach(note -> noted.computeIfAbsent(note, n -> new ArrayList<>())
                    .add(worker.number()));
        }
        noted.forEach((note, by) -> summary.add(who(by) + note));
        return summary;
    }

    private String who(List<Integer> numbers) {
        if (numbers.size() == workers.size()) {
            return "all workers: ";
        }
        return (numbers.size() == 1 ? "worker " : "workers ")
                + numbers.stream().map(String::valueOf).collect(Collectors.joining(", ")) + ": ";
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
        data.put("requests", worker.requests());
        data.put("samples", worker.samples());
        data.put("millis", worker.millis());
        data.put("end", worker.lost().isEmpty() ? "as planned" : worker.lost());
        if (!worker.log().isEmpty()) {
            data.put("log", worker.log());
        }
        data.put("facts", worker.facts());
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
                "workers",
                List.of("worker", "host", "start delay", "clock offset", "requests", "samples", "ran", "end"),
                rows));
    }

    private static List<String> row(Worker worker) {
        String end = worker.lost().isEmpty() ? worker.late() ? "late" : "as planned" : worker.lost();
        return List.of(
                Integer.toString(worker.number()),
                worker.host(),
                FigureFormat.millis((double) worker.startDelayMillis()),
                FigureFormat.millis((double) worker.clockOffsetMillis()),
                FigureFormat.count(worker.requests()),
                FigureFormat.count(worker.samples()),
                FigureFormat.millis((double) worker.millis()),
                end);
    }
}
