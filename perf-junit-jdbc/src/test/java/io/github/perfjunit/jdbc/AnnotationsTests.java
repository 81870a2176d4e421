// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.LoadTest;
import io.github.perfjunit.PerfExtension;
import java.lang.annotation.Annotation;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the load annotations of the module are composed of, and that they share what they have in common. */
class AnnotationsTests {

    @ParameterizedTest
    @ValueSource(classes = {JdbcWorkload.class, PoolSweep.class})
    void composedAnnotation_ofJUnit_hasTagLockTimeoutAndExtension(Class<? extends Annotation> type) {
        assertThat(type.getAnnotation(Tag.class).value()).isEqualTo("perf");
        assertThat(type.getAnnotation(ExtendWith.class).value()).contains(PerfExtension.class);
        ResourceLock lock = type.getAnnotation(ResourceLock.class);
        assertThat(lock.value()).isEqualTo(Resources.GLOBAL);
        assertThat(lock.mode()).isEqualTo(ResourceAccessMode.READ_WRITE);
        Timeout timeout = type.getAnnotation(Timeout.class);
        assertThat(timeout.value()).isEqualTo(365);
        assertThat(timeout.unit()).isEqualTo(TimeUnit.DAYS);
        assertThat(type.getAnnotation(Retention.class).value()).isEqualTo(RetentionPolicy.RUNTIME);
        assertThat(type.isAnnotationPresent(Inherited.class)).isTrue();
        assertThat(type.isAnnotationPresent(Test.class)).isEqualTo(type == JdbcWorkload.class);
        assertThat(type.isAnnotationPresent(TestTemplate.class)).isEqualTo(type == PoolSweep.class);
    }

    @Test
    void workload_attributesOfLoadTest_areAllThereAndTheSame() {
        assertThat(attributes(JdbcWorkload.class)).containsAllEntriesOf(attributes(LoadTest.class));
    }

    @Test
    void sweep_attributesSharedWithLoadTestAndWorkload_areTheSame() {
        Map<String, String> sweep = attributes(PoolSweep.class);
        Map<String, String> workload = attributes(JdbcWorkload.class);

        assertThat(workload).containsAllEntriesOf(common(sweep, workload));
        assertThat(attributes(LoadTest.class)).containsAllEntriesOf(common(sweep, attributes(LoadTest.class)));
        assertThat(common(sweep, workload)).hasSizeGreaterThan(12);
        Set<String> own = new HashSet<>(sweep.keySet());
        own.removeAll(workload.keySet());
        assertThat(own).containsExactlyInAnyOrder("sizes", "rounds");
    }

    private static Map<String, String> common(Map<String, String> of, Map<String, String> with) {
        Map<String, String> common = new TreeMap<>(of);
        common.keySet().retainAll(with.keySet());
        return common;
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
