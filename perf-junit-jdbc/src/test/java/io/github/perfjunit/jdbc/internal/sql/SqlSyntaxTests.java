// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlSyntaxTests {

    private static DatabaseMetaData product(@Nullable String name, @Nullable String quote) {
        return (DatabaseMetaData) Proxy.newProxyInstance(
                SqlSyntaxTests.class.getClassLoader(),
                new Class<?>[] {DatabaseMetaData.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getDatabaseProductName" -> name;
                    case "getIdentifierQuoteString" -> quote;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '^',
            delimiter = '|',
            value = {
                "PostgreSQL | \" | select $$a$$, E'\\'', 'b\\', q'[c]' | select ?, ?, ?, q?",
                "H2 | \" | select $$a$$, 'b\\' | select ?, ?",
                "MySQL | ` | select \"a\\\"\", 'b\\'', `c` # d | select ?, ?, `c`",
                "MariaDB | ` | select \"a\" | select ?",
                "MySQL | \" | select \"a\", 'b\\'' | select \"a\", ?",
                "Microsoft SQL Server | \" | select \"a\", [it's] | select \"a\", [it's]",
                "SQLite | \" | select \"a\", [it's] | select \"a\", [it's]",
                "Oracle | \" | select q'[it's]', nq'!it's!' from \"T\" | select ?, ? from \"T\"",
                "Apache Derby | \" | select \"a\", 'b' | select \"a\", ?",
                "HSQL Database Engine | \" | select \"a\", 'b\\' | select \"a\", ?",
                "Somebody's | ` | select \"a\", `b` | select ?, `b`",
                "Somebody's | \" | select \"a\", $$b$$, q'{it's}' | select \"a\", ?, ?",
                "^^ | ^^ | select \"a\", $$b$$ | select \"a\", ?",
            })
    void of_aProduct_isItsOwn(String name, String quote, String sql, String expected) throws SQLException {
        SqlSyntax syntax = SqlSyntax.of(product(name, quote), SqlSyntax.UNKNOWN);

        assertThat(ValueFreeText.of(sql, syntax)).isEqualTo(expected);
    }

    @Test
    void of_aDriverThatTellsNothing_isTheOther() throws SQLException {
        assertThat(SqlSyntax.of(null, SqlSyntax.PLAIN)).isSameAs(SqlSyntax.PLAIN);
        assertThat(SqlSyntax.of(product(null, null), SqlSyntax.PLAIN)).isSameAs(SqlSyntax.PLAIN);
    }
}
