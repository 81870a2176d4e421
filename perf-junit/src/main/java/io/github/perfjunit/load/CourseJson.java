// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Changes of a course as JSON on one line. */
final class CourseJson {

    private static final JsonMapper MAPPER = new JsonMapper();

    private CourseJson() {}

    static String write(CourseChange change) {
        ObjectNode root = MAPPER.createObjectNode()
                .put("scenario", change.scenario())
                .put("at", change.at().toNanos())
                .put("last", change.last());
        for (Segment segment : change.segments()) {
            root.withArray("/segments")
                    .addObject()
                    .put("duration", segment.duration().toNanos())
                    .put("from", segment.from())
                    .put("to", segment.to())
                    .put("phase", segment.phase().name())
                    .put("label", segment.label());
        }
        return root.toString();
    }

    static CourseChange read(String json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            List<Segment> segments = new ArrayList<>();
            for (JsonNode segment : root.path("segments")) {
                segments.add(new Segment(
                        Duration.ofNanos(number(segment, "duration").longValue()),
                        number(segment, "from").doubleValue(),
                        number(segment, "to").doubleValue(),
                        Phase.valueOf(segment.path("phase").asText()),
                        segment.path("label").asText()));
            }
            return new CourseChange(
                    root.path("scenario").asText(),
                    Duration.ofNanos(number(root, "at").longValue()),
                    segments,
                    root.path("last").asBoolean());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not the JSON of a CourseChange: " + e.getOriginalMessage(), e);
        }
    }

    private static Number number(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber()) {
            throw new IllegalArgumentException("not the JSON of a CourseChange: " + field + " is no number");
        }
        return value.numberValue();
    }
}
