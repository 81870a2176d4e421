// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The source of records. */
interface FeedSource {

    /** The forms of a source in an annotation. */
    String ALLOWED =
            "a class path resource such as /products.csv or /users.jsonl, a file such as file:data/products.csv,"
                    + " or a method such as #products or com.example.Data#products";

    /** Returns the records; only complete if no mistake was added. */
    FeedRecords read(FeedSpec spec, FeedType target, FeedMistakes mistakes);

    static Optional<FeedSource> parse(FeedSpec spec, FeedMistakes mistakes) {
        String value = spec.value();
        if (value.isBlank()) {
            mistakes.add("is given to @Feed but it must be " + ALLOWED);
            return Optional.empty();
        }
        if (value.startsWith("file:")) {
            return file(value.substring("file:".length()), mistakes);
        }
        if (value.indexOf('#') >= 0) {
            return Optional.of(new MethodSource(value));
        }
        return resource(spec, mistakes);
    }

    private static Optional<FeedSource> file(String path, FeedMistakes mistakes) {
        return FeedFormat.of(path, mistakes).flatMap(format -> {
            try {
                return Optional.of(FileSource.of(Path.of(path), format));
            } catch (InvalidPathException e) {
                mistakes.add("is not a path on this system: " + MessageText.sentence(e.getReason()));
                return Optional.empty();
            }
        });
    }

    private static Optional<FeedSource> resource(FeedSpec spec, FeedMistakes mistakes) {
        String name = spec.value();
        return FeedFormat.of(name, mistakes).flatMap(format -> {
            URL url = spec.testClass().getResource(name);
            if (url == null) {
                String place = name.startsWith("/")
                        ? name.substring(1)
                        : spec.testClass().getPackageName().replace('.', '/') + "/" + name;
                mistakes.add("was not found: looked for " + MessageText.bounded(place) + " on the class path of "
                        + spec.testClass().getName() + ". Hint: put it into src/test/resources, or write file: before"
                        + " the path of a file.");
                return Optional.empty();
            }
            return Optional.of(FileSource.of(url, format));
        });
    }
}
