// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExtension;
import io.github.perfjunit.spi.LoadParticipant;
import java.io.IOException;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;

/** Extensions that fail where no load is at hand yet. */
class ExtensionsTests {

    /** Fails whenever it is asked. */
    public static final class Failing implements LoadExtension {

        @Override
        public boolean supplies(Parameter parameter) {
            throw new IllegalStateException("boom");
        }

        @Override
        @SuppressWarnings("NullAway") // that is the mistake
        public Set<String> keys() {
            return null;
        }

        @Override
        public Optional<String> value(String key, ExtensionContext context) {
            throw new NoClassDefFoundError("org/springframework/Context");
        }

        @Override
        public @Nullable LoadParticipant join(LoadCandidate load) {
            return null;
        }
    }

    @TempDir
    private Path directory;

    private void assertFails(Consumer<ClassLoader> question, String message) throws IOException {
        Path file = directory.resolve("META-INF/services/" + LoadExtension.class.getName());
        Files.createDirectories(file.getParent());
        Files.writeString(file, Failing.class.getName());
        URL[] urls = {directory.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(urls, ExtensionsTests.class.getClassLoader())) {
            assertThatExceptionOfType(ExtensionConfigurationException.class)
                    .isThrownBy(() -> question.accept(loader))
                    .withMessage("the extension " + Failing.class.getName() + " failed in " + message);
        }
    }

    @Test
    void extension_thatFailsWhenAsked_isNamed() throws Exception {
        Parameter parameter =
                Failing.class.getMethod("join", LoadCandidate.class).getParameters()[0];
        ExtensionContext context = (ExtensionContext) Proxy.newProxyInstance(
                ExtensionContext.class.getClassLoader(),
                new Class<?>[] {ExtensionContext.class},
                (proxy, method, arguments) -> null);

        assertFails(loader -> Extensions.supply(parameter, loader), "supplies: IllegalStateException: boom");
        assertFails(Extensions::keys, "keys: NullPointerException: it returned null");
        assertFails(
                loader -> Extensions.value("shop.url", context, loader),
                "value: NoClassDefFoundError: org/springframework/Context");
    }
}
