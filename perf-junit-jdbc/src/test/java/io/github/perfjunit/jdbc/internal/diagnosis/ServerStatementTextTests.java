// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerStatementTextTests {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            select  *  from t where a = $1 and b=$12 ;       | select * from t where a = ? and b=?
            select 'it''s', E'a\\'b', 1.5e-3, x1 from "T 1"  | select ?, ?, ?, x1 from "T 1"
            select a from t where b in ($1, $2,$3)           | select a from t where b in (?)
            select a from t where b IN ($1 /*, ... */)       | select a from t where b IN (? )
            select $$a 'text'$$, $x$b$x$ from t              | select ?, ? from t
            /* hint */ update t set a = -5 -- secret         | update t set a = ?
            update t set a = a - 1                           | update t set a = a - ?
            select 'cut off                                  | select ?
            select a::text, t2.c3 from t limit 10            | select a::text, t2.c3 from t limit ?
            """)
    void statement_isFoldedToWhatServerAndClientAgreeOn(String sql, String folded) {
        assertThat(ServerStatementText.fold(sql)).isEqualTo(folded);
        assertThat(ServerStatementText.fold(folded)).isEqualTo(folded.replace("(? )", "(? )"));
    }

    @Test
    void doubleQuotesOfMariaDb_holdValues() {
        assertThat(ServerStatementText.fold("select `a` from t where b = \"x\\\"y\" and c = 'p\\'q'", true))
                .isEqualTo("select `a` from t where b = ? and c = ?");
    }

    @Test
    void longListOfValues_isFolded() {
        assertThat(ServerStatementText.fold("select a from t where b in (1" + ", 2".repeat(30_000) + ")"))
                .isEqualTo("select a from t where b in (?)");
    }

    @Test
    void longStatement_isCut() {
        assertThat(ServerStatementText.fold("select " + "a, ".repeat(2_000)))
                .hasSize(2_003)
                .endsWith("...");
    }
}
