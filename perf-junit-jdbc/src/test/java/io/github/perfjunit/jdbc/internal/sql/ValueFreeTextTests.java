// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueFreeTextTests {

    private static String text(String sql) {
        return ValueFreeText.of(sql, SqlSyntax.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "select * from orders where id = ? | select * from orders where id = ?",
                "select   *  from  orders ; | select * from orders",
                "select * from t where a='x' and b = 12.5e-3 | select * from t where a=? and b = ?",
                "select 'it''s', -7, .5, 0xFF, 1e+6 | select ?, ?, ?, ?, ?",
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
                "select a from t where b in (?, lower(?), 3) | select a from t where b in (?..., lower(?)...)",
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
    void of_standardSql_dropsValuesCommentsAndBlanks(String sql, String expected) {
        assertThat(text(sql)).isEqualTo(expected);
        assertThat(text(expected)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "select \"secret\", 'it\\'s secret' from `t` | select ?, ? from `t`",
                "select 1 # secret | select ?",
                "select 5--3 | select ?-?",
                "select 5 -- secret | select ?",
                "select /* a /* b */ 1 | select ?",
            })
    void of_mySql_knowsItsValuesAndComments(String sql, String expected) {
        assertThat(ValueFreeText.of(sql, SqlSyntax.MYSQL)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "in (?...) | in (1) ~ in (-1, 2) ~ in (+1) ~ in (- 5,-6) ~ in (null, 1) ~ in (1, null, true) ~ in ('a' 'b')",
                "in (?...) | in (?::uuid) ~ in (?::uuid, ?::uuid) ~ in ($1::my.type[], null) ~ in ('a'::numeric(10, 2))",
                "in (?...) | in (?::double precision, 1::timestamp(3) with time zone) ~ in (1::int::text, 2)",
                "in (?...) | in (cast(? as uuid)) ~ in (cast(? as numeric(10, 2)), CAST(-1 AS int), null)",
                "in (?...) | in (date '2026-12-01') ~ in (date '2026-12-01', null) ~ in (timestamp with time zone '2026')",
                "in (?...) | in ({d '2026-12-01'}, {ts '2026-12-01 00:00:00'}) ~ in (interval '1' day, interval '2' hour)",
                "in (?...) | in (N'a', n'b') ~ in (e'a', x'ff') ~ in (:a) ~ in ($$a$$)",
                "in (lower(?)...) | in (lower(?)) ~ in (lower('a'), lower('b')) ~ in (lower(?), lower(?), lower(?))",
                "in (?..., lower(?)...) | in ('a', lower('b')) ~ in (?, lower(?), null, lower(?), -4)",
                "in (a, ?...) | in (a, 1) ~ in (a, 1, 2)",
                "in ((?, ?)...) | in ((1, 2)) ~ in ((1, 2), (3, 4)) ~ in ((-1, null), (2, 'a'::text))",
                "in (select a from t where b in (?...)) | in (select a from t where b in (1)) ~ in (select a from t where b in (1, 2))",
                "= any(array[?...]) | = any(array[1]) ~ = any(array[-1, null]) ~ = any(array[1,2,3]) ~ = any(array[?::int, ?])",
                "= any(array[?...]::int[]) | = any(array[1]::int[]) ~ = any(array[1, 2]::int[])",
                "= array[[?...]...] | = array[[1, 2]] ~ = array[[1, 2, 3], [4, 5, 6]]",
                "order by field(a, ?...) | order by field(a, 1) ~ order by field(a, 1, 2)",
            })
    void of_listsOfValues_isOneHoweverManyAndOfWhateverType(String expected, String parts) {
        String start = expected.startsWith("=") ? "select a from t where b " : "select a from t where b = 1 and c ";
        assertThat(parts.split("~", -1)).hasSizeGreaterThan(1);
        for (String part : parts.split("~", -1)) {
            String text = text(start + part.strip().replace(":a", "?"));
            assertThat(text).isEqualTo(start.replace("1", "?") + expected);
            assertThat(text(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "insert into t values (?, ?) | values (1, 'a') ~ values (-1, null) ~ values (true, date '2026-12-01') ~ values (?::int, cast(? as text)) ~ values (null, {d '2026-12-01'})",
                "insert into t values (?, ?)... | values (1, 'a'), (2, 'b') ~ values (1, null), (-2, 'b'), (null, 'c'::text) ~ values (?::int, ?), (null, date '2026-12-01')",
                "insert into t values (?, now())... | values (1, now()), (null, now()) ~ values (?, now()), (?, now()), (-1, now())",
                "insert into t values (default, ?) | values (default, -1) ~ values (default, null)",
            })
    void of_rowsOfValues_isOneHoweverManyAndOfWhateverType(String expected, String parts) {
        for (String part : parts.split("~", -1)) {
            String text = text("insert into t " + part.strip());
            assertThat(text).isEqualTo(expected);
            assertThat(text(text)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "savepoint s_17 | savepoint s_?",
                "SAVEPOINT \"_sp-550e8400-e29b-41d4-a716-446655440000\" | SAVEPOINT \"_sp-?\"",
                "savepoint sp_550e8400e29b41d4 | savepoint sp_?",
                "release savepoint s17 | release savepoint s?",
                "rollback to savepoint s_17 | rollback to savepoint s_?",
                "save transaction s_17 | save transaction s_?",
                "listen chan_42 | listen chan_?",
                "listen orders | listen orders",
                "unlisten chan_42 | unlisten chan_?",
                "notify chan_42, 'secret' | notify chan_?, ?",
                "declare c_7 cursor for select a1 from t_2 | declare c_? cursor for select a1 from t_2",
                "fetch 10 from c_7 | fetch ? from c_?",
                "close c_7 | close c_?",
                "prepare p_7 (int) as select a1 from t_2 | prepare p_? (int) as select a1 from t_2",
                "execute p_7(1, 2) | execute p_?(?, ?)",
                "deallocate p_7 | deallocate p_?",
                "set search_path to tenant_42, public | set search_path to tenant_?, public",
                "use tenant_42 | use tenant_?",
                "set names utf8mb4 | set names utf8mb4",
                "begin; savepoint s_17; select a1 from t_2 | begin; savepoint s_?; select a1 from t_2",
                "select a from t_2 where s_17 = 1 | select a from t_2 where s_17 = ?",
            })
    void of_namesThatProgramsNumber_losesTheNumbers(String sql, String expected) {
        assertThat(text(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "a = -1 | a = ?",
                "a = - 1 | a = ?",
                "a > -1 and b between -1 and -2 | a > ? and b between ? and ?",
                "a - 1 = b -1 | a - ? = b -?",
                "a * -1 | a * ?",
                "a = -b | a = -b",
                "a = null and b = true or false | a = ? and b = ? or ?",
                "a is null and b is not true | a is null and b is not true",
                "coalesce(a, null, -1) = 0 | coalesce(a, ?, ?) = ?",
                "a = ?::uuid and b = date '2026-12-01' | a = ?::uuid and b = date ?",
                "a = cast(? as uuid) | a = cast(? as uuid)",
                "case when a then -1 else null end = 1 | case when a then ? else ? end = ?",
            })
    void of_valuesOutsideLists_isWhatAServerMakesOfThem(String condition, String expected) {
        assertThat(text("select a from t where " + condition)).isEqualTo("select a from t where " + expected);
        assertThat(text("select a from t where " + expected)).isEqualTo("select a from t where " + expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "select a from [it's] where b = 'secret' and [c]]d] = 1 | select a from [it's] where b = ? and [c]]d] = ?",
                "select /* a /* b */ secret */ [a b] from t -- secret | select [a b] from t",
            })
    void of_sqlServer_knowsItsNames(String sql, String expected) {
        assertThat(ValueFreeText.of(sql, SqlSyntax.SQL_SERVER)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "select 'it\\'s secret', 1 | select ?, ?",
                "select 'it\\' secret', 1 | select ?, ?",
                "select 'a\\', 'secret', 'b\\' | select ?, ?, ?",
                "alter role r password 'a\\'secret' valid until 'b' | alter role r password ? valid until ?",
                "select 'a\\' , 'it\\'s secret', 'cut | select ?...",
            })
    void of_backslashesThatTheSessionReadsOtherwise_showsNoPartOfATextEither(String sql, String expected) {
        assertThat(text(sql)).isEqualTo(expected);
        assertThat(ValueFreeText.of(sql, SqlSyntax.MYSQL)).isEqualTo(expected);
        assertThat(ValueFreeText.of(sql, SqlSyntax.POSTGRESQL.withBackslashes()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "select a from t where b in (?...) | select a from t where b in (?)",
                "select a from t where b in (1, 2, ?) ; | select a from t where b in (?)",
                "insert into t values (?, ?)... on conflict do nothing | insert into t values (?, ?) on conflict do nothing",
                "insert into t values (?, ?)... | insert into t values (?, ?)",
                "select a from t where b in (?... | select a from t where b in (?...",
                "select a from t where b in (?..., lower(?)...) | select a from t where b in (?, lower(?))",
            })
    void statement_ofATextFromResults_canBePrepared(String text, String expected) {
        assertThat(ValueFreeText.statement(text, SqlSyntax.UNKNOWN)).isEqualTo(expected);
    }

    @Test
    void of_linesAndInvisibleCharacters_givesOneLine() {
        assertThat(text("select a,\r\n\tb -- c\nfrom\u00a0t\u202e\u0000where \"x\u0007y\" = 1"))
                .isEqualTo("select a, b from t where \"x y\" = ?");
    }

    @Test
    void of_moreThan2000Characters_cutsTheText() {
        String text = text("select " + "abcdefgh, ".repeat(1_000) + "z from t");

        assertThat(text).hasSize(2_003).startsWith("select abcdefgh, ").endsWith("...");
    }

    @Test
    void of_manyRows_isTheSameHoweverMany() {
        String row = "(" + String.join(", ", Collections.nCopies(20, "12345")) + ")";
        String few = "insert into t values " + String.join(", ", Collections.nCopies(3, row));
        String many = "insert into t values " + String.join(", ", Collections.nCopies(5_000, row));

        assertThat(text(many)).isEqualTo(text(few)).endsWith("?)...");
    }

    @Test
    void of_aListTooLongToRead_isTheSameAsAShortOneCut() {
        String many = "select a from t where b in (" + String.join(",", Collections.nCopies(60_000, "12345")) + ")";

        assertThat(text(many)).isEqualTo("select a from t where b in (?...");
    }

    @Test
    void of_aLongListWithANameInIt_isShort() {
        String sql = "select a from t where b in (" + String.join(",", Collections.nCopies(30_000, "?")) + ", c)";

        assertThat(text(sql)).isEqualTo("select a from t where b in (?..., c)");
    }

    @Test
    void of_deepParentheses_keepsThem() {
        String sql = "select " + "(".repeat(200) + "1" + ")".repeat(200);

        assertThat(text(sql)).isEqualTo("select " + "(".repeat(200) + "?" + ")".repeat(200));
        assertThat(text(")))((")).isEqualTo(")))((");
    }

    @Test
    void of_nothing_isNothing() {
        assertThat(text("")).isEmpty();
        assertThat(text(" ;; ")).isEmpty();
    }
}
