// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.WorkerShare;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedSourceTests {

    private static final String ALLOWED = "a class path resource such as /products.csv or /users.jsonl, a file such as"
            + " file:data/products.csv, or a method such as #products or com.example.Data#products";

    private final List<String> problems = new ArrayList<>();

    @Test
    void absolute_resource_is_found() throws InterruptedException {
        assertThat(first("/io/github/perfjunit/internal/feed/ids.csv")).isEqualTo("7");
    }

    @Test
    void relative_resource_is_found_beside_the_class() throws InterruptedException {
        assertThat(first("ids.csv")).isEqualTo("7");
    }

    @Test
    void json_lines_resource_is_found() throws InterruptedException {
        assertThat(first("ids.jsonl")).isEqualTo("8");
    }

    @Test
    void file_is_found(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("x.NDJSON"), "\"9\"");
        assertThat(first("file:" + file)).isEqualTo("9");
    }

    @Test
    void missing_absolute_resource_is_told_with_its_place() {
        assertThat(load("/missing.csv")).isEmpty();
        assertThat(problems)
                .containsExactly("/missing.csv was not found: looked for missing.csv on the class path of"
                        + " io.github.perfjunit.internal.feed.FeedSourceTests. Hint: put it into src/test/resources, or"
                        + " write file: before the path of a file.");
    }

    @Test
    void missing_relative_resource_is_told_with_its_place() {
        assertThat(load("missing.csv")).isEmpty();
        assertThat(problems)
                .containsExactly(
                        "missing.csv was not found: looked for io/github/perfjunit/internal/feed/missing.csv on"
                                + " the class path of io.github.perfjunit.internal.feed.FeedSourceTests. Hint: put it into"
                                + " src/test/resources, or write file: before the path of a file.");
    }

    @Test
    void missing_file_is_told_with_its_absolute_path() {
        assertThat(load("file:missing/x.csv")).isEmpty();
        assertThat(problems)
                .containsExactly("file:missing/x.csv was not found: looked for "
                        + Path.of("missing/x.csv").toAbsolutePath());
    }

    @Test
    void directory_is_a_mistake(@TempDir Path directory) throws IOException {
        Path inner = Files.createDirectory(directory.resolve("a.csv"));
        assertThat(load("file:" + inner)).isEmpty();
        assertThat(problems).containsExactly("file:" + inner + " is not a regular file: " + inner);
    }

    @Test
    void impossible_path_is_a_mistake() {
        assertThat(load("file:\0.csv")).isEmpty();
        assertThat(problems)
                .containsExactly("file:\\u0000.csv is not a path on this system: Nul character not allowed");
    }

    @Test
    void unknown_kind_is_a_mistake() {
        assertThat(load("/products.xlsx")).isEmpty();
        assertThat(problems)
                .containsExactly("/products.xlsx is of an unknown kind: it must end in .csv, .jsonl or .ndjson, or be "
                        + ALLOWED);
    }

    @Test
    void blank_value_is_a_mistake() {
        assertThat(load(" ")).isEmpty();
        assertThat(problems).containsExactly("  is given to @Feed but it must be " + ALLOWED);
    }

    @Test
    void unreadable_file_is_a_mistake() {
        FeedMistakes mistakes = new FeedMistakes("/x.csv", problems);
        FeedSource source = new FileSource(
                () -> {
                    throw new IOException("disk on fire");
                },
                FeedFormat.CSV,
                1);
        assertThat(source.read(spec("/x.csv"), FeedType.of(String.class), mistakes)
                        .list())
                .isEmpty();
        assertThat(problems).containsExactly("/x.csv could not be read: java.io.IOException: disk on fire");
    }

    private Object first(String value) throws InterruptedException {
        Optional<Feeder> feed = load(value);
        assertThat(problems).isEmpty();
        return feed.orElseThrow().next(0, new Random(1));
    }

    private Optional<Feeder> load(String value) {
        return Feeder.load(spec(value), problems);
    }

    private static FeedSpec spec(String value) {
        return new FeedSpec(
                value, FeedStrategy.CIRCULAR, String.class, FeedSourceTests.class, null, 1, WorkerShare.WHOLE);
    }
}
