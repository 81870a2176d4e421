// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * The Java code of the pages about databases compiles.
 *
 * <p>Each piece of a page becomes a class that extends the one before it, so that later pieces may use what earlier ones
 * declare. {@code { ... }} stands for code that is left out. Test annotations of Spring Boot, which is not here, are
 * stood in for.
 */
class DocumentedCodeTests {

    private static final Path ROOT = Path.of("..");

    private static final Pattern PIECE = Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern IMPORT = Pattern.compile("^import .*;\\n", Pattern.MULTILINE);
    private static final Pattern MEMBERS = Pattern.compile(
            "(//[^\n]*\n)*+(/\\*\\*|@|public |private |static |final |class |record |interface |void |Stream<).*",
            Pattern.DOTALL);

    private static final String IMPORTS = """
            import static io.github.perfjunit.jdbc.report.FaultType.*;
            import static io.github.perfjunit.jdbc.JdbcAssertions.assertThat;
            import static io.github.perfjunit.jdbc.report.Finding.Kind.MISSING_INDEX;
            import static io.github.perfjunit.slo.PerfAssertions.percent;
            import static java.time.Duration.ofMillis;
            import com.zaxxer.hikari.*;
            import io.github.perfjunit.*;
            import io.github.perfjunit.http.Http;
            import io.github.perfjunit.jdbc.*;
            import io.github.perfjunit.jdbc.report.*;
            import io.github.perfjunit.load.VirtualUser;
            import io.github.perfjunit.metrics.LoadResult;
            import java.math.BigDecimal;
            import java.sql.*;
            import java.util.random.RandomGenerator;
            import javax.sql.DataSource;
            import org.junit.jupiter.api.BeforeAll;
            import org.springframework.beans.factory.annotation.Autowired;
            import org.springframework.context.annotation.Bean;
            """;

    /** Names that the pages use without declaring them. */
    private static final String NAMES = """
            enum WebEnvironment { RANDOM_PORT, MOCK }

            @interface SpringBootTest {
                WebEnvironment webEnvironment() default WebEnvironment.MOCK;
            }

            @interface TestConfiguration {}

            interface OrderService {
                void place(Object... order);
            }

            static class BankTest {}

            record Accounts(DataSource database) {
                int balanceOf(int id) {
                    return id;
                }
            }

            HikariConfig config;
            VirtualUser user;

            static int account(RandomGenerator random) {
                return random.nextInt();
            }

            static int balance(Connection connection, int id) throws SQLException {
                return id;
            }

            static void add(Connection connection, int id, int amount) throws SQLException {}
            """;

    @TempDir
    Path classes;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "docs/jdbc.md",
                "docs/jdbc-workloads.md",
                "docs/pools.md",
                "docs/replicas.md",
                "docs/databases.md",
                "docs/statements.md",
                "docs/database-faults.md",
                "docs/spring.md"
            })
    void page_itsJavaCode_compiles(String page) throws IOException {
        List<String> pieces = pieces(page);
        assertThat(pieces).isNotEmpty();

        assertThat(mistakes(page, source(pieces))).isEmpty();
    }

    @Test
    void pageWithAMistake_isFound() {
        String source = source(List.of("@JdbcWorkload(user = 5)\nvoid look() {}\n"));

        assertThat(mistakes("docs/jdbc.md", source)).singleElement().asString().contains("cannot find symbol");
    }

    private static List<String> pieces(String page) throws IOException {
        List<String> pieces = new ArrayList<>();
        Matcher found = PIECE.matcher(Files.readString(ROOT.resolve(page)));
        while (found.find()) {
            pieces.add(found.group(1));
        }
        return pieces;
    }

    private static String source(List<String> pieces) {
        StringBuilder classes = new StringBuilder();
        StringBuilder imports = new StringBuilder(IMPORTS);
        classes.append("abstract class Piece0 {\n").append(NAMES).append("\n}\n");
        int number = 0;
        for (String piece : pieces) {
            IMPORT.matcher(piece).results().forEach(found -> imports.append(found.group()));
            String code = IMPORT.matcher(piece)
                    .replaceAll("")
                    .strip()
                    .replaceAll("class (\\w+) \\{ \\.\\.\\. }", "class $1 {}")
                    .replaceAll("\\{\\s*\\.\\.\\.\\s*}", "{ throw new UnsupportedOperationException(); }")
                    .replace("(...)", "()");
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
