// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.slo.MonitorObjective;
import io.github.perfjunit.slo.MonitorObjective.Figure;
import io.github.perfjunit.slo.Objective;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From an {@code @Slo} about a monitor, as it was written, to its limits. */
final class MonitorSloReader {

    private static final Pattern LIMIT = Pattern.compile("([+-]?\\d{1,15}(?:\\.\\d{1,9})?)\\s*(\\D\\S{0,19})?");

    private record Written(double limit, String unit) {}

    private record Limit(String name, Figure figure, String text) {}

    private final FieldReader fields;
    private final RawSlo raw;

    MonitorSloReader(FieldReader fields, RawSlo raw) {
        this.fields = fields;
        this.raw = raw;
    }

    /** Reads the limits; mistakes are in the problems. */
    List<MonitorObjective> read(Objective.@Nullable Abort abort) {
        String gauge = fields.field(raw.place + ".monitor", raw.monitor).text().strip();
        raw.ofRequests().forEach((name, text) -> {
            if (!text.isEmpty()) {
                fields.problems()
                        .add(raw.place + "." + name + " was " + BadValueException.quote(text)
                                + " but must not be set together with monitor, which has max, mean, min and last");
            }
        });
        List<MonitorObjective> limits = new ArrayList<>();
        boolean any = false;
        for (Limit each : List.of(
                new Limit("max", Figure.MAX, raw.max),
                new Limit("mean", Figure.MEAN, raw.mean),
                new Limit("min", Figure.MIN, raw.min),
                new Limit("last", Figure.LAST, raw.last))) {
            Field field = fields.field(raw.place + "." + each.name, each.text);
            any |= field.isSet();
            fields.read(field, MonitorSloReader::limit)
                    .ifPresent(written -> limits.add(new MonitorObjective(
                            gauge,
                            each.figure,
                            written.limit,
                            written.unit,
                            field.text().strip(),
                            abort)));
        }
        if (!any) {
            fields.problems().add(raw.place + " sets no limit but must set at least one of max, mean, min and last");
        }
        return List.copyOf(limits);
    }

    private static Written limit(String text) {
        Matcher limit = LIMIT.matcher(text.strip());
        if (!limit.matches()) {
            throw new BadValueException(text, "be a number such as 1000, 0.5 or 512 MiB, in the unit of the monitor");
        }
        return new Written(Double.parseDouble(limit.group(1)), limit.group(2) == null ? "" : limit.group(2));
    }
}
