// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlNormalizerTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "select * from orders where id = ? | select * from orders where id = ?",
                "select   *  from  orders ; | select * from orders",
                "select * from t where a='x' and b = 12.5e-3 | select * from t where a=? and b = ?",
                "select 'it''s', -7, .5, 0xFF, 1e+6 | select ?, -?, ?, ?, ?",
                "select 1+2-3 | select ?+?-?",
                "select a from t1, t_2 where t1.c3 = t_2.c4 | select a from t1, t_2 where t1.c3 = t_2.c4",
                "select E'it\\'s', B'01', x'ff', n'n', U&'\\0061' | select ?, ?, ?, ?, ?",
                "select q'[it's]', nq'{x}' from dual | select ?, ? from dual",
                "select $$a 'b' $$, $t$x $$ y$t$, $1 | select ?, ?, ?",
                "select \"Order Id\", `b c` from \"T\" | select \"Order Id\", `b c` from \"T\"",
                "select 1 -- secret | select ?",
                "select /* secret /* nested */ secret */ 1 /*+ hint */ from t | select ? from t",
                "select a from t where b in (1, 2,3) | select a from t where b in (?...)",
                "select a from t where b IN(?) and c in ( 'x' ) | select a from t where b IN(?...) and c in (?...)",
                "select a from t where b in (?, lower(?), 3) | select a from t where b in (?, lower(?), ?)",
                "select a from t where b in (select c from d where e in (1,2)) | select a from t where b in (select c from d where e in (?...))",
                "select a from t where (b, c) in ((1, 2), (3, 4), (5, 6)) | select a from t where (b, c) in ((?, ?)...)",
                "insert into t (a, b) values (1, 'x') | insert into t (a, b) values (?, ?)",
                "insert into t values (1,2),(3,4) ,( 5, 6) on conflict do nothing | insert into t values (?, ?)... on conflict do nothing",
                "insert into t values (1, now()), (2, now()) | insert into t values (?, now())...",
                "select (1), (a), (b) | select (?), (a), (b)",
                "select data ?? 'key', x::int, a[1] from t | select data ?? ?, x::int, a[?] from t",
                "select 'open | select ?",
                "select \"open | select ?",
                "select /* open | select",
                "select $$open | select ?",
                "call p(?, 3) | call p(?, ?)",
                "{? = call f(?)} | {? = call f(?)}",
                "begin | begin",
            })
    void normalize_ofStandardSql_dropsValuesCommentsAndBlanks(String sql, String expected) {
        assertThat(SqlNormalizer.normalize(sql)).isEqualTo(expected);
        assertThat(SqlNormalizer.normalize(expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "select \"secret\", 'it\\'s secret' from `t` | select ?, ? from `t`",
                "select 1 # secret | select ?",
                "select 5--3 | select ?--?",
                "select 5 -- secret | select ?",
                "select /* a /* b */ 1 | select ?",
            })
    void normalize_ofMySql_knowsItsValuesAndComments(String sql, String expected) {
        assertThat(SqlNormalizer.normalize(sql, SqlRules.MYSQL)).isEqualTo(expected);
    }

    @Test
    void normalize_ofLinesAndInvisibleCharacters_givesOneLine() {
        assertThat(SqlNormalizer.normalize("select a,\r\n\tb -- c\nfrom\u00a0t\u202e\u0000where \"x\u0007y\" = 1"))
                .isEqualTo("select a, b from t where \"x y\" = ?");
    }

    @Test
    void normalize_ofMoreThan2000Characters_cutsTheText() {
        String text = SqlNormalizer.normalize("select " + "abcdefgh, ".repeat(1_000) + "z from t");

        assertThat(text).hasSize(2_003).startsWith("select abcdefgh, ").endsWith("...");
    }

    @Test
    void normalize_ofManyRows_isTheSameHoweverMany() {
        String row = "(" + String.join(", ", Collections.nCopies(20, "12345")) + ")";
        String few = "insert into t values " + String.join(", ", Collections.nCopies(3, row));
        String many = "insert into t values " + String.join(", ", Collections.nCopies(5_000, row));

        assertThat(SqlNormalizer.normalize(many))
                .isEqualTo(SqlNormalizer.normalize(few))
                .endsWith("?)...");
    }

    @Test
    void normalize_ofAListTooLongToRead_isTheSameAsAShortOneCut() {
        String many = "select a from t where b in (" + String.join(",", Collections.nCopies(60_000, "12345")) + ")";

        assertThat(SqlNormalizer.normalize(many)).isEqualTo("select a from t where b in (?...");
    }

    @Test
    void normalize_ofAListThatIsNone_isBounded() {
        String sql = "select a from t where b in (" + String.join(",", Collections.nCopies(30_000, "?")) + ", c)";

        assertThat(SqlNormalizer.normalize(sql)).hasSize(2_003);
    }

    @Test
    void normalize_ofDeepParentheses_keepsThem() {
        String sql = "select " + "(".repeat(200) + "1" + ")".repeat(200);

        assertThat(SqlNormalizer.normalize(sql)).isEqualTo("select " + "(".repeat(200) + "?" + ")".repeat(200));
        assertThat(SqlNormalizer.normalize(")))((")).isEqualTo(")))((");
    }

    @Test
    void normalize_ofNothing_isNothing() {
        assertThat(SqlNormalizer.normalize("")).isEmpty();
        assertThat(SqlNormalizer.normalize(" ;; ")).isEmpty();
    }
}
