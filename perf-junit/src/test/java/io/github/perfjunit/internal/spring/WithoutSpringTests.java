// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.spi.LoadExtension;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Values on a class path without Spring. */
class WithoutSpringTests {

    /** Loads the classes of the package anew, and finds none of Spring. */
    private static final class Without extends URLClassLoader {

        Without() throws IOException {
            super(new URL[] {Path.of("target", "classes").toUri().toURL()}, WithoutSpringTests.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.springframework.")) {
                throw new ClassNotFoundException(name);
            }
            if (name.startsWith("io.github.perfjunit.internal.spring.")) {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> known = findLoadedClass(name);
                    return known == null ? findClass(name) : known;
                }
            }
            return super.loadClass(name, resolve);
        }
    }

    @Test
    void value_withoutSpring_isUnknown() throws Exception {
        try (Without loader = new Without()) {
            LoadExtension values = (LoadExtension) loader.loadClass(SpringValues.class.getName())
                    .getConstructor()
                    .newInstance();

            assertThat(values.value("shop.url", null)).isEmpty();
            assertThat(values.join(null)).isNull();
        }
    }
}
