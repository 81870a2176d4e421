// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.util;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTests {

    /** A service. */
    public interface Service {}

    /** A provider that can be made. */
    public static final class Good implements Service {}

    /** A provider that cannot be made. */
    public static final class Broken implements Service {

        /** Fails. */
        public Broken() {
            throw new IllegalStateException("no license");
        }
    }

    @TempDir
    private Path directory;

    private List<Service> load(String lines) throws IOException {
        Path file = directory.resolve("META-INF/services/" + Service.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, lines);
        URL[] urls = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, ProvidersTests.class.getClassLoader())) {
            return Providers.of(Service.class, loader);
        }
    }

    private void assertFails(String lines, String reason) {
        assertThatExceptionOfType(ExtensionConfigurationException.class)
                .isThrownBy(() -> load(lines))
                .withMessage("a Service cannot be used: " + reason
                        + ". Hint: mend its class, or take it out of META-INF/services/" + Service.class.getName()
                        + ".");
    }

    @Test
    void providers_areMadeInOrder() throws IOException {
        assertThat(load(Good.class.getName())).singleElement().isInstanceOf(Good.class);
    }

    @Test
    void provider_thatCannotBeMade_isNamed() {
        assertFails(
                Good.class.getName() + "\n" + Broken.class.getName(),
                "Provider " + Broken.class.getName()
                        + " could not be instantiated (java.lang.IllegalStateException: no license)");
        assertFails("com.example.Absent", "Provider com.example.Absent not found");
        String other = ProvidersTests.class.getName();
        assertFails(other, other + " not a subtype");
    }
}
