// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.perfjunit.internal.report.text.PlainText;
import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.metrics.ResultSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The sections of extensions as JSON; one that cannot be written is replaced by its name and the error, and does not
 * affect the others.
 */
final class SectionNodes {

    private static final int LONGEST_NAME = 100;

    private final JsonMapper mapper;
    private final ObjectNode sections = FigureNodes.object();
    private final List<String> problems = new ArrayList<>();

    SectionNodes(JsonMapper mapper, List<ResultSection> all) {
        this.mapper = mapper;
        all.forEach(this::add);
    }

    ObjectNode sections() {
        return sections;
    }

    /** Returns a sentence for each section that could not be written. */
    List<String> problems() {
        return problems;
    }

    private void add(ResultSection section) {
        String name = section.getClass().getSimpleName();
        ObjectNode node;
        try {
            String given = section.name();
            name = given.isBlank() ? name : PlainText.of(given, LONGEST_NAME);
            node = data(section);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            String reason = Reasons.of(e);
            problems.add("the section '" + name + "' could not be written: " + reason);
            node = FigureNodes.object().put("name", name).put("error", reason);
        }
        sections.set(free(name), node);
    }

    private ObjectNode data(ResultSection section) {
        Map<String, ?> data = section.data();
        JsonNode node = mapper.valueToTree(data);
        if (!(node instanceof ObjectNode object)) {
            throw new IllegalArgumentException(
                    "data was " + (data == null ? "null" : node.getNodeType()) + " but must be a map");
        }
        finite(object);
        return object;
    }

    /** Two extensions may use the same name for their sections. */
    private String free(String name) {
        String free = name;
        for (int n = 2; sections.has(free); n++) {
            free = name + "-" + n;
        }
        return free;
    }

    /** Replaces numbers that JSON cannot express. */
    private static void finite(ContainerNode<?> node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(finite(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, finite(array.get(i)));
            }
        }
    }

    private static JsonNode finite(JsonNode node) {
        if (node instanceof ContainerNode<?> container) {
            finite(container);
            return node;
        }
        boolean number = !node.isFloatingPointNumber() || Double.isFinite(node.doubleValue()) || node.isBigDecimal();
        return number ? node : JsonNodeFactory.instance.nullNode();
    }
}
