// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseServersTests {

    /** Loads classes of ours anew, and finds nothing of a package. */
    private static final class Without extends URLClassLoader {

        private final String hidden;

        Without(String hidden) throws IOException {
            super(
                    new URL[] {Path.of("target", "classes").toUri().toURL()},
                    DatabaseServersTests.class.getClassLoader());
            this.hidden = hidden;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(hidden)) {
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

    /** Testcontainers 1 has its class for PostgreSQL in another package. */
    @ParameterizedTest
    @CsvSource({
        "org.testcontainers., is not on the class path, add org.testcontainers:testcontainers-postgresql (scope test)",
        "org.testcontainers.postgresql., on the class path is older than 2.0, 'take"
                + " org.testcontainers:testcontainers-postgresql 2.0 or later; with Spring Boot 3, set the property"
                + " testcontainers.version'"
    })
    void container_withoutItsLibraryOrWithAnOldOne_isRefused(String hidden, String what, String hint) throws Exception {
        try (Without loader = new Without(hidden)) {
            String ours = "io.github.perfjunit.jdbc.internal.database.";
            Object servers =
                    loader.loadClass(ours + "DatabaseServers").getConstructor().newInstance();
            Class<?> request = loader.loadClass(ours + "DatabaseRequest");
            Object container = loader.loadClass(ours + "DatabaseRequest$Container")
                    .getConstructors()[0]
                    .newInstance("@PostgresContainer", "postgres:17", List.of(), List.of(), "");

            assertThatThrownBy(
                            () -> servers.getClass().getMethod("open", request).invoke(servers, container))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .hasMessage("@PostgresContainer: Testcontainers " + what + "\n    Hint: " + hint);
        }
    }
}
