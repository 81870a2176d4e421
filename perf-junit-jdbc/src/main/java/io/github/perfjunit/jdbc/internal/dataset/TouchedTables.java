// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables that a dataset fills, as far as its statements tell. Not thread-safe. */
final class TouchedTables {

    private static final String NAME = "((?:\"[^\"]+\"|`[^`]+`|[\\p{L}_][\\p{L}\\p{N}_$]*)"
            + "(?:\\.(?:\"[^\"]+\"|`[^`]+`|[\\p{L}_][\\p{L}\\p{N}_$]*)){0,2})";

    private static final Pattern FILLED = Pattern.compile(
            "(?:create\\s+(?:unlogged\\s+)?table\\s+(?:if\\s+not\\s+exists\\s+)?|insert\\s+into\\s+|copy\\s+)" + NAME
                    + ".*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern DROPPED = Pattern.compile(
            "drop\\s+table\\s+(?:if\\s+exists\\s+)?" + NAME + ".*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern ONE = Pattern.compile(NAME);

    private static final int MOST = 100;

    private final Set<String> names = new LinkedHashSet<>();

    /** Tells whether a text is the name of a table or column, and nothing else. */
    static boolean isName(String text) {
        return ONE.matcher(text).matches();
    }

    /** Notes what a statement fills. */
    void of(String sql) {
        Matcher dropped = DROPPED.matcher(sql);
        if (dropped.matches()) {
            names.remove(key(dropped.group(1)));
            return;
        }
        Matcher filled = FILLED.matcher(sql);
        if (filled.matches()) {
            add(filled.group(1));
        }
    }

    void add(String table) {
        if (names.size() < MOST) {
            names.add(key(table));
        }
    }

    private static String key(String name) {
        return name.contains("\"") || name.contains("`") ? name : name.toLowerCase(Locale.ROOT);
    }

    List<String> names() {
        return List.copyOf(names);
    }
}
