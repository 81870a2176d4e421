// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the codes of products mean where their SQLState says less, or something else. Sources: the lists of error codes of
 * MySQL (https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html), MariaDB, Oracle, SQL Server, DB2
 * (https://www.ibm.com/docs/en/db2), H2 ({@code org.h2.api.ErrorCode}), Derby and SQLite. {@code docs/jdbc.md}
 * has the table for users.
 */
final class VendorCodes {

    private static final String DEADLOCK = "deadlock";
    private static final String SERIALIZATION = "serialization";
    private static final String LOCK_TIMEOUT = "lock-timeout";
    private static final String CANCELED = "canceled";
    private static final String CONSTRAINT = "constraint";
    private static final String TOO_MANY = "too-many-connections";
    private static final String SHUTDOWN = "shutdown";
    private static final String CONNECTION = "connection";
    private static final String READ_ONLY = "read-only";
    private static final String RESOURCES = "resources";
    private static final String SYNTAX = "syntax";

    private static final int LONGEST_MESSAGE = 1_000;

    /** DB2 has one code for both; 2 is a deadlock, 68 a time-out. */
    private static final Pattern DB2_REASON =
            Pattern.compile("SQLERRMC=(\\d{1,4})|reason code \"?(\\d{1,4})", Pattern.CASE_INSENSITIVE);

    private static final Set<Integer> MYSQL_ROLLED_BACK = Set.of(1020, 1206, 1213, 1614);
    private static final Set<Integer> SQL_SERVER_ROLLED_BACK = Set.of(1205, 3960, 41302, 41305, 41325);

    private VendorCodes() {}

    /**
     * Returns the name of a failure.
     *
     * @param state its SQLState; null if it has none
     * @return null if its SQLState is to be asked
     */
    static @Nullable String kind(SQLException failure, @Nullable String state) {
        int code = failure.getErrorCode();
        if (code == 0) {
            return null;
        }
        return switch (CodeFamily.of(failure)) {
            case POSTGRESQL, HSQLDB -> null;
            case MYSQL -> mySql(code);
            case ORACLE -> oracle(code);
            case SQL_SERVER -> sqlServer(code);
            case DB2 -> db2(code, failure.getMessage());
            case H2 -> h2(code);
            case DERBY -> derby(state);
            case SQLITE -> sqlite(code);
            case UNKNOWN -> unknown(code, state);
        };
    }

    /**
     * Tells whether the database has ended the whole transaction with a failure, and begins another one with the next
     * statement: what was done before is lost, whatever is committed afterwards. In PostgreSQL that takes a rollback.
     */
    static boolean endsTransaction(SQLException failure) {
        int code = failure.getErrorCode();
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (CodeFamily.of(failure)) {
            case MYSQL -> MYSQL_ROLLED_BACK.contains(code);
            case SQL_SERVER -> SQL_SERVER_ROLLED_BACK.contains(code);
            case DB2 -> code == -911;
            case H2 -> code == 40001;
            case HSQLDB, DERBY -> state.startsWith("40");
            case POSTGRESQL, ORACLE, SQLITE -> false;
            case UNKNOWN -> state.startsWith("40") && code != 1205;
        };
    }

    private static @Nullable String mySql(int code) {
        return switch (code) {
            case 1213, 1614 -> DEADLOCK;
            case 1020 -> SERIALIZATION; // MariaDB: changed since the transaction last read it
            case 1205, 3572 -> LOCK_TIMEOUT; // Connector/J gives the first the SQLState of a deadlock
            case 3024, 1317, 1969 -> CANCELED;
            case 1040, 1203, 1226 -> TOO_MANY;
            case 1053 -> SHUTDOWN;
            case 1290, 1792, 1836 -> READ_ONLY;
            case 3819, 4025 -> CONSTRAINT;
            case 1037, 1038, 1041, 1114, 1206 -> RESOURCES;
            default -> null;
        };
    }

    private static @Nullable String oracle(int code) {
        return switch (code) {
            case 60, 4020 -> DEADLOCK;
            case 8177 -> SERIALIZATION;
            case 54, 30006 -> LOCK_TIMEOUT;
            case 1013 -> CANCELED;
            case 1, 1400, 1407, 2290, 2291, 2292 -> CONSTRAINT;
            case 18, 20, 12516, 12518, 12519, 12520 -> TOO_MANY;
            case 28, 1012, 1033, 1034, 1089, 1090, 1092 -> SHUTDOWN;
            case 3113, 3114, 3135, 12170, 12514, 12541, 17002, 17008, 17410 -> CONNECTION;
            case 1456, 16000 -> READ_ONLY;
            case 1652, 1653, 1654, 4031 -> RESOURCES;
            default -> null;
        };
    }

    private static @Nullable String sqlServer(int code) {
        return switch (code) {
            case 1205 -> DEADLOCK;
            case 3960, 41302, 41305, 41325 -> SERIALIZATION;
            case 1222 -> LOCK_TIMEOUT;
            case 515, 547, 2601, 2627 -> CONSTRAINT;
            case 596, 6005 -> SHUTDOWN;
            case 3906 -> READ_ONLY;
            case 17809, 10928, 10929 -> TOO_MANY;
            case 701, 1105, 9002 -> RESOURCES;
            default -> null;
        };
    }

    private static @Nullable String db2(int code, @Nullable String message) {
        return switch (code) {
            case -911 -> db2Reason(message).equals("68") ? LOCK_TIMEOUT : DEADLOCK;
            case -913 -> db2Reason(message).equals("2") ? DEADLOCK : LOCK_TIMEOUT;
            case -952 -> CANCELED;
            case -1040 -> TOO_MANY;
            case -1224 -> SHUTDOWN;
            case -904, -964 -> RESOURCES;
            default -> null;
        };
    }

    /** Returns what tells more than the code, such as {@code reason code 68}; empty if there is nothing. */
    static String detail(SQLException failure) {
        int code = failure.getErrorCode();
        String reason = (code == -911 || code == -913) && CodeFamily.of(failure) == CodeFamily.DB2
                ? db2Reason(failure.getMessage())
                : "";
        return reason.isEmpty() ? "" : "reason code " + reason;
    }

    private static String db2Reason(@Nullable String message) {
        String text = message == null ? "" : message.substring(0, Math.min(message.length(), LONGEST_MESSAGE));
        Matcher reason = DB2_REASON.matcher(text);
        if (!reason.find()) {
            return "";
        }
        return reason.group(1) == null ? reason.group(2) : reason.group(1);
    }

    private static @Nullable String h2(int code) {
        return switch (code) {
            case 40001 -> DEADLOCK;
            case 90131 -> SERIALIZATION;
            case 50200 -> LOCK_TIMEOUT;
            case 90098, 90121 -> SHUTDOWN;
            default -> null;
        };
    }

    private static @Nullable String derby(@Nullable String state) {
        return switch (state == null ? "" : state) {
            case "40001" -> DEADLOCK;
            case "40XL1", "40XL2" -> LOCK_TIMEOUT;
            case "XCL52" -> CANCELED;
            case "25502", "25503" -> READ_ONLY;
            default -> null;
        };
    }

    /** SQLite has no SQLStates. */
    private static @Nullable String sqlite(int code) {
        return switch (code & 0xff) {
            case 5, 6 -> code == 517 ? SERIALIZATION : LOCK_TIMEOUT;
            case 9 -> CANCELED;
            case 19 -> CONSTRAINT;
            case 8 -> READ_ONLY;
            case 7, 13 -> RESOURCES;
            case 1 -> SYNTAX; // or whatever else SQLite has no code for
            default -> null;
        };
    }

    /** Without the product, 1205 is taken for a lock time-out: one that is tried again as a deadlock takes minutes. */
    private static @Nullable String unknown(int code, @Nullable String state) {
        boolean deadlock = "40001".equals(state);
        return switch (code) {
            case 1213 -> deadlock ? DEADLOCK : null;
            case 1205, 50200 -> LOCK_TIMEOUT;
            case 3024, 1317, 1969 -> CANCELED;
            case 40001 -> DEADLOCK;
            case 1040, 1203 -> state != null && (state.startsWith("08") || state.equals("42000")) ? TOO_MANY : null;
            default -> null;
        };
    }
}
