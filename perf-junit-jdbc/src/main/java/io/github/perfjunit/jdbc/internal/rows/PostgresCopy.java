// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

import io.github.perfjunit.jdbc.internal.database.OptionalCalls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Copies rows to PostgreSQL, each time a chunk of them. Between two chunks no copy is open: its driver lets everybody else
 * who uses the connection wait until a copy has ended, without limit and in the same thread too. The only class of the
 * package that knows the driver.
 */
public final class PostgresCopy implements RowWriter {

    /** Characters, after which a copy costs nothing beside its rows. */
    private static final int CHUNK = 1 << 18;

    private static final Pattern LINE = Pattern.compile("(?<=, line )\\d+");

    private final Connection connection;
    private final String sql;
    private final StringBuilder buffer = new StringBuilder(CHUNK + 1024);
    private long rowsBefore;
    private long rows;

    PostgresCopy(Connection connection, String table, List<String> columns) {
        this.connection = connection;
        this.sql = "copy " + table + " (" + String.join(", ", columns) + ") from stdin";
    }

    static boolean isFor(Connection connection) throws SQLException {
        return OptionalCalls.unwrap(connection, PGConnection.class).isPresent();
    }

    /** Copies a file's rows. */
    public static void copy(Connection connection, String sql, InputStream rows) throws SQLException, IOException {
        try {
            manager(connection).copyIn(sql, rows);
        } catch (PSQLException e) {
            throw withLine(e, 0);
        }
    }

    private static CopyManager manager(Connection connection) throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    @Override
    public void row(@Nullable Object... values) throws SQLException {
        CopyText.appendRow(buffer, values);
        rows++;
        if (buffer.length() >= CHUNK) {
            flush();
        }
    }

    private void flush() throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        buffer.setLength(0);
        CopyIn copy = manager(connection).copyIn(sql);
        try {
            copy.writeToCopy(bytes, 0, bytes.length);
            copy.endCopy();
        } catch (PSQLException e) {
            throw withLine(e, rowsBefore);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
        rowsBefore = rows;
    }

    /** Copies what is left; a table that never got a row is copied to all the same, to be sure that it is there. */
    @Override
    public void close() throws SQLException {
        if (buffer.length() > 0 || rows == 0) {
            flush();
        }
    }

    /**
     * Says at which line the server stopped; the value there, which it tells too, stays out, and so does the cause.
     *
     * @param before lines of earlier copies
     */
    private static SQLException withLine(PSQLException e, long before) {
        ServerErrorMessage server = e.getServerErrorMessage();
        if (server == null || server.getMessage() == null) {
            return e;
        }
        String where = server.getWhere() == null ? "" : server.getWhere();
        int colon = where.indexOf(':');
        Matcher line = LINE.matcher(colon < 0 ? where : where.substring(0, colon));
        String place = line.replaceFirst(found -> Long.toString(before + Long.parseLong(found.group())));
        return new SQLException(server.getMessage() + (place.isEmpty() ? "" : " (" + place + ")"), e.getSQLState());
    }
}
