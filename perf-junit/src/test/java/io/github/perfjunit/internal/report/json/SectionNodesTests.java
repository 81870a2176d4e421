// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.internal.report.ExampleLoad;
import io.github.perfjunit.metrics.ResultSection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SectionNodesTests {

    private static SectionNodes nodes(ResultSection... sections) {
        return new SectionNodes(new JsonMapper(), List.of(sections));
    }

    private static ResultSection section(Supplier<String> name, Supplier<Map<String, ?>> data) {
        return ExampleLoad.section(name, data, List::of);
    }

    /** Sections with mistakes, the name they get, and why they cannot be written, where that is not Jackson's text. */
    @NullUnmarked
    static Stream<Arguments> broken() {
        Map<String, Object> cycle = new LinkedHashMap<>();
        cycle.put("self", cycle);
        return Stream.of(
                arguments(
                        section(() -> "jdbc", () -> {
                            throw new IllegalStateException("no pool");
                        }),
                        "jdbc",
                        "IllegalStateException: no pool"),
                arguments(
                        section(() -> "jdbc", () -> {
                            throw new NoClassDefFoundError("com/acme/Driver");
                        }),
                        "jdbc",
                        "NoClassDefFoundError: com/acme/Driver"),
                arguments(
                        section(() -> "jdbc", () -> null),
                        "jdbc",
                        "IllegalArgumentException: data was null but must be a map"),
                arguments(
                        section(
                                () -> {
                                    throw new IllegalStateException("no name");
                                },
                                Map::of),
                        "ExampleSection",
                        "IllegalStateException: no name"),
                arguments(section(() -> null, Map::of), "ExampleSection", null),
                arguments(section(() -> "jdbc", () -> Map.of("lock", new Object())), "jdbc", null),
                arguments(section(() -> "jdbc", () -> cycle), "jdbc", null),
                arguments(section(() -> "a\u001b\nb", () -> Collections.singletonMap(null, 1)), "a? b", null));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void sectionThatCannotBeWritten_isItsNameAndWhyAndSpoilsNoOther(
            ResultSection broken, String name, @Nullable String reason) {
        SectionNodes nodes = nodes(broken, ExampleLoad.section(Map.of("calls", 3)));

        assertThat(nodes.sections().at("/queue/calls").asInt()).isEqualTo(3);
        JsonNode node = nodes.sections().get(name);
        assertThat(node.get("name").asText()).isEqualTo(name);
        String error = node.get("error").asText();
        assertThat(error).hasSizeBetween(1, 300).doesNotContain("\n");
        if (reason != null) {
            assertThat(error).isEqualTo(reason);
        }
        assertThat(nodes.problems()).containsExactly("the section '" + name + "' could not be written: " + error);
    }

    @Test
    void sectionsOfTheSameName_areBothWritten() {
        SectionNodes nodes = nodes(ExampleLoad.section(Map.of("calls", 3)), ExampleLoad.section(Map.of("calls", 4)));

        assertThat(nodes.sections()).hasToString("{\"queue\":{\"calls\":3},\"queue-2\":{\"calls\":4}}");
        assertThat(nodes.problems()).isEmpty();
    }

    @Test
    void numbersThatJsonCannotExpress_areNull() {
        SectionNodes nodes = nodes(ExampleLoad.section(
                Map.of("a", List.of(Double.NaN, 1.5, Map.of("b", Double.POSITIVE_INFINITY), List.of(Float.NaN)))));

        assertThat(nodes.sections()).hasToString("{\"queue\":{\"a\":[null,1.5,{\"b\":null},[null]]}}");
    }
}
