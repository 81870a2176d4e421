// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Records of a file or of a class path resource, in UTF-8. */
final class FileSource implements FeedSource {

    /** Maximum size in bytes. */
    static final long MOST_BYTES = 256L << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final Opener opener;
    private final FeedFormat format;
    private final long mostBytes;

    FileSource(Opener opener, FeedFormat format, long mostBytes) {
        this.opener = opener;
        this.format = format;
        this.mostBytes = mostBytes;
    }

    static FileSource of(Path path, FeedFormat format) {
        return new FileSource(() -> open(path), format, MOST_BYTES);
    }

    static FileSource of(URL url, FeedFormat format) {
        return new FileSource(() -> open(url), format, MOST_BYTES);
    }

    @Override
    public FeedRecords read(FeedSpec spec, FeedType target, FeedMistakes mistakes) {
        try (BufferedReader in = reader(new BoundedInput(opener.open(), mostBytes))) {
            List<Object> records = format.read(in, target, mistakes);
            if (records.isEmpty() && mistakes.none()) {
                mistakes.add("has no records");
            }
            return FeedRecords.of(records);
        } catch (BadSourceException e) {
            mistakes.add(e.sentence());
        } catch (CharacterCodingException e) {
            mistakes.add("is not in UTF-8");
        } catch (OutOfMemoryError e) { // the data that was read is garbage by then
            mistakes.add(
                    "does not fit into the heap of " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB. Hint: raise -Xmx of the test's JVM, or read it as a stream in a method, @Feed(\"#method\").");
        } catch (IOException e) {
            mistakes.add("could not be read: " + MessageText.thrown(e));
        }
        return FeedRecords.of(List.of());
    }

    private static InputStream open(Path path) throws IOException {
        if (!Files.exists(path)) {
            throw new BadSourceException("was not found: looked for "
                    + MessageText.sentence(path.toAbsolutePath().normalize().toString()));
        }
        if (!Files.isRegularFile(path)) {
            // Reading a device or a pipe could last forever.
            throw new BadSourceException("is not a regular file: "
                    + MessageText.sentence(path.toAbsolutePath().normalize().toString()));
        }
        return Files.newInputStream(path);
    }

    private static InputStream open(URL url) throws IOException {
        URLConnection connection = url.openConnection();
        // A cached jar would stay open, and stale if a build replaces it.
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    private static BufferedReader reader(InputStream in) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** Opens the bytes. */
    @FunctionalInterface
    interface Opener {
        InputStream open() throws IOException;
    }
}
