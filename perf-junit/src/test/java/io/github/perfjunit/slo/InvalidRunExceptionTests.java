// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InvalidRunExceptionTests {

    @Test
    void problems_listedWithWhatToDo() {
        StackTraceElement frame = new StackTraceElement("shop.CatalogLoadTest", "browse", "CatalogLoadTest.java", 31);
        InvalidRunException invalid = InvalidRunException.of(
                "browse",
                List.of("3 % of the starts were late", "the processors were at\n97 %"),
                "target/perf/x/report.html",
                frame);

        assertThat(invalid).hasMessage("""
                        browse is not a valid run: the generator had 2 problems, so its figures prove nothing

                          - 3 % of the starts were late
                          - the processors were at 97 %

                          Hint: ask for less load, or give the generator more processors, memory or workers; \
                        perf.invalid=warn judges the run all the same.
                          report: target/perf/x/report.html""");
        assertThat(invalid.getStackTrace()).containsExactly(frame);
    }

    @Test
    void manyProblems_listed_areBounded() {
        List<String> problems =
                IntStream.range(0, 20).mapToObj(i -> "problem " + i).toList();

        assertThat(InvalidRunException.of("browse", problems, "", null)
                        .getMessage()
                        .lines())
                .hasSize(13)
                .contains("  - problem 7", "  and 12 more")
                .doesNotContain("  - problem 8");
    }

    @Test
    void noProblem_isNoException() {
        assertThatThrownBy(() -> InvalidRunException.of("browse", List.of(), "", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no problem");
    }
}
