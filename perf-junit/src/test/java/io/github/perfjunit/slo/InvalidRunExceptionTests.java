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
                "the load asked for was not delivered, so its figures prove nothing",
                List.of("3 % of the starts were late", "the processors were at\n97 %"),
                List.of("load: 20 due, 10 started, 10 dropped, 0 queued"),
                "ask for less",
                "target/perf/x/report.html",
                frame);

        assertThat(invalid).hasMessage("""
                        browse is not a valid run: the load asked for was not delivered, so its figures prove nothing

                          - 3 % of the starts were late
                          - the processors were at 97 %

                          load: 20 due, 10 started, 10 dropped, 0 queued
                          Hint: ask for less
                          report: target/perf/x/report.html""");
        assertThat(invalid.getStackTrace()).containsExactly(frame);
    }

    @Test
    void manyProblems_listed_areBounded() {
        List<String> problems =
                IntStream.range(0, 20).mapToObj(i -> "problem " + i).toList();

        assertThat(InvalidRunException.of("browse", "late", problems, List.of(), "wait", "", null)
                        .getMessage()
                        .lines())
                .hasSize(13)
                .contains("  - problem 7", "  and 12 more")
                .doesNotContain("  - problem 8");
    }

    @Test
    void noProblem_isNoException() {
        assertThatThrownBy(() -> InvalidRunException.of("browse", "late", List.of(), List.of(), "wait", "", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no problem");
    }
}
