// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What load annotations are composed of, and that the two of them with attributes have the same ones. */
class AnnotationsTests {

    static Stream<Class<? extends Annotation>> composed() {
        return Stream.of(
                LoadTest.class, Load.class, PerfTest.class, Stress.class, Spike.class, Capacity.class, Soak.class);
    }

    @ParameterizedTest
    @MethodSource("composed")
    void composedAnnotation_ofJUnit_hasTagLockTimeoutAndExtension(Class<? extends Annotation> type) {
        assertThat(type.getAnnotation(Tag.class).value()).isEqualTo("perf");
        assertThat(type.getAnnotation(ExtendWith.class).value()).containsExactly(PerfExtension.class);
        ResourceLock lock = type.getAnnotation(ResourceLock.class);
        assertThat(lock.value()).isEqualTo(Resources.GLOBAL);
        assertThat(lock.mode()).isEqualTo(ResourceAccessMode.READ_WRITE);
        Timeout timeout = type.getAnnotation(Timeout.class);
        assertThat(timeout.value()).isEqualTo(365);
        assertThat(timeout.unit()).isEqualTo(TimeUnit.DAYS);
        assertThat(type.isAnnotationPresent(Test.class)).isEqualTo(type != Load.class);
    }

    @Test
    void loadTestAndLoad_attributes_areTheSameWithTheSameDefaults() {
        assertThat(attributes(LoadTest.class)).isEqualTo(attributes(Load.class)).hasSizeGreaterThan(15);
    }

    /** Returns type and default of each attribute. */
    private static Map<String, String> attributes(Class<? extends Annotation> type) {
        Map<String, String> attributes = new TreeMap<>();
        for (Method attribute : type.getDeclaredMethods()) {
            Object byDefault = attribute.getDefaultValue();
            String shown = byDefault instanceof Object[] array ? Arrays.toString(array) : String.valueOf(byDefault);
            attributes.put(attribute.getName(), attribute.getReturnType().getName() + " " + shown);
        }
        return attributes;
    }
}
