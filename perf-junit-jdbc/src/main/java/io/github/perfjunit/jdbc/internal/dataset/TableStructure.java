// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.rows.FoundTable;
import io.github.perfjunit.jdbc.internal.rows.Product;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a table is made of. */
final class TableStructure {

    /** The table's identity and owner come first: one that is dropped and made again is another. */
    private static final String POSTGRES = """
            select c.oid, c.relowner, c.relkind, c.relpersistence, c.reloptions,
                   (select string_agg(concat_ws(' ', a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
                                                a.attnotnull, pg_get_expr(d.adbin, d.adrelid)), ',' order by a.attnum)
                      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                     where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
                   (select string_agg(pg_get_indexdef(i.indexrelid) || i.indisvalid, ',' order by i.indexrelid)
                      from pg_index i where i.indrelid = c.oid),
                   (select string_agg(k.conname || ' ' || pg_get_constraintdef(k.oid), ',' order by k.conname)
                      from pg_constraint k where k.conrelid = c.oid),
                   (select string_agg(pg_get_triggerdef(t.oid) || t.tgenabled::text, ',' order by t.tgname)
                      from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal),
                   (select string_agg(pg_get_statisticsobjdef(s.oid), ',' order by s.oid)
                      from pg_statistic_ext s where s.stxrelid = c.oid),
                   case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid) end
              from pg_class c where c.oid = to_regclass(?)
            """;

    private TableStructure() {}

    /** Returns a hash of it. */
    static String hash(Connection connection, Product product, FoundTable table) throws SQLException {
        Fingerprint fingerprint = new Fingerprint();
        if (product == Product.POSTGRESQL) {
            try (PreparedStatement statement = connection.prepareStatement(POSTGRES)) {
                statement.setString(1, table.sql());
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        fingerprint.add(String.valueOf(row.getString(i)));
                    }
                }
            }
        } else {
            described(connection.getMetaData(), table).forEach(fingerprint::add);
        }
        return fingerprint.hex();
    }

    private static List<String> described(DatabaseMetaData about, FoundTable table) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet columns = about.getColumns(table.catalog(), table.schema(), table.name(), "%")) {
            // The name is a pattern, which may be that of others too.
            add(lines, "column", columns, table, "COLUMN_NAME", "TYPE_NAME", "COLUMN_SIZE", "NULLABLE", "COLUMN_DEF");
        }
        try (ResultSet keys = about.getPrimaryKeys(table.catalog(), table.schema(), table.name())) {
            add(lines, "key", keys, table, "COLUMN_NAME", "KEY_SEQ");
        }
        try (ResultSet indexes = about.getIndexInfo(table.catalog(), table.schema(), table.name(), false, true)) {
            lines.addAll(indexes(indexes));
        }
        try (ResultSet foreign = about.getImportedKeys(table.catalog(), table.schema(), table.name())) {
            while (foreign.next()) {
                lines.add("foreign " + foreign.getString("PKTABLE_NAME") + " " + foreign.getString("FKCOLUMN_NAME"));
            }
        }
        Collections.sort(lines);
        return lines;
    }

    /** Returns a line for each index, without its name, which some databases make up anew at each start. */
    private static Collection<String> indexes(ResultSet rows) throws SQLException {
        Map<String, String> indexes = new TreeMap<>();
        while (rows.next()) {
            if (rows.getString("INDEX_NAME") != null) {
                String column = " " + rows.getString("ORDINAL_POSITION") + " " + rows.getString("COLUMN_NAME") + " "
                        + rows.getString("ASC_OR_DESC");
                String start = "index " + rows.getBoolean("NON_UNIQUE");
                indexes.merge(rows.getString("INDEX_NAME"), start + column, (known, first) -> known + column);
            }
        }
        return indexes.values();
    }

    private static void add(List<String> lines, String what, ResultSet rows, FoundTable table, String... columns)
            throws SQLException {
        while (rows.next()) {
            if (table.name().equals(rows.getString("TABLE_NAME"))) {
                StringBuilder line = new StringBuilder(what);
                for (String column : columns) {
                    line.append(' ').append(rows.getString(column));
                }
                lines.add(line.toString());
            }
        }
    }
}
