// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.WorkerShare;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What came out of a file with the given content. */
record ReadFeed(List<Object> records, List<String> problems) {

    static ReadFeed csv(Type type, String... lines) {
        return read(type, FeedFormat.CSV, "/products.csv", bytes(lines), FileSource.MOST_BYTES);
    }

    static ReadFeed jsonLines(Type type, String... lines) {
        return read(type, FeedFormat.JSON_LINES, "/users.jsonl", bytes(lines), FileSource.MOST_BYTES);
    }

    static ReadFeed read(Type type, FeedFormat format, String name, byte[] content, long most) {
        List<String> problems = new ArrayList<>();
        FeedSpec spec = new FeedSpec(name, FeedStrategy.CIRCULAR, type, ReadFeed.class, null, 1, WorkerShare.WHOLE);
        FeedMistakes mistakes = new FeedMistakes(name, problems);
        FeedRecords records = new FileSource(() -> new ByteArrayInputStream(content), format, most)
                .read(spec, FeedType.of(type), mistakes);
        mistakes.close();
        return new ReadFeed(records.list(), problems);
    }

    private static byte[] bytes(String... lines) {
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }
}
