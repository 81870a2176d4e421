// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left on a class path without Testcontainers, Spring, PostgreSQL's driver and what unpacks its programs. */
class WithoutOptionalLibrariesTests {

    private static final List<String> OPTIONAL = List.of(
            "org.testcontainers.", "org.springframework.", "org.postgresql.", "org.tukaani.", "org.apache.commons.");

    /** Loads classes of ours anew, and finds none of the optional libraries. */
    private static final class Poor extends URLClassLoader {

        Poor() throws IOException {
            super(
                    new URL[] {Path.of("target", "classes").toUri().toURL()},
                    WithoutOptionalLibrariesTests.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (OPTIONAL.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            if (name.startsWith("io.github.perfjunit.jdbc.")) {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> known = findLoadedClass(name);
                    return known == null ? findClass(name) : known;
                }
            }
            return super.loadClass(name, resolve);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DatabaseExtension",
                "internal.database.DatabaseFinder",
                "internal.database.DatabaseSearch",
                "internal.database.DeclaredDatabase",
                "internal.database.EmbeddedServers",
                "internal.database.DataSourceDatabase",
                "internal.database.embedded.PostgresServers",
                "internal.dataset.DatasetPreparation",
                "internal.dataset.ScriptRunner",
                "internal.dataset.LoaderTarget",
                "internal.rows.RowWriters",
                "internal.script.WorkloadTables"
            })
    void class_ofEverySearch_loads(String name) throws Exception {
        try (Poor poor = new Poor()) {
            Class<?> type = Class.forName("io.github.perfjunit.jdbc." + name, true, poor);

            assertThat(type.getDeclaredMethods()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.testcontainers.postgresql.PostgreSQLContainer", "org.tukaani.xz.XZInputStream"})
    void library_missing_isNoticed(String name) throws Exception {
        try (Poor poor = new Poor()) {
            var present = Class.forName("io.github.perfjunit.jdbc.internal.database.Classes", true, poor)
                    .getDeclaredMethod("present", String.class);
            present.setAccessible(true);

            assertThat(present.invoke(null, name)).isEqualTo(false);
        }
        assertThat(Classes.present(name)).isTrue();
    }

    @Test
    void adapter_withoutItsLibrary_isNotLoaded() throws Exception {
        try (Poor poor = new Poor()) {
            assertThatThrownBy(() -> Class.forName(
                                    "io.github.perfjunit.jdbc.internal.database.ContainerServers", true, poor)
                            .getDeclaredMethods())
                    .isInstanceOf(NoClassDefFoundError.class);
        }
    }
}
