// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlScriptTests {

    private static List<String> split(String script) throws Exception {
        return SqlScript.split(script, SqlSyntax.POSTGRESQL, 3).stream()
                .map(ScriptStatement::sql)
                .toList();
    }

    @Test
    void statements_withoutLastSemicolon_areCut() throws Exception {
        assertThat(split("select 1;\n select 2 ; ;\n\nselect 3")).containsExactly("select 1", "select 2", "select 3");
    }

    @Test
    void semicolon_inQuotesBodiesAndComments_cutsNothing() throws Exception {
        assertThat(
                        split(
                                "select ';''', \"a;\"\"b\";select $$;$$, $x$;$$;$x$;select 1 -- ;\n/* ; /* ; */ ; */;select E'\\';'"))
                .containsExactly(
                        "select ';''', \"a;\"\"b\"",
                        "select $$;$$, $x$;$$;$x$",
                        "select 1 -- ;\n/* ; /* ; */ ; */",
                        "select E'\\';'");
    }

    @Test
    void dollar_ofParameterOrName_beginsNoBody() throws Exception {
        assertThat(split("select $1; select a$b; select c$d")).hasSize(3);
    }

    @Test
    void functionBody_beginAtomic_isOneStatement() throws Exception {
        String function = "create or replace function f(x int) returns int language sql begin atomic"
                + " select case when x > 0 then 1 else 2 end; select 3; end";
        assertThat(split(function + "; select 1")).containsExactly(function, "select 1");
    }

    @Test
    void scale_outsideQuotes_isReplaced() throws Exception {
        assertThat(split("select :scale * 10, ':scale', x::scale, :scales, $$:scale$$ -- :scale"))
                .containsExactly("select 3 * 10, ':scale', x::scale, :scales, $$:scale$$ -- :scale");
    }

    @Test
    void line_ofEachStatement_isWhereItBegins() throws Exception {
        assertThat(SqlScript.split("-- a\nselect\n1;\n\n/* b\n */ select 2", SqlSyntax.POSTGRESQL, 1))
                .extracting(ScriptStatement::line)
                .containsExactly(2, 6);
    }

    @Test
    void start_ofStatement_showsNoValues() throws Exception {
        assertThat(SqlScript.split(
                        "insert into users /* x */ (name, age)\n  values ('bob', 42, $$secret$$), ('ann', 43)",
                        SqlSyntax.POSTGRESQL,
                        1))
                .extracting(ScriptStatement::start)
                .containsExactly("insert into users (name, age) values (?, ?, ?), (?, ?)");
    }

    @Test
    void copyFromStdin_rowsAfterIt_belongToIt() throws Exception {
        List<ScriptStatement> statements =
                SqlScript.split("COPY t (a) FROM stdin;\n1;2\n'\n\\.\nselect 1;", SqlSyntax.POSTGRESQL, 1);

        assertThat(statements).extracting(ScriptStatement::rows).containsExactly("1;2\n'\n", null);
        assertThat(statements).extracting(ScriptStatement::line).containsExactly(1, 5);
    }

    @Test
    void marksOfDumps_areNoStatements() throws Exception {
        assertThat(split("-- dump\n\\restrict a;b'c\n\nselect 1;\n\\unrestrict a;b'c\n"))
                .containsExactly("select 1");
    }

    @Test
    void backslashesAndHashes_ofMysql_areItsOwn() throws Exception {
        assertThat(SqlScript.split("select '\\';' # ;\n; select `a;b`", SqlSyntax.MYSQL, 1))
                .hasSize(2);
        assertThat(SqlScript.split("select '\\'; select 2", SqlSyntax.PLAIN, 1)).hasSize(2);
    }

    @Test
    void semicolons_inWhatOnlyOtherDatabasesQuote_cut() throws Exception {
        assertThat(SqlScript.split("select $$;$$, /* ; /* ; */ ; */ 1; select 2", SqlSyntax.H2, 1))
                .hasSize(2);
        assertThat(SqlScript.split("select a from [it's;]; select [a]];b]", SqlSyntax.SQL_SERVER, 1))
                .hasSize(2);
        assertThat(SqlScript.split("select /* /* */ 1; select 2 from [a", SqlSyntax.PLAIN, 1))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "select 1;#select 'x | 2 | a quote ' has no end",
                "select \"x | 1 | a quote \" has no end",
                "/* x | 1 | a comment /* has no end",
                "select $a$ x $b$ | 1 | a text $a$ has no end",
                "#\\copy t from x | 2 | commands of psql, such as \\copy, are not understood",
                "copy t from stdin;#1#2 | 1 | copies rows that do not end with a line \\.",
                "copy t from stdin | 1 | copies rows from the script, which has none"
            })
    void mistake_inScript_isTold(String script, int line, String sentence) {
        assertThatThrownBy(() -> split(script.replace('#', '\n')))
                .isInstanceOfSatisfying(BadScriptException.class, e -> {
                    assertThat(e.line()).isEqualTo(line);
                    assertThat(e).hasMessage(sentence);
                });
    }
}
