// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.jdbc.internal.sql.SqlSyntax;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DestructiveSqlTests {

    private static String targets(String sql) {
        return DestructiveSql.targets(sql, SqlSyntax.POSTGRESQL).stream()
                .map(target -> (target.verb() + " " + target.kind() + " " + target.name()).replace("  ", " "))
                .collect(Collectors.joining("; "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop table a | drop table a",
                "DROP TABLE IF EXISTS a, s.b , \"C d\" CASCADE | drop table a; drop table s.b; drop table \"C d\"",
                "drop /* x */ table /* y */ a | drop table a",
                "/* a /* b */ c */ drop table a | drop table a",
                "select 1; drop table a | drop table a",
                "delete from a; truncate b; | delete rows of table a; empty table b",
                "drop materialized view if exists m | drop materialized view m",
                "drop index concurrently if exists i | drop index i",
                "drop schema s cascade | drop schema s",
                "drop function f(int) | drop function f",
                "drop trigger t on a | drop trigger t",
                "truncate a, b restart identity | empty table a; empty table b",
                "truncate table only a | empty table a",
                "delete from a where b in (select c from d) | delete rows of table a",
                "update a set b = 1 | change rows of table a",
                "update only s.a as x set b = 1 | change rows of table s.a",
                "with gone as (delete from a returning *) insert into b select * from gone | delete rows of table a",
                "merge into a using b on a.id = b.id when matched then delete | change rows of table a",
                "replace into a values (1) | change rows of table a",
                "insert into a values (1) on conflict (id) do update set b = 2 | change rows of table a",
                "insert into a values (1) on duplicate key update b = 2 | change rows of table a",
                "alter table a drop column b | alter table a",
                "alter table if exists only a rename to b | alter table a",
                "alter table a alter column b type bigint | alter table a",
                "create or replace table a (b int) | drop table a",
                "alter system set work_mem = '1MB' | run ALTER SYSTEM",
                "drop owned by bob | run DROP OWNED",
                "do $$ begin drop table a; end $$ | run a block that cannot be looked into",
                "drop table `a b` | drop table `a b`",
                "drop table [a b] | drop table [a b]"
            })
    void statement_thatTakesSomethingAway_saysWhat(String sql, String expected) {
        assertThat(targets(sql)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table a (b int)",
                "create index i on a (b)",
                "create function f() returns int language sql as 'delete from a returning 1'",
                "create function f() returns int begin atomic delete from a; select 1; end",
                "select 1; /* drop table a; */ select 2",
                "insert into a values ($x$; drop table b; $x$)",
                "create trigger t before update on a for each row execute function f()",
                "insert into a values ('drop table b')",
                "insert into a select * from b on conflict do nothing",
                "select 1 -- drop table a",
                "select * from a for update",
                "alter table a add column b int",
                "alter table a add constraint c check (b > 0)",
                "comment on table a is 'update a set b'",
                "do $$ begin perform 1; end $$",
                "vacuum a"
            })
    void statement_thatTakesNothingAway_isNone(String sql) {
        assertThat(targets(sql)).isEmpty();
    }
}
