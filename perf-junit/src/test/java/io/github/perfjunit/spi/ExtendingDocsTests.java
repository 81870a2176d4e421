// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes of docs/extending.md are those of this package, which compile. */
class ExtendingDocsTests {

    private static final Pattern BLOCK = Pattern.compile("```java\\n(/\\*\\*.*?)```", Pattern.DOTALL);

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "extending.md"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TextClient",
                "TextClients",
                "HeapMonitor",
                "StatusFile",
                "WatchExtension",
                "OneAtATime",
                "TextSettings"
            })
    void class_ofThePage_isTheOneThatCompiles(String name) throws IOException {
        String source = Files.readString(Path.of("src/test/java/io/github/perfjunit/spi/" + name + ".java"));

        assertThat(page()).contains("```java\n" + source.substring(source.indexOf("/**")) + "```");
    }

    @Test
    void page_hasNoOtherClass() throws IOException {
        assertThat(BLOCK.matcher(page()).results().map(MatchResult::group)).hasSize(7);
    }
}
