// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is left on a class path without Spring and OkHttp. */
class WithoutOptionalLibrariesTests {

    /** Loads classes of ours anew, and finds none of the optional libraries. */
    private static final class Poor extends URLClassLoader {

        Poor() throws IOException {
            super(new URL[] {Path.of("target", "classes").toUri().toURL()}, HttpClient.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.github.perfjunit.")) {
                synchronized (getClassLoadingLock(name)) {
                    Class<?> known = findLoadedClass(name);
                    return known == null ? findClass(name) : known;
                }
            }
            boolean optional =
                    name.startsWith("okhttp3.") || name.startsWith("okio.") || name.startsWith("org.springframework.");
            if (optional) {
                throw new ClassNotFoundException(name);
            }
            return getClass().getClassLoader().loadClass(name);
        }
    }

    @Test
    void jdkClient_alone_isMeasured() throws Exception {
        try (Poor poor = new Poor()) {
            Object measured = poor.loadClass("io.github.perfjunit.clients.MeasuredHttpClient")
                    .getMethod("of", HttpClient.class)
                    .invoke(null, HttpClient.newHttpClient());

            assertThat(measured).isInstanceOf(HttpClient.class).isNotInstanceOf(MeasuredHttpClient.class);
        }
    }

    @Test
    void optionalClient_missing_isWhatIsSaid() throws Exception {
        try (Poor poor = new Poor()) {
            assertThatThrownBy(() -> Class.forName("io.github.perfjunit.clients.MeasuredOkHttpInterceptor", true, poor))
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessage("okhttp3/Interceptor");
            assertThatThrownBy(() -> Class.forName("io.github.perfjunit.clients.MeasuredRestInterceptor", true, poor))
                    .isInstanceOf(NoClassDefFoundError.class)
                    .hasMessage("org/springframework/http/client/ClientHttpRequestInterceptor");
        }
    }
}
