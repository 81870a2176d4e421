// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.http.HttpVersion;
import io.github.perfjunit.metrics.Enforcement;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Reads {@link PerfKeys}.
 */
final class PerfKeysReader {

    private static final String PREFIX = "perf.";

    /** Beginnings of keys that other parts of the library read; checked where such a part is there. */
    private static final List<String> ELSEWHERE = List.of("perf.worker.", "perf.jdbc.", "perf.aws.", "perf.baseline");

    /** Most edits between a misspelt key and the one that was meant; never more than half of its letters. */
    private static final int NEAR = 3;

    private final Settings settings;
    private final FieldReader fields;
    private final TreeSet<String> known = new TreeSet<>();

    PerfKeysReader(Settings settings, Problems problems) {
        this.settings = settings;
        this.fields = new FieldReader(new Placeholders(settings), problems);
    }

    PerfKeys read() {
        PerfKeys keys = new PerfKeys(
                key("perf.mode", Numbers.option(PerfKeys.Mode.class)).orElse(PerfKeys.Mode.LOAD),
                key("perf.slo", Numbers.option(Enforcement.class)).orElse(null),
                key("perf.invalid", Numbers.option(PerfKeys.Invalid.class)).orElse(PerfKeys.Invalid.FAIL),
                key("perf.scale", Numbers::factor).orElse(1.0),
                key("perf.users", Numbers::users).orElse(null),
                key("perf.duration", Durations::parsePositive).orElse(null),
                key("perf.rampUp", Durations::parse).orElse(null),
                key("perf.maxUsers", Numbers::users).orElse(null),
                key("perf.maxDuration", Durations::parsePositive).orElse(null),
                key("perf.seed", Numbers::any).orElse(null),
                key("perf.threads", Numbers.option(PerfKeys.Threads.class)).orElse(PerfKeys.Threads.AUTO),
                key("perf.failFast", Numbers.option(PerfKeys.FailFast.class)).orElse(PerfKeys.FailFast.ON),
                key("perf.progress", Numbers.option(PerfKeys.Progress.class)).orElse(PerfKeys.Progress.AUTO),
                key("perf.output", PerfKeysReader::path).orElse(Path.of("target", "perf")),
                report(),
                key("perf.executor", String::strip).orElse("local"),
                http());
        known.addAll(settings.keysOfOthers());
        for (String name : new TreeSet<>(settings.propertyNames())) {
            if (name.startsWith(PREFIX) && !known.contains(name) && !isElsewhere(name)) {
                reportUnknown(name);
            }
        }
        return keys;
    }

    /** Keys of a module that a test does without may be set for others. */
    private boolean isElsewhere(String name) {
        return ELSEWHERE.stream().filter(name::startsWith).anyMatch(family -> known.stream()
                .noneMatch(key -> key.startsWith(family)));
    }

    private PerfKeys.ReportKeys report() {
        return new PerfKeys.ReportKeys(
                key("perf.report", Numbers.option(PerfKeys.Switch.class)).orElse(PerfKeys.Switch.ON)
                        == PerfKeys.Switch.ON,
                key("perf.report.charts", Numbers.option(PerfKeys.Charts.class)).orElse(PerfKeys.Charts.INTERACTIVE),
                key("perf.report.annotations", Numbers.option(PerfKeys.Switch.class))
                        .orElse(PerfKeys.Switch.ON));
    }

    private HttpKeys http() {
        return new HttpKeys(
                key("perf.http.version", Numbers.option(HttpVersion.class)).orElse(null),
                key("perf.http.proxy", HttpTexts::proxy).orElse(null),
                key("perf.http.noProxy", HttpTexts::noProxy).orElse(null),
                key("perf.http.allowedHosts", HttpTexts::allowedHosts).orElse(null),
                key("perf.http.trustAll", HttpTexts::flag).orElse(null));
    }

    private <T> Optional<T> key(String name, Function<String, T> parser) {
        known.add(name);
        String value = settings.find(name);
        return fields.read(new Field(name, value == null ? "" : value, false), parser);
    }

    private static Path path(String text) {
        try {
            return Path.of(text.strip());
        } catch (InvalidPathException e) {
            BadValueException bad = new BadValueException(text, "be a path");
            bad.initCause(e);
            throw bad;
        }
    }

    private void reportUnknown(String name) {
        String sentence = "system property " + BadValueException.quote(name) + " is set but must be one of "
                + String.join(", ", known);
        int near = Math.min(NEAR, (name.length() - PREFIX.length()) / 2);
        Optional<String> meant = known.stream()
                .filter(key -> distance(key, name) <= near)
                .min(Comparator.comparingInt(key -> distance(key, name)));
        fields.problems()
                .add(
                        sentence,
                        meant.map(k -> "did you mean " + k + "?")
                                .orElse("names of your own must not begin with " + PREFIX));
    }

    private static int distance(String a, String b) {
        return Spelling.distance(a.toLowerCase(Locale.ROOT), b.toLowerCase(Locale.ROOT), NEAR + 1);
    }
}
