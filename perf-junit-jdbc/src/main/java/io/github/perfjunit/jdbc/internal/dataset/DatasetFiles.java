// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import io.github.perfjunit.jdbc.internal.database.BadDatabaseException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens scripts and the files they copy.
 *
 * @param testClass beside which they are looked for
 */
record DatasetFiles(Class<?> testClass) {

    private static final String FILE = "file:";

    /** Most bytes of a script, which is read as a whole; files that it copies may be of any size. */
    private static final int MOST_BYTES = 64 << 20;

    /** Reads a script. */
    String text(String name) throws BadDatabaseException {
        byte[] bytes;
        try (InputStream in = open(name)) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new BadDatabaseException(name + " could not be read: " + e);
        }
        if (bytes.length > MOST_BYTES) {
            throw new BadDatabaseException(
                    name + " is larger than " + (MOST_BYTES >> 20) + " MiB", "copy rows from a file of their own");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new BadDatabaseException(name + " is not in UTF-8");
        }
    }

    /** Opens a file. */
    InputStream open(String name) throws BadDatabaseException, IOException {
        if (name.startsWith(FILE)) {
            Path path = Path.of(name.substring(FILE.length())).toAbsolutePath().normalize();
            if (!Files.isRegularFile(path)) {
                throw new BadDatabaseException(name + " was not found: there is no file " + path);
            }
            return Files.newInputStream(path);
        }
        URL url = testClass.getResource(name);
        if (url == null) {
            url = testClass.getResource(name.startsWith("/") ? name : "/" + name);
        }
        if (url == null) {
            throw new BadDatabaseException(
                    name + " was not found on the class path, neither beside " + testClass.getName()
                            + " nor at its top",
                    "write file: and a path for a file elsewhere");
        }
        URLConnection connection = url.openConnection();
        // A cached jar would stay open, and stale if a build replaces it.
        connection.setUseCaches(false);
        return connection.getInputStream();
    }
}
