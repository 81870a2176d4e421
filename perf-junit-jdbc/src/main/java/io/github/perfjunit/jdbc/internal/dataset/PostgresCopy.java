// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Copies rows to PostgreSQL. The only class of the package that knows its driver. */
final class PostgresCopy implements RowWriter {

    private static final int CHUNK = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(CHUNK + 1024);

    private PostgresCopy(CopyIn copy) {
        this.copy = copy;
    }

    static RowWriter writer(Connection connection, String table, List<String> columns) throws SQLException {
        return new PostgresCopy(
                manager(connection).copyIn("copy " + table + " (" + String.join(", ", columns) + ") from stdin"));
    }

    /** Copies a file's rows. */
    static void copy(Connection connection, String sql, InputStream rows) throws SQLException, IOException {
        try {
            manager(connection).copyIn(sql, rows);
        } catch (PSQLException e) {
            throw withLine(e);
        }
    }

    private static CopyManager manager(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    @Override
    public void row(@Nullable Object[] values) throws SQLException {
        CopyText.appendRow(buffer, values);
        if (buffer.length() >= CHUNK) {
            flush();
        }
    }

    private void flush() throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        buffer.setLength(0);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
        } catch (PSQLException e) {
            throw withLine(e);
        }
    }

    @Override
    public void close() throws SQLException {
        if (!copy.isActive()) {
            return;
        }
        try {
            flush();
            copy.endCopy();
        } catch (PSQLException e) {
            throw withLine(e);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Says at which line the server stopped; the value there, which it tells too, stays out, and so does the cause. */
    private static SQLException withLine(PSQLException e) {
        ServerErrorMessage server = e.getServerErrorMessage();
        if (server == null || server.getMessage() == null) {
            return e;
        }
        String where = server.getWhere() == null ? "" : server.getWhere();
        int colon = where.indexOf(':');
        String line = colon < 0 ? where : where.substring(0, colon);
        return new SQLException(server.getMessage() + (line.isEmpty() ? "" : " (" + line + ")"), e.getSQLState());
    }
}
