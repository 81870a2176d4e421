// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds tables by the names that statements call them by, and tells what else of a name is there. It asks the driver, and
 * folds names as the database does. Not thread-safe.
 */
public final class Tables {

    private final Connection connection;
    private final DatabaseMetaData about;
    private final Product product;

    private Tables(Connection connection, Product product) throws SQLException {
        this.connection = connection;
        this.about = connection.getMetaData();
        this.product = product;
    }

    /** Returns those of a database. */
    public static Tables of(Connection connection, Product product) throws SQLException {
        return new Tables(connection, product);
    }

    /**
     * Finds a table, a view or what else has columns.
     *
     * @param written name as in a statement: {@code orders}, {@code shop.orders}, {@code "Order"}
     * @return empty if none of that name is where a statement would find it
     */
    public Optional<FoundTable> find(String written) throws SQLException {
        if (product == Product.POSTGRESQL || product == Product.POSTGRESQL_LIKE) {
            return alongThePath(written);
        }
        List<String> parts = SqlNames.parts(written);
        String name = stored(parts.get(parts.size() - 1));
        String owner = parts.size() > 1 ? stored(parts.get(parts.size() - 2)) : null;
        String catalog = product == Product.MYSQL && owner != null ? owner : connection.getCatalog();
        String schema = product == Product.MYSQL ? null : owner != null ? owner : connection.getSchema();
        Optional<FoundTable> exact = among(catalog, schema, pattern(name), name, false);
        return exact.isPresent() || !ignoresCase() ? exact : among(catalog, schema, "%", name, true);
    }

    private Optional<FoundTable> among(
            @Nullable String catalog, @Nullable String schema, String pattern, String name, boolean anyCase)
            throws SQLException {
        String schemas = schema == null ? null : pattern(schema);
        try (ResultSet rows = about.getTables(catalog, schemas, pattern, null)) {
            while (rows.next()) {
                FoundTable table = table(rows);
                boolean same = anyCase
                        ? table.name().equalsIgnoreCase(name)
                        : table.name().equals(name);
                if (same && (schema == null || schema.equals(table.schema())) && hasRows(rows)) {
                    return Optional.of(table);
                }
            }
        }
        return Optional.empty();
    }

    /** Returns all that are no system's. */
    public List<FoundTable> all() throws SQLException {
        List<FoundTable> tables = new ArrayList<>();
        try (ResultSet rows = about.getTables(connection.getCatalog(), null, "%", null)) {
            while (rows.next()) {
                if (hasRows(rows)) {
                    tables.add(table(rows));
                }
            }
        }
        return tables;
    }

    /** Tells whether there is a schema. */
    public boolean hasSchema(String written) throws SQLException {
        String name = stored(SqlNames.parts(written).get(0));
        try (ResultSet rows = product == Product.MYSQL ? about.getCatalogs() : about.getSchemas()) {
            while (rows.next()) {
                if (name.equals(rows.getString(1))) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells whether there is a function or procedure. */
    public boolean hasRoutine(String written) throws SQLException {
        List<String> parts = SqlNames.parts(written);
        String name = pattern(stored(parts.get(parts.size() - 1)));
        try (ResultSet functions = about.getFunctions(null, null, name);
                ResultSet procedures = about.getProcedures(null, null, name)) {
            return functions.next() || procedures.next();
        }
    }

    /**
     * Tells whether something of another kind may be there, such as a sequence or a type; it may wherever that cannot be
     * asked.
     */
    public boolean mayHave(String kind, String written) throws SQLException {
        String cast =
                switch (kind) {
                    case "index", "sequence" -> "to_regclass";
                    case "type", "domain" -> "to_regtype";
                    default -> "";
                };
        if (product != Product.POSTGRESQL || cast.isEmpty()) {
            return true;
        }
        try (PreparedStatement statement = connection.prepareStatement("select " + cast + "(?) is not null")) {
            statement.setString(1, written);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static boolean hasRows(ResultSet row) throws SQLException {
        String type = Objects.toString(row.getString("TABLE_TYPE"), "TABLE").toUpperCase(Locale.ROOT);
        return (type.contains("TABLE") || type.contains("VIEW")) && !type.contains("SYSTEM") && !type.contains("INDEX");
    }

    private FoundTable table(ResultSet row) throws SQLException {
        return table(row.getString("TABLE_CAT"), row.getString("TABLE_SCHEM"), row.getString("TABLE_NAME"));
    }

    private FoundTable table(@Nullable String catalog, @Nullable String schema, String name) throws SQLException {
        String owner = product == Product.MYSQL ? catalog : schema;
        return new FoundTable(
                catalog,
                schema,
                name,
                owner == null || owner.isEmpty() ? quoted(name) : quoted(owner) + "." + quoted(name));
    }

    private String quoted(String name) throws SQLException {
        String quote = about.getIdentifierQuoteString();
        return quote == null || quote.isBlank() ? name : quote + name.replace(quote, quote + quote) + quote;
    }

    /** Returns a name as the database keeps it. */
    private String stored(String part) throws SQLException {
        if (SqlNames.isQuoted(part)) {
            return SqlNames.unquoted(part);
        }
        if (about.storesUpperCaseIdentifiers()) {
            return part.toUpperCase(Locale.ROOT);
        }
        return about.storesLowerCaseIdentifiers() ? part.toLowerCase(Locale.ROOT) : part;
    }

    private boolean ignoresCase() throws SQLException {
        return product == Product.SQLITE
                || (about.storesMixedCaseIdentifiers() && !about.supportsMixedCaseIdentifiers());
    }

    private String pattern(String name) throws SQLException {
        String escape = about.getSearchStringEscape();
        if (escape == null || escape.isEmpty()) {
            return name;
        }
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    /** Finds a table of PostgreSQL, which looks for one in several schemas. */
    private Optional<FoundTable> alongThePath(String written) throws SQLException {
        String sql = "select current_database(), n.nspname, c.relname"
                + " from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where c.oid = to_regclass(?) and c.relkind in ('r', 'p', 'v', 'm', 'f')";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, written);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(table(row.getString(1), row.getString(2), row.getString(3)))
                        : Optional.empty();
            }
        }
    }
}
