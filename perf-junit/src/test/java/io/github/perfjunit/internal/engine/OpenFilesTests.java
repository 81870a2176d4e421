// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.ErrorSummary;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenFilesTests {

    private static ErrorSummary error(String message, long count) {
        return new ErrorSummary("shop", "GET /", "connect", message, count, count, 0, 1, null);
    }

    @Test
    void refusedFiles_areAProblemOfTheGenerator() {
        List<ErrorSummary> errors = List.of(
                error("no connection to http://localhost: Too many open files", 1_500),
                error("connection refused by http://localhost", 7));

        assertThat(OpenFiles.problems(errors, 21_000, 20_000))
                .containsExactly(
                        "the system let this process open no more files than 20,000, and each connection is one:"
                                + " 1,500 times with 21,000 users; raise the limit (ulimit -n, or LimitNOFILE of the service) or"
                                + " take fewer users");
    }

    @Test
    void limit_thatIsUnknown_isNotNamed() {
        assertThat(OpenFiles.problems(List.of(error("Too many open files in system", 1)), 1, -1))
                .containsExactly(
                        "the system let this process open no more files, and each connection is one: 1 time with"
                                + " 1 user; raise the limit (ulimit -n, or LimitNOFILE of the service) or take fewer users");
    }

    @Test
    void otherErrors_areNone() {
        assertThat(OpenFiles.problems(List.of(error("reset", 3)), 100, 20_000)).isEmpty();
    }

    @Test
    void limit_ofThisProcess_isKnownOnUnix() {
        assertThat(OpenFiles.limit()).isNotZero();
    }
}
