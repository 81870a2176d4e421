// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder with a file for each message. A file appears whole, because it is written under another name first. */
public final class FolderStore implements RunStore {

    private static final String UNFINISHED = ".tmp";

    private final Path folder;

    /** Uses a folder that is there. */
    public FolderStore(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    @Override
    public void put(String key, byte[] content) throws IOException {
        Path whole = written(key, content);
        Files.move(whole, file(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        Path file = file(key);
        Files.createDirectories(file.getParent());
        try {
            if (Files.exists(file)) {
                return false;
            }
            Files.createFile(file.resolveSibling(file.getFileName() + ".claim" + UNFINISHED));
        } catch (FileAlreadyExistsException e) {
            return false;
        }
        put(key, content);
        return true;
    }

    private Path written(String key, byte[] content) throws IOException {
        Path file = file(key);
        Files.createDirectories(file.getParent());
        return Files.write(file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED), content);
    }

    @Override
    public byte @Nullable [] get(String key) throws IOException {
        try {
            return Files.readAllBytes(file(key));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        int slash = prefix.lastIndexOf('/');
        Path within = slash < 0 ? folder : file(prefix.substring(0, slash));
        if (!Files.isDirectory(within)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(within)) {
            return files.filter(file -> !file.toString().endsWith(UNFINISHED) && Files.isRegularFile(file))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(key -> key.startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Path file(String key) {
        Path file = folder.resolve(key).normalize();
        if (!file.startsWith(folder) || file.equals(folder)) {
            throw new IllegalArgumentException("key was '" + key + "' but must be a path within the store");
        }
        return file;
    }
}
