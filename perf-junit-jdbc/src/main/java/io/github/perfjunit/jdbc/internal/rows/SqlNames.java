// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of tables and columns, as they stand in statements. */
public final class SqlNames {

    private static final String PART = "(?:\"(?:[^\"]|\"\")+\"|`[^`]+`|\\[[^\\]]+\\]|[\\p{L}_#][\\p{L}\\p{N}_$#]*)";

    /** A name with up to two owners, as part of a regular expression; it has no group. */
    public static final String NAME = PART + "(?:\\." + PART + "){0,2}";

    private static final Pattern ONE = Pattern.compile(NAME);
    private static final Pattern EACH = Pattern.compile(PART);

    private SqlNames() {}

    /** Tells whether a text is a name, and nothing else. */
    public static boolean isName(String text) {
        return ONE.matcher(text).matches();
    }

    /** Cuts a name into owners and name; at least one part. */
    static List<String> parts(String name) {
        List<String> parts = new ArrayList<>();
        Matcher part = EACH.matcher(name);
        while (part.find()) {
            parts.add(part.group());
        }
        return parts.isEmpty() ? List.of(name) : parts;
    }

    static boolean isQuoted(String part) {
        return part.startsWith("\"") || part.startsWith("`") || part.startsWith("[");
    }

    static String unquoted(String part) {
        String inner = part.substring(1, part.length() - 1);
        return part.startsWith("\"") ? inner.replace("\"\"", "\"") : inner;
    }
}
