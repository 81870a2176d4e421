// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.HttpVersion;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class Http2LibraryTests {

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_2", "NEGOTIATE"})
    void http2_withoutLibrary_isConfigurationError(HttpVersion version) {
        assertThat(Http2Library.problem(version, () -> false))
                .isEqualTo("version of HTTP was '" + version + "' but needs the library"
                        + " org.apache.httpcomponents.core5:httpcore5-h2, which is missing: add it to the test class path,"
                        + " in the version of httpcore5");
    }

    @ParameterizedTest
    @EnumSource
    void anyVersion_withLibrary_isFine(HttpVersion version) {
        assertThat(Http2Library.problem(version, Http2Library::isPresent)).isNull();
    }

    @Test
    void http11_withoutLibrary_isFine() {
        assertThat(Http2Library.problem(HttpVersion.HTTP_1_1, () -> false)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"HTTP_2, 1", "NEGOTIATE, 1", "HTTP_1_1, 0"})
    void sharedPool_ofHttp2_isConfigurationError(HttpVersion version, int problems) {
        HttpOptions options =
                HttpOptions.builder().version(version).sharedPool(5).build();

        assertThat(new HttpResource().problems(TestUser.plan("", options)))
                .hasSize(problems)
                .allMatch(problem -> problem.equals("connections was 'SHARED_POOL' but must be PER_USER or"
                        + " NEW_PER_ITERATION with version " + version));
    }

    @Test
    void classPathWithoutLibrary_client_noticesAndSpeaksHttp11() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.ok("by 1.1"));
                URLClassLoader without = classPathWithoutLibrary()) {
            Class<?> script = without.loadClass(WithoutLibrary.class.getName());

            assertThat(script.getClassLoader()).isSameAs(without);
            assertThat(script.getMethod("talk", String.class).invoke(null, server.url()))
                    .isEqualTo("by 1.1 [version of HTTP was 'HTTP_2' but needs the library"
                            + " org.apache.httpcomponents.core5:httpcore5-h2, which is missing: add it to the test class"
                            + " path, in the version of httpcore5]");
        }
    }

    private static URLClassLoader classPathWithoutLibrary() throws Exception {
        List<URL> path = new ArrayList<>();
        String all = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        for (String entry : all.split(File.pathSeparator, -1)) {
            if (!entry.contains("httpcore5-h2")) {
                path.add(new File(entry).toURI().toURL());
            }
        }
        return new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** What runs in a class loader of its own. */
    public static final class WithoutLibrary {

        private WithoutLibrary() {}

        public static String talk(String url) {
            try (TestUser user = new TestUser(url)) {
                String answer = user.http.get("/").send().text();
                return answer + " "
                        + new HttpResource()
                                .problems(TestUser.plan(
                                        url,
                                        HttpOptions.builder()
                                                .version(HttpVersion.HTTP_2)
                                                .build()));
            }
        }
    }
}
