// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.HttpRequest;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a server sends, a request ends in its time, with the right outcome, and is counted once; and the next request
 * of the same user gets its own answer.
 */
class WireConformanceTests {

    static Stream<WireCase> all() {
        return Stream.of(HeadCases.all(), BodyCases.all(), LeftoverCases.all(), UploadCases.all())
                .flatMap(cases -> cases);
    }

    static Stream<WireCase> bodies() {
        return BodyCases.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("all")
    void answer_kept_hasItsOutcome_andTheNextOneIsRight(WireCase odd) throws Exception {
        odd.play(UnaryOperator.identity());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void answer_discarded_hasTheSameOutcome_andTheNextOneIsRight(WireCase odd) throws Exception {
        odd.play(HttpRequest::discardBody);
    }

    @Test
    void cases_haveNamesOfTheirOwn() {
        List<String> names = all().map(WireCase::name).toList();

        assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(150);
    }
}
