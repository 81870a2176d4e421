// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import io.github.perfjunit.spi.SecretNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Header row of a CSV file.
 *
 * @param columns names of the columns
 * @param properties for each column the property that it fills; empty if it fills none
 */
record CsvHeader(List<String> columns, List<String> properties) {

    static CsvHeader of(List<String> row, FeedType target, FeedMistakes mistakes) {
        List<String> columns = row.stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (column.isEmpty()) {
                mistakes.add("has no name for column " + (i + 1) + " in its header row");
            } else if (!seen.add(column)) {
                mistakes.add("has two columns of the name " + MessageText.quoted(column));
            }
        }
        if (mistakes.none() && target.hasProperties()) {
            return matched(columns, target, mistakes);
        }
        if (target.isSingleValue() && columns.size() != 1) {
            mistakes.add("has the columns " + MessageText.names(columns) + " but a parameter of type " + target.name()
                    + " takes a file with one column");
        } else if (!target.hasProperties() && !target.isSingleValue() && !target.isMap() && !target.isTree()) {
            mistakes.add("cannot fill a parameter of type " + target.name() + " from CSV; it must be a record, a class"
                    + " with setters, Map<String, String>, JsonNode, or, for a file with one column, one value");
        }
        return new CsvHeader(columns, columns);
    }

    String columnOf(String property) {
        int i = properties.indexOf(property);
        return i < 0 ? property : columns.get(i);
    }

    private static CsvHeader matched(List<String> columns, FeedType target, FeedMistakes mistakes) {
        Properties properties = new Properties(target);
        List<String> matched = new ArrayList<>();
        for (String column : columns) {
            String property = properties.match(column);
            int other = property == null ? -1 : matched.indexOf(property);
            if (other >= 0) {
                mistakes.add("has two columns for " + property + " of " + target.name() + ": "
                        + MessageText.bounded(columns.get(other)) + " and " + MessageText.bounded(column));
            }
            matched.add(property == null ? "" : property);
        }
        List<String> missing = properties.all().stream()
                .filter(property -> !matched.contains(property))
                .toList();
        // A class may have default values; a record needs all of them.
        if (!missing.isEmpty()
                && (target.isRecord() || missing.size() == properties.all().size())) {
            // Without a header row these would be the values of the first record.
            boolean secret = missing.stream().anyMatch(SecretNames::isSecret);
            mistakes.add("has no column for " + MessageText.names(missing) + " of " + target.name() + "; its "
                    + (secret
                            ? "header row is " + MessageText.HIDDEN + ", for it may be a record"
                            : "columns are " + MessageText.names(columns)));
        }
        return new CsvHeader(columns, matched);
    }
}
