// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.Phase;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorTableTests {

    private final ErrorTable table = new ErrorTable();

    @Test
    void messages_thatDifferInDigits_countAsOne() {
        table.add("shop", "GET /cart", "503", "503 after 12 ms", null, Phase.RAMP_UP, 900);
        table.add("shop", "GET /cart", "503", "503 after 8 ms", null, Phase.MEASURE, 2_000);
        table.add("shop", "GET /cart", "timeout", "no answer", null, Phase.MEASURE, 1_000);

        assertThat(table.summaries())
                .containsExactly(
                        new ErrorSummary("shop", "GET /cart", "503", "503 after 12 ms", 2, 1, 900, 2_000, null),
                        new ErrorSummary("shop", "GET /cart", "timeout", "no answer", 1, 1, 1_000, 1_000, null));
    }

    @Test
    void messages_thatDifferInIdentifiersAndNumbers_countAsOne() {
        table.add("shop", "GET /cart", "X", "id 5f3a-77c1 at 10.0.0.1:80: 1.5e-3", null, Phase.MEASURE, 1);
        table.add("shop", "GET /cart", "X", "id abcd-0123 at 10.0.0.22:8080: -2", null, Phase.MEASURE, 2);

        assertThat(table.summaries())
                .containsExactly(new ErrorSummary(
                        "shop", "GET /cart", "X", "id 5f3a-77c1 at 10.0.0.1:80: 1.5e-3", 2, 2, 1, 2, null));
    }

    @Test
    void sample_ofADeepStack_keepsTheLineOfTheUser() {
        IllegalStateException deep = new IllegalStateException("deep");
        StackTraceElement[] frames = new StackTraceElement[200];
        Arrays.fill(frames, new StackTraceElement("java.util.stream.Pipeline", "evaluate", "Pipeline.java", 1));
        frames[150] = new StackTraceElement("com.acme.MissTest", "visit", "MissTest.java", 39);
        deep.setStackTrace(frames);

        table.add("shop", "(iteration)", "X", "deep", deep, Phase.MEASURE, 1);

        assertThat(table.summaries().get(0).sample())
                .hasSizeLessThan(4_100)
                .endsWith("...\n\tat com.acme.MissTest.visit(MissTest.java:39)");
        assertThat(table.summaries().get(0).place()).isEqualTo("MissTest.java:39");
    }

    @Test
    void sample_ofTheFirstError_isItsStackTrace() {
        table.add("shop", "(iteration)", "X", "first", new IllegalStateException("first"), Phase.MEASURE, 1);

        assertThat(table.summaries().get(0).sample())
                .startsWith("java.lang.IllegalStateException: first")
                .contains("ErrorTableTests.sample_ofTheFirstError_isItsStackTrace");
    }

    @Test
    void differentErrors_beyondTheCap_areCountedTogether() {
        for (int i = 0; i < 300; i++) {
            table.add("shop", "GET /cart", "X", "a".repeat(i + 1), null, Phase.MEASURE, i);
        }

        assertThat(table.summaries()).hasSize(201);
        assertThat(table.summaries().get(0))
                .isEqualTo(new ErrorSummary("shop", "(other)", "other", "further errors", 100, 100, 200, 299, null));
    }

    @Test
    void failuresOfBodiesAndUsers_beyondTheCap_keepTheirPlace() {
        for (int i = 0; i < 300; i++) {
            table.add("shop", "(iteration)", "X", "a".repeat(i + 1), null, Phase.MEASURE, i);
        }
        table.add("shop", "(user)", "X", "no account", null, Phase.MEASURE, 300);

        assertThat(table.summaries())
                .contains(
                        new ErrorSummary("shop", "(iteration)", "other", "further errors", 100, 100, 200, 299, null),
                        new ErrorSummary("shop", "(user)", "other", "further errors", 1, 1, 300, 300, null));
    }

    @Test
    void throwable_whoseMessageFails_isCountedAllTheSame() {
        table.add("shop", "(iteration)", "X", "broken", new Mute(), Phase.MEASURE, 1);

        assertThat(table.summaries().get(0).sample())
                .endsWith("ErrorTableTests$Mute: its stack trace failed with java.lang.UnsupportedOperationException");
    }

    private static final class Mute extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void message_ofAnyLength_isBounded() {
        table.add("shop", "GET /cart", "X", "a".repeat(10_000), null, Phase.MEASURE, 1);

        assertThat(table.summaries().get(0).message()).hasSize(303).endsWith("aaa...");
    }
}
