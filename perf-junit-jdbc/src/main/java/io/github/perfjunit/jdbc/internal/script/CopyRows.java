// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import io.github.perfjunit.jdbc.internal.database.OptionalCalls;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Fills a table by COPY. The only class here that needs the driver of PostgreSQL. */
final class CopyRows implements Table.Sink {

    private static final int FULL = 64 * 1024;
    private static final int LONGEST_NUMBER = 21;

    private final CopyIn copy;
    private byte[] buffer = new byte[FULL + 1024];
    private int size;
    private boolean first = true;

    private CopyRows(CopyIn copy) {
        this.copy = copy;
    }

    static boolean isFor(Connection connection) throws SQLException {
        return OptionalCalls.unwrap(connection, PGConnection.class).isPresent();
    }

    static void fill(Connection connection, Table table) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + table.name() + " (" + String.join(", ", table.columns()) + ") from stdin");
        try {
            CopyRows rows = new CopyRows(copy);
            for (long row = 1; row <= table.rows(); row++) {
                table.source().write(row, rows);
                rows.endRow();
            }
            rows.flush();
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    @Override
    public void number(long value) {
        separate();
        ensure(LONGEST_NUMBER);
        append(Long.toString(value));
    }

    @Override
    public void text(String value) {
        separate();
        ensure(value.length());
        append(value);
    }

    private void append(String ascii) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
    }

    private void separate() {
        if (!first) {
            ensure(1);
            buffer[size++] = '\t';
        }
        first = false;
    }

    private void endRow() throws SQLException {
        ensure(1);
        buffer[size++] = '\n';
        first = true;
        if (size >= FULL) {
            flush();
        }
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer, 0, size);
        size = 0;
    }

    private void ensure(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
