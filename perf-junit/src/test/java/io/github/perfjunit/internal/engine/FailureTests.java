// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.metrics.Outcome;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class FailureTests {

    private final HttpFailure request = new HttpFailure(Outcome.STATUS, "503", "503", null, null);

    @Test
    void outcome_ofAThrowable_isWhatItMeans() {
        assertThat(Failure.of(request, false).outcome()).isEqualTo(Outcome.STATUS);
        assertThat(Failure.of(new AssertionError(), false).outcome()).isEqualTo(Outcome.CHECK);
        assertThat(Failure.of(new TestAbortedException(), false).outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(Failure.of(new IllegalStateException(), false).outcome()).isEqualTo(Outcome.ERROR);
        assertThat(Failure.of(new IllegalStateException(), true).outcome()).isEqualTo(Outcome.INTERRUPTED);
    }

    @Test
    void failedRequest_wrappedByTheBody_isNotListedASecondTime() {
        assertThat(Failure.of(request, false).isListed()).isFalse();
        assertThat(Failure.of(new IllegalStateException("order", new IllegalArgumentException(request)), false)
                        .isListed())
                .isFalse();
        assertThat(Failure.of(new IllegalStateException("order"), false).isListed())
                .isTrue();
    }

    @Test
    void errorOfTheVirtualMachine_exceptADeepStack_isFatal() {
        assertThat(Failure.of(new OutOfMemoryError(), false).isFatal()).isTrue();
        assertThat(Failure.of(new StackOverflowError(), false).isFatal()).isFalse();
    }
}
