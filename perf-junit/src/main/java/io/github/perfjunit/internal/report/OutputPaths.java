// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.internal.report.text.TestName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Finds and empties the directory of a load. */
final class OutputPaths {

    private static final JsonMapper MAPPER = new JsonMapper();

    private OutputPaths() {}

    /** Returns an existing directory without files. */
    static Path prepare(Path output, TestName test, String runId) throws IOException {
        Path path = output.resolve(test.fileName(false));
        if (isTaken(path.resolve("results.json"), test, runId)) {
            path = output.resolve(test.fileName(true));
        }
        Files.createDirectories(path);
        try (DirectoryStream<Path> old = Files.newDirectoryStream(path)) {
            for (Path file : old) {
                if (!Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(file);
                }
            }
        }
        return path;
    }

    /** Tells whether a class of the same simple name and another package wrote here in this very run. */
    private static boolean isTaken(Path results, TestName test, String runId) throws IOException {
        if (!Files.isRegularFile(results)) {
            return false;
        }
        JsonNode old;
        try {
            old = MAPPER.readTree(results.toFile());
        } catch (JsonProcessingException e) {
            return false; // not written by this run, which writes whole files only
        }
        return runId.equals(old.path("run").path("id").asText())
                && !test.testClass().equals(old.path("test").path("class").asText());
    }
}
