// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementEffectTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from orders where id = ?",
                "SELECT a FROM t WHERE b IN (?...)",
                "(select a from t) union (select b from u)",
                "/* hint */ select a from t for update",
                "select my_function(a) from t where b = ?",
                "select count(*) from t",
                "select replace(a, ?, ?), insert(a, ?, ?, ?) from t",
                "select (replace(a, ?, ?)) from t",
                "select a from (select b from t) x",
                "select x.a from unnest(?) x join t on t.a = x.a",
                "select a from f(?) x left join \"T\" on true",
                "select a from schema.t, f(?)",
                "select a from [order details] where b = ?",
                "select a from `t` where b = ?",
                "select a from only t",
                "select exists(select ? from t where a = ?)",
                "select ? where exists (select ? from t)",
                "with x as (select a from t) select * from x",
                "with recursive x (a, b) as (select a, b from t union all select x.a, t.b from t join x on true)"
                        + " select * from x",
                "with x as not materialized (select a from t) select a from x",
                "select a from t where b is distinct from ?",
                "select extract(year from a) from t",
                "select a, update_count, delete from t",
                "table t",
                "select a from t where id = :id;",
                "set search_path to a; select b from t",
            })
    void of_aQueryOfTables_isReads(String sql) {
        assertThat(StatementEffect.of(sql)).isEqualTo(StatementEffect.READS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t (a) values (?)",
                "insert into t select * from u",
                "update t set a = ? where b = ?",
                "DELETE FROM t",
                "merge into t using u on (t.a = u.a) when matched then update set b = ?",
                "replace into t values (?)",
                "upsert into t values (?)",
                "with x as (insert into t (a) values (?) returning id) select id from x",
                "with x as (select a from t), y as (delete from t where a in (select a from x) returning *) select * from y",
                "with x as (select a from t) insert into u select a from x",
                "with x as (select a from t) update u set a = x.a from x",
                "with x as materialized (update t set a = ? returning *) select * from x",
                "select a from final table (insert into t (a) values (?))",
            })
    void of_aChangeOfRows_isWrites(String sql) {
        assertThat(StatementEffect.of(sql)).isEqualTo(StatementEffect.WRITES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call p(?, ?)",
                "{call p(?)}",
                "{? = call f(?)}",
                "{ ?= call f }",
                "exec my_proc ?",
                "execute my_proc ?",
                "do ?",
                "begin p(?); end;",
                "declare x int; begin p(x); end;",
                "select my_proc(?)",
                "select * from my_proc(?)",
                "select * from schema.my_proc(?, ?) as x(a int)",
                "select my_proc(?) from dual",
                "select extract(year from my_proc(?))",
                "with x as (select my_proc(?) as a) select * from x",
                "select pg_advisory_lock(?)",
                "select pg_advisory_xact_lock(hashtext(?))",
                "select pg_try_advisory_lock(a) from t",
                "select nextval('s')",
                "select nextval(?) from generate_series(?, ?)",
                "select nextval('s') from t",
                "select next value for s",
                "select next value for s from t",
                "select s.nextval from dual",
                "values next value for s",
                "call next value for s",
                "select get_lock(?, ?)",
                "select pg_sleep(?)",
                "select set_config(?, ?, ?)",
            })
    void of_aCall_isCalls(String sql) {
        assertThat(StatementEffect.of(sql)).isEqualTo(StatementEffect.CALLS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ";",
                "select ?",
                "select current_timestamp",
                "select ? from dual",
                "select ? from sysibm.sysdummy1",
                "values (?)",
                "begin",
                "begin transaction",
                "begin;",
                "start transaction",
                "commit",
                "rollback to savepoint s_?",
                "declare c cursor for select * from t",
                "create table t (a int)",
                "create table t as select * from u",
                "select a into u from t",
                "truncate table t",
                "copy t from stdin",
                "set search_path to a",
                "show server_version",
                "explain select * from t",
                "lock table t",
                "(other)",
                "(batch)",
                "?",
                "'insert into t'",
                "-- insert into t",
            })
    void of_anythingElse_isOther(String sql) {
        assertThat(StatementEffect.of(sql)).isEqualTo(StatementEffect.OTHER);
    }

    @Test
    void of_textsOfTheDatabase_readsThemByItsRules() {
        assertThat(StatementEffect.of("select 'it\\'s from t'", SqlSyntax.MYSQL))
                .isEqualTo(StatementEffect.OTHER);
        assertThat(StatementEffect.of("select a from [it's] where b = 'from t'", SqlSyntax.SQL_SERVER))
                .isEqualTo(StatementEffect.READS);
    }

    @Test
    void of_aVeryLongStatement_isReadInPart() {
        assertThat(StatementEffect.of("select " + "a, ".repeat(20_000) + "b from t"))
                .isEqualTo(StatementEffect.OTHER);
    }
}
