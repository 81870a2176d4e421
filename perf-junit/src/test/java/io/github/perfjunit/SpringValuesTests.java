// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

/** Properties of a Spring application in the texts of annotations. */
class SpringValuesTests {

    @TempDir
    Path output;

    @SpringJUnitConfig
    @TestPropertySource(properties = {"shop.street=High_Street", "shop.place=${shop.street}_1"})
    static class SpringTestCases {

        @Configuration
        static class Application {}

        @LoadTest(name = "${shop.place}", users = 1, iterations = 1)
        void known() {}

        @Nested
        class InnerTestCases {

            @LoadTest(name = "inner ${shop.place}", users = 1, iterations = 1)
            void inner() {}
        }

        @LoadTest(name = "${shop.none}", users = 1, iterations = 1)
        void unknown() {}
    }

    static class PlainTestCases {

        @LoadTest(name = "${shop.place:nowhere}", users = 1, iterations = 1)
        void plain() {}
    }

    @Test
    void property_ofTheApplicationContext_isAValue() {
        TestRun run = TestRun.of(SpringTestCases.class, output);

        run.assertPassed("known");
        run.assertPassed("inner");
        assertThat(run.printed()).contains("High_Street_1").contains("inner High_Street_1");
        assertThat(run.failure("unknown")).hasMessageContaining("have a value for 'shop.none'");
    }

    @Test
    void property_ofATestWithoutSpring_isNotAsked() {
        TestRun run = TestRun.of(PlainTestCases.class, output);

        run.assertPassed("plain");
        assertThat(run.printed()).contains("nowhere");
    }
}
