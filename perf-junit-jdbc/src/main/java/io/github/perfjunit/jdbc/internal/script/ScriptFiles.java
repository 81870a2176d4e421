// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads script files. */
public final class ScriptFiles {

    private static final int LARGEST = 1024 * 1024;

    private ScriptFiles() {}

    /** Returns the last part of a path, for messages. */
    public static String name(String path) {
        String last = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        return ScriptText.text(last);
    }

    /** Returns the text of a resource of the class path. */
    public static String resource(String resource, Class<?> beside) {
        try (InputStream input = beside.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalArgumentException("script '" + shown(resource) + "' is not on the class path of "
                        + beside.getName() + "; put it into src/test/resources"
                        + (resource.startsWith("/") ? "" : ", into the folder of its package, or begin with /"));
            }
            return text(input, resource);
        } catch (IOException e) {
            throw unreadable(resource, e);
        }
    }

    /** Returns the text of a file. */
    public static String file(Path file) {
        try (InputStream input = Files.newInputStream(file)) {
            return text(input, file.toString());
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "script '" + shown(file.toString()) + "' does not exist in "
                            + Path.of("").toAbsolutePath() + "; give the path of a file, or use ofResource",
                    e);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static String text(InputStream input, String path) throws IOException {
        byte[] bytes = input.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException(
                    "script '" + shown(path) + "' is larger than 1 MiB; a script is one" + " transaction");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("script '" + shown(path) + "' is not UTF-8; save it as UTF-8", e);
        }
    }

    private static IllegalArgumentException unreadable(String path, IOException e) {
        return new IllegalArgumentException(
                "script '" + shown(path) + "' cannot be read: " + e.getClass().getSimpleName()
                        + "; give the path of a readable file",
                e);
    }

    private static String shown(String path) {
        return ScriptText.text(path, 200);
    }
}
