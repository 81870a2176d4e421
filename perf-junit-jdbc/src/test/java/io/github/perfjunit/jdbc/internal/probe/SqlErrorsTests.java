// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorsTests {

    @ParameterizedTest
    @CsvSource({
        "40P01, 0, deadlock, ended by the database to resolve a deadlock (SQLState 40P01)",
        "40001, 0, serialization, could not be serialized with other transactions (SQLState 40001)",
        "40001, 1213, deadlock, 'ended by the database to resolve a deadlock (SQLState 40001, code 1213)'",
        "40001, 1205, lock-timeout, 'did not get a lock in time (SQLState 40001, code 1205)'",
        "40001, 40001, deadlock, 'ended by the database to resolve a deadlock (SQLState 40001, code 40001)'",
        "HY000, 1205, lock-timeout, 'did not get a lock in time (SQLState HY000, code 1205)'",
        "HYT00, 50200, lock-timeout, 'did not get a lock in time (SQLState HYT00, code 50200)'",
        "HY000, 3024, canceled, 'canceled or timed out (SQLState HY000, code 3024)'",
        "70100, 1317, canceled, 'canceled or timed out (SQLState 70100, code 1317)'",
        "08004, 1040, too-many-connections, 'the server has too many connections (SQLState 08004, code 1040)'",
        "57014, 0, canceled, canceled or timed out (SQLState 57014)",
        "55P03, 0, lock-timeout, did not get a lock in time (SQLState 55P03)",
        "57P01, 0, shutdown, 'ended because the server shut down, crashed or is starting (SQLState 57P01)'",
        "57P02, 0, shutdown, 'ended because the server shut down, crashed or is starting (SQLState 57P02)'",
        "57P03, 0, shutdown, 'ended because the server shut down, crashed or is starting (SQLState 57P03)'",
        "08006, 0, connection, 'no connection, or lost (SQLState 08006)'",
        "23505, 0, constraint, unique constraint violated (SQLState 23505)",
        "23502, 0, constraint, not-null constraint violated (SQLState 23502)",
        "23503, 0, constraint, foreign key violated (SQLState 23503)",
        "23514, 0, constraint, check constraint violated (SQLState 23514)",
        "23P01, 0, constraint, constraint violated (SQLState 23P01)",
        "53300, 0, too-many-connections, the server has too many connections (SQLState 53300)",
        "53200, 0, resources, the server is out of resources (SQLState 53200)",
        "42703, 0, syntax, 'syntax error, unknown name or missing right (SQLState 42703)'",
        "25006, 0, read-only, write in a read-only transaction (SQLState 25006)",
        "HY008, 0, canceled, canceled or timed out (SQLState HY008)",
        "25P02, 0, failed-transaction, 'not done, because a statement of the transaction had failed before (SQLState"
                + " 25P02)'",
        "22012, 0, sql-22012, failed (SQLState 22012)",
        "'<b> ', 7, sql, 'failed (SQLException, code 7)'",
        ", 0, sql, failed (SQLException)",
    })
    void kindAndMessage_ofStatesAndCodes_areKnown(String state, int code, String kind, String message) {
        SQLException failure = new SQLException("Key (email)=(secret) already exists", state, code);

        assertThat(SqlErrors.kind(failure)).isEqualTo(kind);
        assertThat(SqlErrors.message(failure)).isEqualTo(message);
    }

    private static SQLException thrownBy(String driver, String state, int code, String message) {
        SQLException failure = new SQLException(message, state, code);
        failure.setStackTrace(new StackTraceElement[] {
            new StackTraceElement(driver, "execute", null, -1), new StackTraceElement("shop.Orders", "pay", null, -1)
        });
        return failure;
    }

    /** One row for each in the table of docs/jdbc.md. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "com.mysql.cj.jdbc.exceptions.SQLError, 40001, 1213, deadlock",
                "com.mysql.cj.jdbc.exceptions.SQLError, 40001, 1205, lock-timeout",
                "com.mysql.cj.jdbc.exceptions.SQLError, HY000, 3572, lock-timeout",
                "com.mysql.cj.jdbc.exceptions.SQLError, HY000, 3024, canceled",
                "com.mysql.cj.jdbc.exceptions.SQLError, 70100, 1317, canceled",
                "com.mysql.cj.jdbc.exceptions.SQLError, HY000, 3819, constraint",
                "com.mysql.cj.jdbc.exceptions.SQLError, HY000, 1290, read-only",
                "com.mysql.cj.jdbc.exceptions.SQLError, 23000, 1062, constraint",
                "org.mariadb.jdbc.client.impl.StandardClient, HY000, 1205, lock-timeout",
                "org.mariadb.jdbc.client.impl.StandardClient, 40001, 1213, deadlock",
                "org.mariadb.jdbc.client.impl.StandardClient, HY000, 1020, serialization",
                "org.mariadb.jdbc.client.impl.StandardClient, 70100, 1969, canceled",
                "oracle.jdbc.driver.T4CTTIoer11, 61000, 60, deadlock",
                "oracle.jdbc.driver.T4CTTIoer11, 72000, 8177, serialization",
                "oracle.jdbc.driver.T4CTTIoer11, 61000, 54, lock-timeout",
                "oracle.jdbc.driver.T4CTTIoer11, 61000, 30006, lock-timeout",
                "oracle.jdbc.driver.T4CTTIoer11, 72000, 1013, canceled",
                "oracle.jdbc.driver.T4CTTIoer11, 23000, 1, constraint",
                "oracle.jdbc.driver.T4CTTIoer11, 66000, 12519, too-many-connections",
                "oracle.jdbc.driver.T4CTTIoer11, 60000, 28, shutdown",
                "oracle.jdbc.driver.T4CTTIoer11, 42000, 942, syntax",
                "com.microsoft.sqlserver.jdbc.SQLServerException, 40001, 1205, deadlock",
                "com.microsoft.sqlserver.jdbc.SQLServerException, S0001, 3960, serialization",
                "com.microsoft.sqlserver.jdbc.SQLServerException, S00051, 1222, lock-timeout",
                "com.microsoft.sqlserver.jdbc.SQLServerException, 23000, 2627, constraint",
                "com.microsoft.sqlserver.jdbc.SQLServerException, HY008, 0, canceled",
                "net.sourceforge.jtds.jdbc.SQLDiagnostic, 40001, 1205, deadlock",
                "com.ibm.db2.jcc.am.b7, 57014, -952, canceled",
                "com.ibm.db2.jcc.am.b7, 23505, -803, constraint",
                "org.h2.message.DbException, 40001, 40001, deadlock",
                "org.h2.message.DbException, HYT00, 50200, lock-timeout",
                "org.hsqldb.jdbc.JDBCUtil, 40001, -4861, serialization",
                "org.apache.derby.impl.jdbc.SQLExceptionFactory, 40001, 30000, deadlock",
                "org.apache.derby.impl.jdbc.SQLExceptionFactory, 40XL1, 30000, lock-timeout",
                "org.sqlite.core.DB, null, 5, lock-timeout",
                "org.sqlite.core.DB, null, 517, serialization",
                "org.sqlite.core.DB, null, 19, constraint",
                "org.postgresql.core.v3.QueryExecutorImpl, 40001, 0, serialization",
            })
    void kind_ofProductsOwnCodes_isKnown(String driver, String state, int code, String kind) {
        assertThat(SqlErrors.kind(thrownBy(driver, state, code, "secret"))).isEqualTo(kind);
        assertThat(SqlErrors.isWorthAnotherTry(kind))
                .isEqualTo(kind.equals("deadlock") || kind.equals("serialization"));
    }

    @ParameterizedTest
    @CsvSource({
        "-911, 40001, 'DB2 SQL Error: SQLCODE=-911, SQLSTATE=40001, SQLERRMC=2, DRIVER=4.31.10', deadlock",
        "-911, 40001, 'DB2 SQL Error: SQLCODE=-911, SQLSTATE=40001, SQLERRMC=68, DRIVER=4.31.10', lock-timeout",
        "-911, 40001, 'The current transaction has been rolled back. Reason code \"68\".', lock-timeout",
        "-911, 40001, '', deadlock",
        "-913, 57033, 'DB2 SQL Error: SQLCODE=-913, SQLSTATE=57033, SQLERRMC=2', deadlock",
        "-913, 57033, 'DB2 SQL Error: SQLCODE=-913, SQLSTATE=57033, SQLERRMC=68', lock-timeout",
    })
    void kind_ofDb2_isToldByItsReason(int code, String state, String message, String kind) {
        SQLException failure = thrownBy("com.ibm.db2.jcc.am.b7", state, code, message);

        assertThat(SqlErrors.kind(failure)).isEqualTo(kind);
        assertThat(SqlErrors.kindOf(SqlErrors.shown(failure))).isEqualTo(kind);
    }

    @Test
    void message_ofDb2_tellsItsReason() {
        String message = "DB2 SQL Error: SQLCODE=-911, SQLSTATE=40001, SQLERRMC=68, DRIVER=4.31.10";

        assertThat(SqlErrors.message(thrownBy("com.ibm.db2.jcc.am.b7", "40001", -911, message)))
                .isEqualTo("did not get a lock in time (SQLState 40001, code -911, reason code 68)");
    }

    @ParameterizedTest
    @CsvSource({
        "org.mariadb.jdbc.client.impl.StandardClient, 40001, 1213, true",
        "org.mariadb.jdbc.client.impl.StandardClient, HY000, 1205, false",
        "com.mysql.cj.jdbc.exceptions.SQLError, 40001, 1205, false",
        "oracle.jdbc.driver.T4CTTIoer11, 61000, 60, false",
        "com.microsoft.sqlserver.jdbc.SQLServerException, 40001, 1205, true",
        "com.microsoft.sqlserver.jdbc.SQLServerException, S00051, 1222, false",
        "com.ibm.db2.jcc.am.b7, 40001, -911, true",
        "com.ibm.db2.jcc.am.b7, 57033, -913, false",
        "org.h2.message.DbException, 40001, 40001, true",
        "org.h2.message.DbException, HYT00, 50200, false",
        "org.apache.derby.impl.jdbc.SQLExceptionFactory, 40XL1, 30000, true",
        "unknown.Driver, 40001, 0, true",
        "unknown.Driver, 23505, 0, false",
    })
    void endsTransaction_whereTheDatabaseRollsBackAllOfIt(String driver, String state, int code, boolean ends) {
        assertThat(VendorCodes.endsTransaction(thrownBy(driver, state, code, "")))
                .isEqualTo(ends);
    }

    @Test
    void kind_ofAFailureBehindAnother_isThatOfItsDriver() {
        SQLException behind = thrownBy("com.mysql.cj.jdbc.exceptions.SQLError", "40001", 1205, "secret");

        assertThat(SqlErrors.kindOf(new IllegalStateException(new IllegalStateException(behind))))
                .isEqualTo("lock-timeout");
        assertThat(SqlErrors.kindOf(SqlErrors.shown(behind))).isEqualTo("lock-timeout");
    }

    @Test
    void kind_ofAnExhaustedHikariPool_isTold() {
        SQLException failure = new SQLTransientConnectionException("HikariPool-secret - Connection is not available,"
                + " request timed out after 504ms (total=8, active=8, idle=0, waiting=3)");

        assertThat(SqlErrors.kind(failure)).isEqualTo("pool-exhausted");
        assertThat(SqlErrors.message(failure))
                .isEqualTo("no connection came free in time (total=8, active=8, idle=0, waiting=3)");
        assertThat(SqlErrors.message(new SQLTransientConnectionException((String) null)))
                .isEqualTo("no connection came free in time");
    }

    @Test
    void kind_ofAHikariPoolWithoutConnections_isThatItCannotConnect() {
        SQLException failure = new SQLTransientConnectionException("HikariPool-secret - Connection is not available,"
                + " request timed out after 504ms (total=0, active=0, idle=0, waiting=1)");

        assertThat(SqlErrors.kind(failure)).isEqualTo("connection");
        assertThat(SqlErrors.message(failure))
                .isEqualTo("no connection, or lost (total=0, active=0, idle=0, waiting=1)");
    }

    @Test
    void kind_ofAPoolThatCannotConnect_isThatOfTheCause() {
        SQLException refused = new SQLException("refused", "08001");

        assertThat(SqlErrors.kind(new SQLTransientConnectionException("timed out", refused)))
                .isEqualTo("connection");
        assertThat(SqlErrors.kind(new SQLTransientConnectionException("timed out", "08001", refused)))
                .isEqualTo("connection");
    }

    @Test
    void kind_ofOtherExhaustedPools_isTold() {
        class PoolExhaustedException extends SQLException {
            private static final long serialVersionUID = 1;
        }

        assertThat(SqlErrors.kind(new PoolExhaustedException())).isEqualTo("pool-exhausted");
        assertThat(SqlErrors.kind(new SQLException("pool error", new NoSuchElementException())))
                .isEqualTo("pool-exhausted");
    }

    @Test
    void kind_withoutState_looksAtCausesAndNextExceptions() {
        BatchUpdateException batch = new BatchUpdateException();
        batch.setNextException(new SQLException("", "40P01"));

        assertThat(SqlErrors.kind(batch)).isEqualTo("deadlock");
        assertThat(SqlErrors.kind(new SQLException(new SQLException("", "57014"))))
                .isEqualTo("canceled");
        assertThat(SqlErrors.kind(new SQLTimeoutException())).isEqualTo("canceled");
        assertThat(SqlErrors.kindOf(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void withoutValues_hasTheStackTraceAndNothingOfTheMessage() {
        SQLException failure = new SQLException("secret", "23505", new IllegalStateException("secret"));
        failure.setNextException(new SQLException("secret"));
        StringWriter printed = new StringWriter();

        SQLException shown = SqlErrors.withoutValues(failure);
        shown.printStackTrace(new PrintWriter(printed, true));

        assertThat(shown.getStackTrace()).isEqualTo(failure.getStackTrace()).isNotEmpty();
        assertThat(shown.getSQLState()).isEqualTo("23505");
        assertThat(printed.toString())
                .startsWith("java.sql.SQLException: unique constraint violated (SQLState 23505)")
                .contains("withoutValues_hasTheStackTraceAndNothingOfTheMessage")
                .doesNotContain("secret");
    }
}
