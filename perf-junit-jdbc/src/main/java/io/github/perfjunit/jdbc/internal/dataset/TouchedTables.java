// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.rows.FoundTable;
import io.github.perfjunit.jdbc.internal.rows.SqlNames;
import io.github.perfjunit.jdbc.internal.rows.Tables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables that a dataset makes, fills or changes, as far as its statements tell. Not thread-safe. */
final class TouchedTables {

    private static final Pattern TOUCHED = Pattern.compile(
            "(?:alter\\s+table\\s.*\\srename\\s+to\\s+"
                    + "|create\\s+(?:or\\s+replace\\s+)?(?:unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?"
                    + "|(?:insert|replace|merge)\\s+(?:ignore\\s+)?into\\s+"
                    + "|copy\\s+|update\\s+(?:only\\s+)?|delete\\s+from\\s+(?:only\\s+)?"
                    + "|truncate\\s+(?:table\\s+)?(?:only\\s+)?"
                    + "|alter\\s+table\\s+(?:if\\s+exists\\s+)?(?:only\\s+)?"
                    + "|create\\s+(?:[a-z]+\\s+)?index\\b.*?\\son\\s+(?:only\\s+)?)("
                    + SqlNames.NAME + ").*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final Set<String> names = new LinkedHashSet<>();

    /** Notes what a statement touches. */
    void of(String sql) {
        Matcher touched = TOUCHED.matcher(sql);
        if (touched.matches()) {
            add(touched.group(1));
        }
    }

    void add(String table) {
        names.add(table);
    }

    /** Returns those that are there in the end. */
    List<FoundTable> existing(Tables tables) throws SQLException {
        Set<FoundTable> existing = new LinkedHashSet<>();
        for (String name : names) {
            tables.find(name).ifPresent(existing::add);
        }
        return new ArrayList<>(existing);
    }
}
