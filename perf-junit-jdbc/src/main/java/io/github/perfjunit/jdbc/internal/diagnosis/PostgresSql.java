// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.util.LinkedHashMap;
import java.util.Map;

/** What PostgreSQL is asked, by major version; the columns are described in its manual, "The Cumulative Statistics System". */
final class PostgresSql {

    static final String DATABASE = "database";
    static final String CHECKPOINTS = "checkpoints";
    static final String WAL = "wal";
    static final String IO = "io";
    static final String TABLES = "tables";
    static final String STATEMENTS = "statements";

    /** Most tables that are counted. */
    static final int MOST_TABLES = 5_000;

    static final String SESSION = """
            select current_setting('application_name') as application_name,
              current_setting('statement_timeout') as statement_timeout, current_setting('lock_timeout') as lock_timeout""";

    static final String SET_SESSION = """
            select set_config('application_name', ?, false), set_config('statement_timeout', ?, false),
              set_config('lock_timeout', ?, false)""";

    static final String SETTINGS = """
            select name, current_setting(name) as value
            from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers', 'work_mem',
              'maintenance_work_mem', 'effective_cache_size', 'max_connections', 'superuser_reserved_connections',
              'reserved_connections', 'max_wal_size', 'checkpoint_timeout', 'wal_level', 'wal_buffers', 'autovacuum', 'jit',
              'track_io_timing', 'random_page_cost', 'effective_io_concurrency', 'max_parallel_workers_per_gather',
              'default_transaction_isolation', 'statement_timeout', 'lock_timeout', 'deadlock_timeout',
              'idle_in_transaction_session_timeout', 'shared_preload_libraries', 'io_method')
            order by name""";

    static final String RIGHTS = """
            select pg_has_role(current_user, 'pg_read_all_stats', 'usage') as all_stats, current_user::text as me""";

    static final String EXTENSION = """
            select quote_ident(n.nspname) as schema
            from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_stat_statements'""";

    /** Only what waits for a lock, and who holds it, needs its text; and only what waits is asked for its blockers. */
    static final String SESSIONS = """
            with seen as materialized (
              select pid, coalesce(state, 'hidden') as state, coalesce(wait_event_type, '') as wait_type,
                coalesce(wait_event, '') as wait_event, query,
                extract(epoch from clock_timestamp() - query_start)::float8 * 1000 as running,
                case when wait_event_type = 'Lock' then pg_blocking_pids(pid) else '{}' end as blockers
              from pg_stat_activity
              where datname = current_database() and backend_type = 'client backend'
                and pid <> pg_backend_pid() and application_name <> 'perf-junit-diag'
              limit 2000)
            select pid, state, wait_type, wait_event, running, array_to_string(blockers, ',') as blockers,
              case when blockers <> '{}' or pid in (select unnest(blockers) from seen) then left(query, 1000) else '' end as query
            from seen""";

    static final String OPEN_SESSIONS = """
            select count(*) as open from pg_stat_activity
            where datname = current_database() and backend_type = 'client backend'
              and pid <> pg_backend_pid() and application_name <> 'perf-junit-diag'""";

    static final String COUNTING_SINCE = """
            select to_char(stats_reset, 'YYYY-MM-DD HH24:MI') as since, pg_database_size(oid) as bytes
            from pg_stat_database s join pg_database d on d.oid = s.datid where s.datname = current_database()""";

    static final String UNUSED_INDEXES = """
            select s.relid as key, s.indexrelname as name, pg_relation_size(s.indexrelid) as bytes
            from pg_stat_user_indexes s join pg_index i using (indexrelid) join pg_class c on c.oid = s.indexrelid
            where s.idx_scan = 0 and not i.indisunique and not i.indisprimary and not i.indisexclusion and not c.relispartition
              and not exists (select 1 from pg_constraint k where k.conindid = s.indexrelid)
              and not exists (select 1 from pg_constraint k where k.contype = 'f' and k.conrelid = s.relid
                and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)
            order by pg_relation_size(s.indexrelid) desc limit 200""";

    static final String FOREIGN_KEY_GAPS = """
            select c.conrelid as key, c.confrelid as parent_key, c.conname as name,
              (select string_agg(quote_ident(a.attname), ',' order by k.n) from unnest(c.conkey) with ordinality k(att, n)
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.att) as columns
            from pg_constraint c where c.contype = 'f' and c.conparentid = 0 and not exists (
              select 1 from pg_index i where i.indrelid = c.conrelid and i.indisvalid and i.indpred is null
                and (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
            order by 1, 4 limit 200""";

    /** Columns of a table, and of these the ones that lead an index. */
    static final String COLUMNS = """
            select quote_ident(a.attname) as name, a.atttypid = 'varchar'::regtype as compared_as_text, exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisvalid
                and i.indpred is null and i.indkey[0] = a.attnum) as leads, greatest(c.reltuples, 0)::bigint as tuples,
              c.relkind::text as kind, c.oid as key
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
              join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where n.nspname = ? and c.relname = ?""";

    /** The server reads its own plan: its JSON is sent back to it. */
    static final String SCANS = """
            select n ->> 'Schema' as schema, n ->> 'Relation Name' as name, n ->> 'Filter' as filter,
              (n ->> 'Plan Rows')::float8 as kept
            from jsonb_path_query(?::jsonb, 'strict $.** ? (@."Node Type" == "Seq Scan" && exists(@."Filter"))') n""";

    /**
     * The steps of a plan, each before those under it, with the tables that they read. A table that grew since it was analyzed
     * has more rows, as the planner reckons too; the counter of live rows is twice the truth after a load and an ANALYZE in
     * one session, so it is believed only where it says far more.
     */
    static final String PLAN_NODES = """
            with recursive node as (
              select array[0] as path, ''::text as parent, p.plan -> 'Plan' as n from (select ?::jsonb -> 0 as plan) p
              union all
              select node.path || c.i::int, node.n ->> 'Node Type', c.n
              from node cross join lateral jsonb_array_elements(node.n -> 'Plans') with ordinality c(n, i))
            select cardinality(path) as depth, parent, n ->> 'Node Type' as type, n -> 'Filter' is not null as filtered,
              coalesce(nullif(r.nspname, 'public') || '.', '') || coalesce(r.relname, n ->> 'Relation Name', '') as root,
              coalesce(nullif(s.nspname, 'public') || '.', '') || coalesce(c.relname, n ->> 'Relation Name', '') as own,
              coalesce(c.reltuples >= 0 or t.live > 0 or t.bytes = 0, false) as rows_known,
              case when t.live > 3 * e.rows then t.live else e.rows end::float8 as tuples
            from node left join pg_namespace s on s.nspname = n ->> 'Schema'
              left join pg_class c on c.relnamespace = s.oid and c.relname = n ->> 'Relation Name'
              left join lateral (select pg_stat_get_live_tuples(c.oid) as live, pg_relation_size(c.oid) as bytes) t on true
              left join lateral (select greatest(c.reltuples, 0)::float8 * case when c.relpages > 0
                then (t.bytes / current_setting('block_size')::int)::float8 / c.relpages else 1 end as rows) e on true
              left join lateral (select p.relname, m.nspname from pg_class p join pg_namespace m on m.oid = p.relnamespace
                where p.oid = coalesce(pg_partition_root(c.oid), c.oid)) r on true
            order by path""";

    private static final String DATABASE_SQL = """
            select 'database' as key, xact_commit, xact_rollback, deadlocks, temp_files, temp_bytes, blks_hit, blks_read,
              sessions_abandoned + sessions_fatal + sessions_killed as sessions_lost, stats_reset::text as since
            from pg_stat_database where datname = current_database()""";
    private static final String CHECKPOINTS_16 = """
            select 'checkpoints' as key, checkpoints_timed as timed, checkpoints_req as requested,
              checkpoint_write_time + checkpoint_sync_time as millis from pg_stat_bgwriter""";
    private static final String CHECKPOINTS_17 = """
            select 'checkpoints' as key, num_timed as timed, num_requested as requested,
              write_time + sync_time as millis from pg_stat_checkpointer""";
    private static final String WAL_SQL = """
            select 'wal' as key, wal_records, wal_fpi, wal_bytes from pg_stat_wal""";
    private static final String IO_SQL = """
            select backend_type as key, coalesce(sum(reads), 0) as reads, coalesce(sum(writes), 0) as writes,
              coalesce(sum(extends), 0) as extends, coalesce(sum(evictions), 0) as evictions
            from pg_stat_io where object <> 'wal' group by backend_type""";
    private static final String TABLES_SQL = """
            select s.relid as key, case when s.schemaname = 'public' then '' else quote_ident(s.schemaname) || '.' end
                || quote_ident(s.relname) as name,
              s.seq_scan, s.seq_tup_read, s.idx_scan, s.n_tup_ins, s.n_tup_upd, s.n_tup_hot_upd, s.n_tup_del,
              s.n_live_tup, s.n_dead_tup, s.autovacuum_count, s.autoanalyze_count, c.reltuples
            from pg_stat_user_tables s join pg_class c on c.oid = s.relid order by s.relid limit\s""" + MOST_TABLES;
    /** Those of other users have no queryid for who may not read them. */
    private static final String STATEMENTS_SQL = """
            select queryid || ':' || userid as key, queryid, calls, rows, total_exec_time, max_exec_time,
              shared_blks_hit, shared_blks_read, temp_blks_written, wal_bytes
            from $schema.pg_stat_statements(false) where toplevel and queryid is not null
              and dbid = (select oid from pg_database where datname = current_database())""";

    private static final String TEXTS_SQL = """
            select queryid, left(query, 20000) as query from $schema.pg_stat_statements
            where dbid = (select oid from pg_database where datname = current_database())
              and queryid = any (string_to_array(?, ',')::bigint[])""";
    private static final String DEALLOCATIONS_SQL = """
            select dealloc from $schema.pg_stat_statements_info""";

    private PostgresSql() {}

    /** Returns the readings to be differenced, by name. */
    static Map<String, String> counters(int version) {
        Map<String, String> readings = new LinkedHashMap<>();
        readings.put(DATABASE, DATABASE_SQL);
        readings.put(CHECKPOINTS, version >= 17 ? CHECKPOINTS_17 : CHECKPOINTS_16);
        readings.put(WAL, WAL_SQL);
        if (version >= 16) {
            readings.put(IO, IO_SQL);
        }
        readings.put(TABLES, TABLES_SQL);
        return readings;
    }

    static String statements(String schema) {
        return STATEMENTS_SQL.replace("$schema", schema);
    }

    static String texts(String schema) {
        return TEXTS_SQL.replace("$schema", schema);
    }

    static String deallocations(String schema) {
        return DEALLOCATIONS_SQL.replace("$schema", schema);
    }
}
