// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JvmEnvironmentTests {

    private static String fingerprint(String java, String vm, String os, String arch, int cores, long heap) {
        return new JvmEnvironment(java, vm, os, arch, cores, heap, "0.1.0").fingerprint();
    }

    @Test
    void fingerprint_tellsEnvironmentsApartThatCannotBeCompared() {
        String one = fingerprint("17.0.15", "HotSpot", "Linux 6.1", "amd64", 4, 1);

        assertThat(one).matches("[0-9a-f]{16}");
        assertThat(fingerprint("17.0.16+7", "HotSpot", "Linux 6.2", "amd64", 4, 2))
                .isEqualTo(one);
        assertThat(fingerprint("17", "HotSpot", "Linux 6.2", "amd64", 4, 2)).isEqualTo(one);
        assertThat(fingerprint("21-ea", "HotSpot", "Linux 6.1", "amd64", 4, 1)).isNotEqualTo(one);
        assertThat(fingerprint("17.0.15", "OpenJ9", "Linux 6.1", "amd64", 4, 1)).isNotEqualTo(one);
        assertThat(fingerprint("17.0.15", "HotSpot", "Mac OS X 14", "amd64", 4, 1))
                .isNotEqualTo(one);
        assertThat(fingerprint("17.0.15", "HotSpot", "Linux 6.1", "aarch64", 4, 1))
                .isNotEqualTo(one);
        assertThat(fingerprint("17.0.15", "HotSpot", "Linux 6.1", "amd64", 8, 1))
                .isNotEqualTo(one);
    }

    @Test
    void current_isThatOfThisJvm() {
        JvmEnvironment current = JvmEnvironment.current();

        assertThat(current.java()).isEqualTo(System.getProperty("java.version"));
        assertThat(current.cores()).isEqualTo(Runtime.getRuntime().availableProcessors());
        assertThat(current.maxHeapBytes()).isEqualTo(Runtime.getRuntime().maxMemory());
    }
}
