// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.slo.WorkObjective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** From {@code @WorkSlo} as it was written to objectives. */
public final class WorkReader {

    private static final String PLACE = "@WorkSlo";
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9})?");

    private final FieldReader fields;
    private final PerfKeys keys;

    /**
     * Reads with the settings of a run.
     *
     * @param settings values of placeholders
     * @param keys say where and on which threads the load runs
     * @param problems collects the mistakes
     */
    public WorkReader(Settings settings, PerfKeys keys, Problems problems) {
        this.fields = new FieldReader(new Placeholders(settings), problems);
        this.keys = keys;
    }

    /**
     * Reads the limits of one annotation.
     *
     * @param written what was written
     * @return one objective for each limit that is set, in the order of {@link Work}; those with mistakes are left out
     */
    public List<WorkObjective> read(RawWork written) {
        String jvm = fields.read(fields.field(PLACE + ".jvm", written.jvm()), String::strip)
                .orElse("");
        List<WorkObjective> objectives = new ArrayList<>();
        boolean any = false;
        for (Work work : Work.values()) {
            Field field =
                    fields.field(PLACE + "." + work.key(), written.limits().getOrDefault(work, ""));
            any |= field.isSet();
            Optional<Double> limit = fields.read(field, text -> limit(work, text));
            limit.ifPresent(most ->
                    objectives.add(new WorkObjective(work, most, field.text().strip(), isOfJvm(work) ? jvm : "")));
        }
        if (!any) {
            fields.problems().add(PLACE + " sets no limit but must set at least one, such as allocated or statements");
        }
        if (!jvm.isEmpty() && any && objectives.stream().noneMatch(objective -> isOfJvm(objective.work()))) {
            fields.problems()
                    .add(
                            PLACE
                                    + ".jvm is set but has no meaning without allocated or collections, which are counted there");
        }
        checkPlace(objectives);
        return objectives;
    }

    private static boolean isOfJvm(Work work) {
        return work == Work.ALLOCATED || work == Work.COLLECTIONS;
    }

    private void checkPlace(List<WorkObjective> objectives) {
        if (!keys.executor().equals("local")) {
            fields.problems()
                    .add(
                            "perf.executor was " + BadValueException.quote(keys.executor())
                                    + " but must be 'local' where there is " + PLACE,
                            "work is counted in the JVM of the test");
        }
        if (keys.threads() == PerfKeys.Threads.VIRTUAL && countsMemory(objectives)) {
            fields.problems()
                    .add(
                            "perf.threads was 'virtual' but must be 'auto' or 'platform' where there is " + PLACE
                                    + ".allocated",
                            "Java does not tell what virtual threads allocate, so users could not be left out");
        }
    }

    /**
     * Returns whether any objective is about memory that this JVM allocates, for which users need platform threads.
     *
     * @param objectives objectives of a load
     * @return true if one is
     */
    public static boolean countsMemory(List<WorkObjective> objectives) {
        return objectives.stream()
                .anyMatch(objective ->
                        objective.work() == Work.ALLOCATED && objective.jvm().isEmpty());
    }

    /** Zero of what every iteration makes would be met by not seeing it. */
    private static double limit(Work work, String text) {
        double limit =
                switch (work) {
                    case ALLOCATED, BYTES_SENT, BYTES_RECEIVED -> Sizes.parse(text);
                    case COLLECTIONS, CONNECTIONS, STATEMENTS, ROUND_TRIPS, ROWS, PINNED -> number(text);
                };
        boolean mayBeNone =
                switch (work) {
                    case COLLECTIONS, CONNECTIONS, ROWS, PINNED -> true;
                    case ALLOCATED, BYTES_SENT, BYTES_RECEIVED, STATEMENTS, ROUND_TRIPS -> false;
                };
        if (limit == 0 && !mayBeNone) {
            throw new BadValueException(text, "be above 0");
        }
        return limit;
    }

    private static double number(String text) {
        String digits = text.strip();
        if (!NUMBER.matcher(digits).matches()) {
            throw new BadValueException(text, "be a number such as 3 or 0.01");
        }
        return Double.parseDouble(digits);
    }
}
