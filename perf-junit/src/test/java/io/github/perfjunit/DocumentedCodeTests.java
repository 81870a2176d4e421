// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The Java code of the documentation compiles.
 *
 * <p>Classes of docs/extending.md stand among the tests as they are on the page; {@code ExtendingDocsTests} compares them.
 *
 * <p>Each piece of a page becomes a class that extends the one before it, so that later pieces may use what earlier ones
 * declare. {@code { ... }} stands for code that is left out. Code about databases needs the other module.
 */
class DocumentedCodeTests {

    private static final Path ROOT = Path.of("..");

    private static final Pattern PIECE = Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern IMPORT = Pattern.compile("^import .*;\\n", Pattern.MULTILINE);
    private static final Pattern MEMBERS = Pattern.compile(
            "(/\\*\\*|@|public |private |static |final |class |record |interface |void |Stream<).*", Pattern.DOTALL);

    private static final String IMPORTS = """
            import static io.github.perfjunit.load.LoadStage.*;
            import static io.github.perfjunit.load.Weighted.weight;
            import static io.github.perfjunit.slo.PerfAssertions.*;
            import static java.time.Duration.*;
            import io.github.perfjunit.*;
            import io.github.perfjunit.clients.*;
            import io.github.perfjunit.http.*;
            import io.github.perfjunit.load.*;
            import io.github.perfjunit.metrics.*;
            import io.github.perfjunit.monitor.*;
            import io.github.perfjunit.protocol.*;
            import io.github.perfjunit.spi.*;
            import java.io.*;
            import java.math.BigDecimal;
            import java.net.*;
            import java.nio.channels.*;
            import java.nio.charset.StandardCharsets;
            import java.nio.file.*;
            import java.time.Duration;
            import java.util.*;
            import java.util.concurrent.*;
            import java.util.stream.Stream;
            import org.junit.jupiter.api.AfterAll;
            import org.junit.jupiter.params.ParameterizedTest;
            import org.junit.jupiter.params.provider.ValueSource;
            """;

    private static final Map<String, String> IMPORTS_OF_PAGE =
            Map.of("docs/metrics.md", """
            import io.micrometer.core.instrument.MeterRegistry;
            import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
            """, "docs/own-clients.md", """
            import java.net.http.HttpClient;
            import java.net.http.HttpRequest;
            import java.net.http.HttpResponse.BodyHandlers;
            import okhttp3.OkHttpClient;
            import okhttp3.Request;
            import okhttp3.Response;
            import org.springframework.web.client.RestClient;
            """);

    /** Names that the pages use without declaring them. */
    private static final Map<String, String> NAMES_OF_PAGE = Map.of(
            "docs/fluent.md",
            "String url;",
            "docs/monitors.md",
            """
            static class broker {
                static int depth() {
                    return 7;
                }
            }
            """,
            "docs/http.md",
            """
            Http http;
            String token;
            byte[] png;
            static class RandomBytes extends InputStream {
                @Override
                public int read() {
                    return 1;
                }
            }
            """,
            "docs/scaling.md",
            """
            String url;
            void scaleTo(int replicas) {}
            int replicasNow() {
                return 1;
            }
            """,
            "docs/objectives.md",
            "LoadResult result;",
            "docs/metrics.md",
            "LoadResult result;",
            "docs/own-clients.md",
            """
            static final String SHOP = "http://localhost:8080";
            ExecutorService executor;
            HttpClient client;
            HttpRequest request;
            """);

    @TempDir
    Path classes;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/load-test.md",
                "docs/stress.md",
                "docs/spike.md",
                "docs/capacity.md",
                "docs/scaling.md",
                "docs/monitors.md",
                "docs/metrics.md",
                "docs/work.md",
                "docs/soak.md",
                "docs/fluent.md",
                "docs/feeds.md",
                "docs/http.md",
                "docs/objectives.md",
                "docs/own-clients.md",
                "docs/processes.md",
                "docs/extending.md"
            })
    void page_itsJavaCode_compiles(String page) throws IOException {
        List<String> pieces = pieces(page);
        assertThat(pieces).isNotEmpty();

        assertThat(mistakes(page, source(page, pieces))).isEmpty();
    }

    @Test
    void pageWithAMistake_isFound() {
        String source = source("docs/load-test.md", List.of("@LoadTest(user = 5)\nvoid browse() {}\n"));

        assertThat(mistakes("docs/load-test.md", source))
                .singleElement()
                .asString()
                .contains("cannot find symbol");
    }

    private static List<String> pieces(String page) throws IOException {
        List<String> pieces = new ArrayList<>();
        Matcher found = PIECE.matcher(Files.readString(ROOT.resolve(page)));
        while (found.find()) {
            String piece = found.group(1);
            boolean ofTheOtherModule = piece.matches("(?s).*@(Jdbc|EmbeddedPostgres).*");
            boolean comparedWithItsSource = page.equals("docs/extending.md") && piece.startsWith("/**");
            if (!ofTheOtherModule && !comparedWithItsSource) {
                pieces.add(piece);
            }
        }
        return pieces;
    }

    private static String source(String page, List<String> pieces) {
        StringBuilder classes = new StringBuilder();
        StringBuilder imports = new StringBuilder(IMPORTS).append(IMPORTS_OF_PAGE.getOrDefault(page, ""));
        classes.append("abstract class Piece0 {\n")
                .append(NAMES_OF_PAGE.getOrDefault(page, ""))
                .append("\n}\n");
        int number = 0;
        for (String piece : pieces) {
            IMPORT.matcher(piece).results().forEach(found -> imports.append(found.group()));
            String code = IMPORT.matcher(piece)
                    .replaceAll("")
                    .strip()
                    .replaceAll("\\{\\s*\\.\\.\\.\\s*}", "{ throw new UnsupportedOperationException(); }");
            classes.append("abstract class Piece%d extends Piece%d {\n".formatted(number + 1, number));
            number++;
            classes.append(
                    MEMBERS.matcher(code).matches()
                            ? code
                            : "void code%d() throws Exception {\n%s\n}".formatted(number, code));
            classes.append("\n}\n");
        }
        return imports.append(classes).toString();
    }

    private List<String> mistakes(String page, String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        List<String> options = List.of(
                "-proc:none",
                "-d",
                classes.toString(),
                "-classpath",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        compiler.getTask(null, null, found, options, null, List.of(new Source(source)))
                .call();
        List<String> lines = source.lines().toList();
        return found.getDiagnostics().stream()
                .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                .map(d -> page + ": " + d.getMessage(Locale.ROOT) + " in: " + lines.get((int) d.getLineNumber() - 1))
                .toList();
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Pieces.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
