// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementReaderTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select :a + :b_2; select 2 | select ? + ? | a b_2",
                "select :a::int, 1::text | select ?::int, 1::text | a",
                "select ':a;''', :b | select ':a;''', ? | b",
                "select \":a;\" from t | select \":a;\" from t | ``",
                "select E'\\';:a' | select E'\\';:a' | ``",
                "select e'\\\\', :a | select e'\\\\', ? | a",
                "select name'\\', :a | select name'\\', ? | a",
                "select $$:a;$$, $x$;$$;:a$x$, :b | select $$:a;$$, $x$;$$;:a$x$, ? | b",
                "select a$b, $1 | select a$b, $1 | ``",
                "select x[1:2], x[:a:3] | select x[1:2], x[?:3] | a",
                "select 1 /* :a; /* nested ; */ */ + :b | select 1 /* :a; /* nested ; */ */ + ? | b",
                "f(x := :a) | f(x := ?) | a"
            })
    void read_ofAStatement_bindsVariablesOutsideQuotes(String script, String sql, String names) {
        StatementReader text = StatementReader.read(script, 0);

        assertThat(text.problems()).isEmpty();
        assertThat(text.sql()).isEqualTo(sql);
        assertThat(String.join(" ", text.names())).isEqualTo(names);
    }

    @Test
    void read_ofSeveralLines_keepsWordsAndDropsComments() {
        StatementReader text = StatementReader.read("SELECT 1, -- one; two\n   'a\n b'\n\tFROM \"T\";\nrest", 0);

        assertThat(text.sql()).isEqualTo("SELECT 1, 'a\n b' FROM \"T\"");
        assertThat(text.words()).containsExactly("select", "from");
        assertThat(text.end()).isEqualTo("SELECT 1, -- one; two\n   'a\n b'\n\tFROM \"T\";".length());
    }

    @Test
    void read_ofQuotedNames_tellsThem() {
        assertThat(StatementReader.read("select ':a x:b ::c :1', $$:d$$, \":e\"", 0)
                        .quotedNames())
                .containsExactly("a", "b", "d", "e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "select 'a | a quote (') is not closed",
                "select \"a''; | a quote (\") is not closed",
                "select $x$ a $y$ | a quote ($x$) is not closed",
                "select 1 /* /* */ | a comment (/*) is not closed",
                "select 1 \\; select 2; | \\; is not supported: end each statement with ; alone",
                "select 1 \\gset | '\\gset' is not supported behind a statement; end it with ;",
                "a ? b | '?' cannot stand in a script: a value is written :name, an operator with ? as its function,"
                        + " such as jsonb_exists()"
            })
    void read_ofAMistake_tellsIt(String script, String problem) {
        StatementReader text = StatementReader.read(script, 0);

        assertThat(text.problems()).containsExactly(problem);
        assertThat(text.end()).isBetween(1, script.length());
    }

    @Test
    void read_upToACommandOfItsOwnLine_leavesTheCommand() {
        StatementReader text = StatementReader.read("select 1\n  \\set a 1", 0);

        assertThat(text.problems()).containsExactly("the statement is not ended by ;");
        assertThat(text.end()).isEqualTo("select 1\n  ".length());
    }
}
