// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestReaderTests {

    @Test
    void settings_areReadAsInAFileOfThem() throws Exception {
        RequestReader reader = new RequestReader("test");

        assertThat(reader.settings(List.of("Work_Mem = '8MB'", "search_path='\"a\", it''s'", "log_line_prefix=%m")))
                .containsExactly(
                        entry("work_mem", "8MB"), entry("search_path", "\"a\", it's"), entry("log_line_prefix", "%m"));
        reader.throwIfAny();
    }

    @Test
    void settings_thatAreOursOrTwice_areMistakesInCapitalsToo() {
        RequestReader reader = new RequestReader("test");
        reader.settings(List.of("PORT=1", "fsync=on", "FSync=off"));

        assertThatThrownBy(reader::throwIfAny)
                .hasMessage(
                        "test: settings: 'port' cannot be set, the test's server depends on it; settings: 'fsync' is"
                                + " set twice");
    }
}
