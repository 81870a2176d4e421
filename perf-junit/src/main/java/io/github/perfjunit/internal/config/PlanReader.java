// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.protocol.ProtocolSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * From settings as they were written to one validated plan.
 */
public final class PlanReader {

    private static final int LONGEST_NAME = 100;

    /** Names become names of folders, so a dot must not come first. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");

    private static final Pattern TAG = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,49}");
    private static final int MOST_TAGS = 20;

    private final FieldReader fields;
    private final PerfKeys keys;
    private final Problems problems;

    /**
     * Reads with the settings and keys of a run.
     *
     * @param settings values of placeholders
     * @param keys what they say about the run
     * @param problems collects the mistakes
     */
    public PlanReader(Settings settings, PerfKeys keys, Problems problems) {
        this.fields = new FieldReader(new Placeholders(settings), problems);
        this.keys = keys;
        this.problems = problems;
    }

    /**
     * Reads all scenarios.
     *
     * @param planName name of the load unless a scenario's settings name it, such as {@code CatalogLoadTest.browse}
     * @param scenarios in order
     * @return the plan; empty if there is any mistake, and then it is in the problems
     */
    public Optional<LoadPlan> read(String planName, List<ScenarioLoad> scenarios) {
        checkScenarios(scenarios);
        Overrides overrides = new Overrides(keys, problems);
        boolean smoke = keys.mode() == PerfKeys.Mode.SMOKE;
        HttpReader httpReader = new HttpReader(fields, keys.http());
        List<Draft> drafts = new ArrayList<>();
        List<List<ProtocolSettings>> protocols = new ArrayList<>();
        List<Map<String, String>> tags = new ArrayList<>();
        for (ScenarioLoad scenario : scenarios) {
            new LoadReader(fields, scenario.load())
                    .read()
                    .map(d -> smoke ? d.smoke() : overrides.apply(scenario.name(), d))
                    .ifPresent(drafts::add);
            httpReader
                    .read(scenario.load())
                    .map(http -> protocols(scenario.load(), http))
                    .ifPresent(protocols::add);
            tags.add(tags(scenario.load()));
        }
        String name = name(planName, scenarios);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        List<Draft> timed = smoke ? drafts : overrides.clampedTime(drafts);
        List<ScenarioPlan> plans = new ArrayList<>();
        for (int i = 0; i < timed.size(); i++) {
            plans.add(plan(scenarios.get(i), timed.get(i), protocols.get(i), tags.get(i)));
        }
        return Optional.of(new LoadPlan(name, plans, seed(scenarios), WorkerShare.WHOLE));
    }

    private ScenarioPlan plan(
            ScenarioLoad scenario, Draft draft, List<ProtocolSettings> protocols, Map<String, String> tags) {
        boolean smoke = keys.mode() == PerfKeys.Mode.SMOKE;
        List<Segment> segments = draft.model().segments();
        Draft arranged =
                smoke ? draft : draft.withSegments(scenario.load().arranging.apply(segments));
        return new ScenarioPlan(
                scenario.name(),
                arranged.model(),
                smoke ? "smoke: 1 user, 1 iteration" : LoadDescription.of(draft, keys),
                draft.startAfter(),
                draft.conditions().thinkTime(),
                draft.conditions().autoWarmUp(),
                draft.conditions().gracefulStop(),
                draft.conditions().baseUrl(),
                protocols,
                draft.course() == null ? null : draft.course().limits(),
                tags);
    }

    private Map<String, String> tags(RawLoad load) {
        Map<String, String> tags = new TreeMap<>();
        load.tags().forEach((name, written) -> {
            String place = load.place + ".tag(" + BadValueException.quote(name) + ")";
            String value = fields.field(place, written).text().strip();
            if (!TAG.matcher(name).matches()) {
                problems.add(
                        place + " has a name that must begin with a letter or digit, go on with letters, digits, dots,"
                                + " hyphens or underscores, and have at most 50 characters");
            } else if (value.isEmpty() || value.length() > LONGEST_NAME) {
                problems.add(place + " was " + BadValueException.quote(value) + " but must have 1 to " + LONGEST_NAME
                        + " characters");
            }
            tags.put(name, value);
        });
        if (tags.size() > MOST_TAGS) {
            problems.add(load.place + " has " + tags.size() + " tags but may have at most " + MOST_TAGS);
        }
        return tags;
    }

    private static List<ProtocolSettings> protocols(RawLoad load, HttpOptions http) {
        List<ProtocolSettings> protocols = new ArrayList<>();
        if (!http.equals(HttpOptions.DEFAULTS)) {
            protocols.add(http);
        }
        load.protocols().stream().filter(p -> !(p instanceof HttpOptions)).forEach(protocols::add);
        return protocols;
    }

    private void checkScenarios(List<ScenarioLoad> scenarios) {
        if (scenarios.isEmpty()) {
            problems.add("the load has no scenario but must have at least one");
        }
        Set<String> names = new HashSet<>();
        for (ScenarioLoad scenario : scenarios) {
            String shown = BadValueException.quote(scenario.name());
            if (scenario.name().isBlank() || scenario.name().length() > LONGEST_NAME) {
                problems.add("name of scenario was " + shown + " but must have 1 to " + LONGEST_NAME + " characters");
            } else if (!names.add(scenario.name())) {
                problems.add("name of scenario was " + shown + " twice but must be unique within the load");
            }
        }
    }

    private String name(String planName, List<ScenarioLoad> scenarios) {
        List<String> given = scenarios.stream()
                .flatMap(
                        s -> fields
                                .read(s.load().place + ".name", s.load().text(LoadAttribute.NAME), PlanReader::loadName)
                                .stream())
                .toList();
        return given.isEmpty() ? planName : given.get(0);
    }

    static String loadName(String text) {
        String name = text.strip();
        if (!NAME.matcher(name).matches()) {
            throw new BadValueException(
                    text,
                    "begin with a letter or digit, go on with letters, digits, spaces, dots, hyphens or underscores,"
                            + " and have at most " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private long seed(List<ScenarioLoad> scenarios) {
        Long given = keys.seed();
        return given != null
                ? given
                : scenarios.stream()
                        .flatMap(s -> s.load().get(LoadAttribute.SEED).stream())
                        .findFirst()
                        .orElseGet(() -> Objects.requireNonNull(LoadAttribute.SEED.byDefault()));
    }
}
