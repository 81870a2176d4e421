// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildCommandTests {

    @Test
    void optionsOfModules_areInheritedAndThoseOfOneJvmAreNot() {
        assertThat(ChildCommand.inherited(List.of(
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-agentlib:jdwp=transport=dt_socket,address=5005",
                        "-javaagent:/jacoco.jar",
                        "-Xmx2g",
                        "--enable-preview")))
                .containsExactly("--add-opens=java.base/java.lang=ALL-UNNAMED", "--enable-preview");
    }

    @Test
    void ownProperties_arePassedOnAndThoseOfTheJvmAreNot() {
        Properties all = new Properties();
        all.setProperty("shop.url", "http://shop.test");
        all.setProperty("perf.seed", "3");
        all.setProperty("perf.executor", "processes");
        all.setProperty("java.home", "/jdk");
        all.setProperty("surefire.test.class.path", "/a");

        assertThat(ChildCommand.properties(all)).containsExactly("-Dperf.seed=3", "-Dshop.url=http://shop.test");
    }

    /** Surefire sets the class path of the tests, and keeps the jar that it was started with elsewhere. */
    @Test
    void classPath_ofSurefire_hasTheJarOfItsManifestAsWell() {
        String tests = "/test-classes" + File.pathSeparator + "/classes" + File.pathSeparator;
        Properties all = new Properties();
        all.setProperty("java.class.path", tests);
        all.setProperty("surefire.test.class.path", tests);
        all.setProperty("surefire.real.class.path", "/surefire/booter.jar");

        assertThat(ChildCommand.classPath(all))
                .isEqualTo(String.join(File.pathSeparator, "/test-classes", "/classes", "/surefire/booter.jar"));
    }

    @Test
    void argumentsFile_isQuoted(@TempDir Path folder) throws IOException {
        Path file = new ChildCommand(List.of("-Dpath=C:\\a \"b\""), "Main").write(folder);

        assertThat(Files.readAllLines(file))
                .contains("\"-Dpath=C:\\\\a \\\"b\\\"\"")
                .endsWith("\"Main\"");
    }

    @Test
    void jvmArguments_areDividedAtBlanks() {
        List<String> problems = new ArrayList<>();

        assertThat(JvmArguments.of("key", " -Xmx1g  \"-Dname=two words\" -Da=\"b c\"", problems::add))
                .containsExactly("-Xmx1g", "-Dname=two words", "-Da=b c");

        assertThat(problems).isEmpty();
    }

    @Test
    void jvmArguments_withoutASecondQuotationMark_areAMistake() {
        List<String> problems = new ArrayList<>();

        JvmArguments.of("key", "-Da=\"b", problems::add);

        assertThat(problems)
                .containsExactly("key was '-Da=\"b' but must have a second quotation mark for each first one");
    }
}
