// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.jdbc.report.Finding;
import io.github.perfjunit.jdbc.report.PlanShape;
import io.github.perfjunit.report.StoredResult;
import io.github.perfjunit.spi.LoadCandidate;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How a database got at the rows of statements when an earlier result was made, to be compared with now.
 *
 * @param shapes steps of plans by statement; empty if there is no earlier result
 */
record EarlierPlans(Map<String, List<String>> shapes) {

    /** Key of the earlier result: its directory, its {@code results.json}, or a directory of results of several tests. */
    static final String KEY = "perf.jdbc.plans";

    static final EarlierPlans NONE = new EarlierPlans(Map.of());

    private static final int MOST_FOUND = 10;

    /**
     * Reads what {@link #KEY} names.
     *
     * @param needed whether an objective is about it, so that it must be there
     */
    static EarlierPlans read(LoadCandidate load, boolean needed) {
        Optional<String> named = load.setting(KEY).map(String::strip).filter(path -> !path.isEmpty());
        if (named.isEmpty()) {
            if (needed) {
                load.problem("@JdbcSlo(none = PLAN_CHANGED) needs an earlier result to compare with; set " + KEY
                        + " to its directory");
            }
            return NONE;
        }
        Optional<Path> directory = directory(named.get(), load);
        if (directory.isEmpty()) {
            String missing = KEY + " was '" + named.get() + "' but has no " + StoredResult.RESULTS + " of this test";
            if (needed) {
                load.problem(missing);
            } else {
                load.note(missing + ": its plans were compared with none");
            }
            return NONE;
        }
        try {
            return of(StoredResult.read(directory.get()).sections().getOrDefault("jdbc", "{}"));
        } catch (UncheckedIOException | IllegalArgumentException e) {
            load.problem(KEY + " was '" + named.get() + "', which cannot be read: " + e.getMessage());
            return NONE;
        }
    }

    private static Optional<Path> directory(String path, LoadCandidate load) {
        Path named;
        try {
            named = Path.of(path);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
        if (named.endsWith(StoredResult.RESULTS)) {
            return Optional.ofNullable(named.toAbsolutePath().getParent()).filter(EarlierPlans::isResult);
        }
        return List.of(named, named.resolve(name(load))).stream()
                .filter(EarlierPlans::isResult)
                .findFirst();
    }

    private static boolean isResult(Path directory) {
        return Files.isRegularFile(directory.resolve(StoredResult.RESULTS));
    }

    private static String name(LoadCandidate load) {
        String name = load.context().getRequiredTestMethod().getName();
        for (Class<?> type = load.context().getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            name = type.getSimpleName() + "." + name;
        }
        return name;
    }

    /** Reads the section of a result. */
    static EarlierPlans of(String section) {
        Map<String, List<String>> shapes = new LinkedHashMap<>();
        try {
            for (JsonNode shape : new JsonMapper().readTree(section).at("/diagnosis/shapes")) {
                List<String> steps = new ArrayList<>();
                shape.path("steps").forEach(step -> steps.add(step.asText()));
                if (shape.path("unknown").asText().isEmpty()) {
                    shapes.put(shape.path("statement").asText(), List.copyOf(steps));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the section jdbc of the earlier result is no JSON", e);
        }
        return new EarlierPlans(shapes);
    }

    boolean isEmpty() {
        return shapes.isEmpty();
    }

    /** Returns a finding for each statement whose plan has another shape now. */
    List<Finding> changes(List<PlanShape> now) {
        return now.stream()
                .filter(shape -> shape.unknown().isEmpty() && shapes.containsKey(shape.statement()))
                .filter(shape -> !shape.steps().equals(shapes.get(shape.statement())))
                .limit(MOST_FOUND)
                .map(shape -> new Finding(
                        Finding.Kind.PLAN_CHANGED,
                        shape.statement(),
                        "Before: " + line(shapes.getOrDefault(shape.statement(), List.of())) + "; now: "
                                + line(shape.steps()) + ".",
                        "Look for an index, statistics, a setting or a version of the server that changed; if the new plan"
                                + " is meant, keep this result to compare with."))
                .toList();
    }

    private static String line(List<String> steps) {
        return steps.isEmpty() ? "no table" : steps.stream().map(String::strip).collect(Collectors.joining(", "));
    }
}
