// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParsedScriptTests {

    private static ParsedScript parse(String text) {
        return ParsedScript.of("x.sql", text);
    }

    @Test
    void of_thePgbenchScript_hasItsStatements() {
        ParsedScript script = parse("""
                -- transaction of pgbench
                \\set aid random(1, 100000 * :scale)
                \\set delta \\
                    random(-5000, \\
                    5000)
                BEGIN;
                UPDATE accounts SET balance = balance + :delta
                  WHERE aid = :aid; SELECT 1;;
                \\sleep 10 ms
                END;
                """);

        assertThat(script.statements())
                .containsExactly("UPDATE accounts SET balance = balance + ? WHERE aid = ?", "SELECT 1");
        assertThat(script.writes()).isTrue();
    }

    @Test
    void of_manyMistakes_tellsAllWithTheirLines() {
        assertThatIllegalArgumentException().isThrownBy(() -> parse("""
                        \\set a random(1, 0)
                        \\if :a > 1
                        select 1;
                        BEGIN ISOLATION LEVEL SERIALIZABLE;
                        \\endif
                        \\set 1a 5
                        \\set
                        \\sleep soon
                        \\sleep 5 min
                        ROLLBACK;
                        end;
                        \\sleep 1
                        select 2
                        \\gset
                        """)).withMessage("""
                        14 mistakes in x.sql:
                        - line 1: random(): the lower bound must not be above the upper one
                        - line 2: \\if is not supported: allowed are \\set and \\sleep; for more, write the transaction in Java
                        - line 4: BEGIN takes no options here: the load begins and ends the transaction, and sets its isolation
                        - line 4: BEGIN must come before all statements: a script is one transaction
                        - line 5: \\endif is not supported: allowed are \\set and \\sleep; for more, write the transaction in Java
                        - line 6: '1a' is not a name: letters, digits and _, and no digit first
                        - line 7: \\set needs a name and a value, such as \\set id random(1, 100)
                        - line 8: \\sleep needs a whole number or a :variable, and us, ms or s, such as \\sleep 10 ms
                        - line 9: \\sleep needs a whole number or a :variable, and us, ms or s, such as \\sleep 10 ms
                        - line 10: a script cannot roll back: it ends with a commit unless a statement fails
                        - line 12: a pause after END would hold the transaction open; use the think time of the load instead
                        - line 13: the statement is not ended by ;
                        - line 13: a statement follows the END of the transaction: a script is one transaction
                        - line 14: \\gset is not supported: allowed are \\set and \\sleep; for more, write the transaction in Java""".replace(
                        "13 mistakes", "14 mistakes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-- nothing\n", "\\set a 1", "BEGIN; END;", ";;;"})
    void of_noStatement_isAMistake(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(text))
                .withMessageStartingWith("1 mistake in x.sql:\n- line ")
                .withMessageEndingWith(": there is no statement in it");
    }

    @Test
    void of_aVariableInQuotes_isAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("\\set a 1\nselect 'user:a', '12:30', ':b';"))
                .withMessage(
                        "1 mistake in x.sql:\n- line 2: ':a' stands inside quotes, where it is text; write '...' || :a");
    }

    @Test
    void of_moreMistakesThanAnyoneReads_cutsThem() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("\\x\n".repeat(1000) + "select 1;"))
                .withMessageStartingWith("1000 mistakes in x.sql:\n- line 1: ")
                .withMessageEndingWith("\n- and 980 more");
    }

    @Test
    @Timeout(60)
    void of_aLargeHostileScript_endsSoon() {
        for (String part : List.of("\\\n", "\\x\n", ";", "select '", "/*", "$a", "\\set a 1\\\n", "('", ":a", "--")) {
            String text = part.repeat(100_000 / part.length()) + "\n;\n\\mistake";
            assertThatIllegalArgumentException().isThrownBy(() -> parse(text)).satisfies(e -> assertThat(e.getMessage())
                    .hasSizeLessThan(5000));
        }
    }

    @Test
    void of_aCommentAlone_isNoStatement() {
        assertThat(parse("/* a */; select 1; /* b */").statements()).containsExactly("select 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("select 1; (:a);"))
                .withMessage("1 mistake in x.sql:\n- line 1: there is no word of SQL in the statement");
    }

    @Test
    void of_anEndlessForeignWord_cutsIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("\\" + "\u0007x".repeat(100_000) + "\nselect 1;"))
                .withMessageContaining("\\\\u0007x\\u0007x")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select * from t where a = 'delete' | false",
                "with x as (select 1) select * from x | false",
                "values (1) | false",
                "savepoint a; select 1; rollback to a | false",
                "select last_update from t | false",
                "select * from t for update | true",
                "select * from t for key share | true",
                "select * into a from b | true",
                "with x as (delete from t returning *) select * from x | true",
                "insert into t values (1) | true",
                "truncate t | true",
                "call f() | true",
                "explain analyze update t set a = 1 | true"
            })
    void writes_ofStatements_isSeenInTheirWords(String sql, boolean writes) {
        assertThat(parse(sql).writes()).isEqualTo(writes);
    }

    @Test
    void with_anUnknownVariable_namesThoseThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("\\set b :a\nselect :b").with("scale", 1))
                .withMessage("x.sql has no variable 'scale' to give a value to; it has :a, :b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("select :client_id").with("client_id", 1.5))
                .withMessage("x.sql has no variable 'client_id' to give a value to; it has none");
    }
}
