// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.internal.config.LoadAttribute;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.LoadSettings;
import io.github.perfjunit.load.Scenario;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Annotations, fluent settings and the page about load tests have the attributes of the table, and no other ones. */
class LoadAttributeTests {

    private static final Path PAGE = Path.of("..", "docs", "load-test.md");

    private static final Set<String> FLUENT_BESIDES = Set.of(
            "http",
            "protocol",
            "beforeLoad",
            "onController",
            "tag",
            "watch",
            "beforeUser",
            "afterUser",
            "run",
            "scenario",
            "stress",
            "spike",
            "capacity",
            "soak",
            "start",
            "feed");

    private static Set<String> names(Stream<LoadAttribute<?, ?>> attributes) {
        return attributes.map(LoadAttribute::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> annotated() {
        return names(LoadAttribute.ALL.stream().filter(LoadAttribute::isAnnotated));
    }

    @ParameterizedTest
    @ValueSource(classes = {LoadTest.class, Load.class})
    void annotation_attributes_areThoseOfTheTable(Class<?> type) {
        assertThat(type.getDeclaredMethods())
                .extracting(Method::getName)
                .containsExactlyInAnyOrderElementsOf(annotated());
    }

    @ParameterizedTest
    @ValueSource(classes = {LoadTest.class, Load.class})
    void annotation_defaults_areTheValuesOfTheTableForNotSet(Class<?> type) throws NoSuchMethodException {
        for (LoadAttribute<?, ?> attribute : LoadAttribute.ALL) {
            if (attribute.isAnnotated()) {
                Object none = type.getMethod(attribute.name()).getDefaultValue();
                assertThat(none instanceof Stage[] stages ? List.of(stages) : none)
                        .as(attribute.name())
                        .isEqualTo(attribute.none());
            }
        }
    }

    /** A kind may lack attributes and have others of its own, but one of the table is as in the table. */
    @ParameterizedTest
    @CsvSource({
        "io.github.perfjunit.Stress, 11",
        "io.github.perfjunit.Spike, 11",
        "io.github.perfjunit.Capacity, 11",
        "io.github.perfjunit.Soak, 14"
    })
    void annotationOfAKind_attributesOfTheTable_haveItsTypesAndDefaults(Class<?> type, int attributes)
            throws NoSuchMethodException {
        int found = 0;
        for (LoadAttribute<?, ?> attribute : LoadAttribute.ALL) {
            Method own = Arrays.stream(type.getDeclaredMethods())
                    .filter(method -> method.getName().equals(attribute.name()))
                    .findFirst()
                    .orElse(null);
            if (own != null) {
                found++;
                assertThat(own.getDefaultValue())
                        .as(attribute.name())
                        .isIn(attribute.none(), null); // a kind may need what others do not
                assertThat(own.getReturnType())
                        .as(attribute.name())
                        .isEqualTo(LoadTest.class.getMethod(attribute.name()).getReturnType());
            }
        }
        assertThat(found).isEqualTo(attributes);
    }

    @Test
    void fluentForm_methods_areThoseOfTheTable() {
        assertThat(methods(LoadSettings.class, Scenario.class))
                .isEqualTo(names(LoadAttribute.ALL.stream()
                        .filter(a -> !Set.of("name", "seed").contains(a.name()))));
        assertThat(methods(LoadSettings.class, LoadBuilder.class)).isEqualTo(annotated());
    }

    /** What a kind has beside the settings of any load. */
    @ParameterizedTest
    @CsvSource({
        "io.github.perfjunit.Stress, io.github.perfjunit.load.StressSettings",
        "io.github.perfjunit.Spike, io.github.perfjunit.load.SpikeSettings",
        "io.github.perfjunit.Capacity, io.github.perfjunit.load.CapacitySettings",
        "io.github.perfjunit.Soak, io.github.perfjunit.load.SoakSettings"
    })
    void fluentKind_methods_areTheOtherAttributesOfItsAnnotation(Class<?> annotation, Class<?> settings) {
        Set<String> own = signatures(annotation, Method::getReturnType);
        own.removeIf(name -> annotated().contains(name.substring(0, name.indexOf(' '))));

        assertThat(signatures(settings, method -> method.getParameterTypes()[0]))
                .isNotEmpty()
                .isEqualTo(own);
    }

    private static Set<String> signatures(Class<?> type, Function<Method, Class<?>> valueType) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> !method.isSynthetic())
                .map(method -> method.getName() + " " + valueType.apply(method).getSimpleName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> methods(Class<?>... types) {
        Set<String> names = Arrays.stream(types)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> !method.isSynthetic())
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        names.removeAll(FLUENT_BESIDES);
        return names;
    }

    @Test
    void page_tableOfAttributes_isThatOfTheTable() throws IOException {
        String page = Files.readString(PAGE);
        String section = page.substring(page.indexOf("## Attributes"), page.indexOf("- A duration has"));

        assertThat(section.lines()
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.substring(3, line.indexOf('`', 3))))
                .containsExactlyInAnyOrderElementsOf(annotated());
    }
}
