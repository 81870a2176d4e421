// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTextsTests {

    private final StatementTexts texts = new StatementTexts();

    @Test
    void of_statementsThatDifferInValues_isTheSame() {
        StatementText first = texts.of("select a from t where b = 1");

        assertThat(texts.of("select a  from t where b = 'x'")).isSameAs(first);
        assertThat(first.text()).isEqualTo("select a from t where b = ?");
        assertThat(first.id()).isEqualTo("3e0f6010").matches("[0-9a-f]{8}");
        assertThat(texts.get(first.index())).isSameAs(first);
    }

    @Test
    void of_moreThan500Texts_countsTheRestTogether() {
        for (int i = 0; i < 500; i++) {
            assertThat(texts.of("select a from t" + i).text()).isEqualTo("select a from t" + i);
        }

        assertThat(texts.of("select a from t500").text()).isEqualTo("(other)");
        assertThat(texts.of("select a from t501")).isSameAs(texts.of("select a from t500"));
        assertThat(texts.of("select a from t7").text()).isEqualTo("select a from t7");
        assertThat(texts.size()).isEqualTo(502);
    }

    @Test
    void of_manyStatementsWithValuesInThem_stillFindsEachText() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(texts.of("select a from t where b = " + i).text()).isEqualTo("select a from t where b = ?");
        }
        assertThat(texts.size()).isEqualTo(3);
    }

    @Test
    void of_longStatements_isNotRemembered() {
        String sql = "select a from t where b = '" + "x".repeat(20_000) + "'";

        assertThat(texts.of(sql)).isSameAs(texts.of(sql));
    }

    @ParameterizedTest
    @CsvSource({
        "commit, true",
        "COMMIT WORK, true",
        "end, true",
        "End Transaction;, true",
        "rollback, true",
        "rollback and chain, true",
        "rollback to savepoint a, false",
        "rollback to a, false",
        "commit prepared 'a', false",
        "endless, false",
        "begin, false",
        "execute a, false",
    })
    void endsUnit_ofTransactionControl_isKnown(String sql, boolean expected) {
        assertThat(texts.of(sql).endsUnit()).isEqualTo(expected);
    }
}
