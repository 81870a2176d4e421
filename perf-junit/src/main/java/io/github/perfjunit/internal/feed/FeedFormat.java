// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The format of records in a file. */
enum FeedFormat {
    CSV {
        @Override
        List<Object> read(BufferedReader in, FeedType target, FeedMistakes mistakes) throws IOException {
            return new CsvRecords(target, mistakes).read(in);
        }
    },
    JSON_LINES {
        @Override
        List<Object> read(BufferedReader in, FeedType target, FeedMistakes mistakes) throws IOException {
            return new JsonLines(target, mistakes).read(in);
        }
    };

    abstract List<Object> read(BufferedReader in, FeedType target, FeedMistakes mistakes) throws IOException;

    static Optional<FeedFormat> of(String name, FeedMistakes mistakes) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
            return Optional.of(JSON_LINES);
        }
        mistakes.add("is of an unknown kind: it must end in .csv, .jsonl or .ndjson, or be " + FeedSource.ALLOWED);
        return Optional.empty();
    }
}
