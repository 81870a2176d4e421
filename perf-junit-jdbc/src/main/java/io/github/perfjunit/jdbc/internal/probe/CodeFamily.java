// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

import java.sql.SQLException;
import java.util.Locale;
import java.util.regex.Pattern;

/** A database product whose codes of failures are known. */
enum CodeFamily {
    /** And those that speak its protocol and take over its SQLStates. */
    POSTGRESQL(
            "postgres|cockroach|yugabyte|redshift|greenplum|enterprisedb|gauss",
            "org\\.postgresql|com\\.yugabyte|com\\.amazon\\.redshift|com\\.impossibl\\.postgres|com\\.edb|org\\.opengauss"),
    /** And MariaDB, which has its codes. */
    MYSQL("mysql|mariadb|tidb|singlestore", "com\\.mysql|org\\.mariadb|com\\.singlestore"),
    ORACLE("oracle", "oracle\\.(jdbc|net)"),
    SQL_SERVER("microsoft sql server", "com\\.microsoft\\.sqlserver|net\\.sourceforge\\.jtds"),
    DB2("db2", "com\\.ibm\\.db2"),
    H2("^h2$", "org\\.h2"),
    HSQLDB("hsql", "org\\.hsqldb"),
    DERBY("derby", "org\\.apache\\.derby"),
    SQLITE("sqlite", "org\\.sqlite"),
    UNKNOWN("(?!)", "(?!)");

    private static final int DEEPEST_CAUSE = 5;

    /** A driver throws from near its surface; what called it comes below. */
    private static final int FRAMES = 20;

    private final Pattern name;
    private final Pattern driver;

    CodeFamily(String name, String driver) {
        this.name = Pattern.compile(name);
        this.driver = Pattern.compile("(" + driver + ")\\..*");
    }

    /**
     * Returns the product of a name.
     *
     * @param name as {@link java.sql.DatabaseMetaData#getDatabaseProductName} tells it
     */
    static CodeFamily named(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        for (CodeFamily product : values()) {
            if (product.name.matcher(lower).find()) {
                return product;
            }
        }
        return UNKNOWN;
    }

    /** Returns the product whose driver made a failure, which the names of its classes tell. */
    static CodeFamily of(SQLException failure) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < DEEPEST_CAUSE; depth++) {
            CodeFamily product = madeBy(at.getClass().getName());
            if (product != UNKNOWN) {
                return product;
            }
            at = at.getCause();
        }
        StackTraceElement[] stack = failure.getStackTrace();
        for (int i = 0; i < Math.min(stack.length, FRAMES); i++) {
            CodeFamily product = madeBy(stack[i].getClassName());
            if (product != UNKNOWN) {
                return product;
            }
        }
        return UNKNOWN;
    }

    private static CodeFamily madeBy(String className) {
        for (CodeFamily product : values()) {
            if (product.driver.matcher(className).matches()) {
                return product;
            }
        }
        return UNKNOWN;
    }
}
