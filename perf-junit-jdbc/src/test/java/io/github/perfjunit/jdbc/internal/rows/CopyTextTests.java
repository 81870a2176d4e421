// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CopyTextTests {

    private static String row(Object... values) {
        StringBuilder row = new StringBuilder();
        CopyText.appendRow(row, values);
        return row.toString();
    }

    @Test
    void values_ofUsualTypes_areWritten() {
        assertThat(row(1, 2L, new BigDecimal("1.50"), true, "a", null, TimeUnit.DAYS, 'c', Double.NaN))
                .isEqualTo("1\t2\t1.50\ttrue\ta\t\\N\tDAYS\tc\tNaN\n");
        assertThat(row(LocalDate.of(2026, 1, 2), Instant.EPOCH, java.util.Date.from(Instant.EPOCH)))
                .isEqualTo("2026-01-02\t1970-01-01T00:00:00Z\t1970-01-01T00:00:00Z\n");
    }

    @Test
    void text_withSpecialCharacters_isEscaped() {
        assertThat(row("a\tb\nc\rd\\e", "\\N", "\\.")).isEqualTo("a\\tb\\nc\\rd\\\\e\t\\\\N\t\\\\.\n");
    }

    @Test
    void bytesAndArrays_areWrittenAsPostgresReadsThem() {
        assertThat(row(new byte[] {0, (byte) 255})).isEqualTo("\\\\x00ff\n");
        assertThat(row(new int[] {1, 2}, List.of("a\"b", "c\\d"), Arrays.asList("x", null)))
                .isEqualTo("{\"1\",\"2\"}\t{\"a\\\\\"b\",\"c\\\\\\\\d\"}\t{\"x\",NULL}\n");
        assertThat(row((Object) new String[][] {{"a"}, {"b"}})).isEqualTo("{{\"a\"},{\"b\"}}\n");
    }

    @Test
    void value_thatCannotBeWritten_isRefused() {
        assertThatThrownBy(() -> row("a", "b\0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value 2 of a row has a character 0, which PostgreSQL cannot keep");
        assertThatThrownBy(() -> row(new Thread()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("value 1 of a row is a java.lang.Thread, which is not known; give it as a String");
        StringBuilder rows = new StringBuilder("1\n");
        assertThatThrownBy(() -> CopyText.appendRow(rows, new Object[] {"a", new Thread()}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(rows).hasToString("1\n");
    }
}
