// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java code of the pages about AWS compiles; each piece is a class, or members of one. */
class DocumentedCodeTests {

    private static final Pattern PIECE = Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final String IMPORTS = """
            import static io.github.perfjunit.slo.PerfAssertions.*;
            import io.github.perfjunit.*;
            import io.github.perfjunit.aws.*;
            import io.github.perfjunit.http.*;
            import io.github.perfjunit.kind.*;
            import io.github.perfjunit.metrics.*;
            import io.github.perfjunit.monitor.*;
            import java.util.*;
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"aws-monitors.md", "aws-costs.md", "fargate.md"})
    void codeOfThePageCompiles(String page) throws IOException {
        Matcher matcher = PIECE.matcher(Files.readString(Path.of("../docs", page)));
        int pieces = 0;
        while (matcher.find()) {
            pieces++;
            compile("Piece" + pieces, matcher.group(1));
        }
        assertThat(pieces).isPositive();
    }

    private void compile(String name, String piece) {
        String source = IMPORTS + "class " + name + " {\n" + piece + "}\n";
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("memory:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        List<String> options =
                List.of("-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
        boolean compiled =
                compiler.getTask(said, null, null, options, null, List.of(file)).call();
        assertThat(compiled).as(said + "\n" + source).isTrue();
    }
}
