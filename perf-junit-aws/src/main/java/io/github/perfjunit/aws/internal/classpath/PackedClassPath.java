// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.classpath;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A class path as jars that are named by their content.
 *
 * @param jars in the order of the class path
 * @param java the oldest Java that can load its classes, such as 17
 * @param leftOut files that look like secrets and are not in the jars, relative to the class path
 */
public record PackedClassPath(List<Jar> jars, int java, Set<String> leftOut) {

    private static final int MAGIC = 0xCAFEBABE;
    private static final int JAVA_1_0 = 44;

    /** The same content gives the same bytes, in any time zone. */
    private static final LocalDateTime ANY_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    /**
     * A jar.
     *
     * @param hash SHA-256 of its bytes, in hexadecimal
     * @param name for people
     * @param file it; null if it was a directory
     * @param packed bytes of what was a directory; empty if there is a file
     */
    @SuppressWarnings("ArrayRecordComponent") // jars are compared by their hashes
    public record Jar(String hash, String name, @Nullable Path file, byte[] packed) {

        byte[] bytes() throws IOException {
            return file == null ? packed : Files.readAllBytes(file);
        }

        long size() throws IOException {
            return file == null ? packed.length : Files.size(file);
        }
    }

    /**
     * Packs.
     *
     * @param entries jars and directories
     * @param wanted names of files that are packed although they look like secrets
     */
    public static PackedClassPath of(List<Path> entries, Set<String> wanted) throws IOException {
        List<Jar> jars = new ArrayList<>();
        Set<String> leftOut = new TreeSet<>();
        int major = 0;
        for (Path entry : entries) {
            if (Files.isDirectory(entry)) {
                Packing packing = new Packing(entry, wanted, leftOut);
                byte[] packed = packing.pack();
                jars.add(new Jar(hash(packed), name(entry) + ".jar", null, packed));
                major = Math.max(major, packing.major);
            } else {
                jars.add(new Jar(hash(Files.readAllBytes(entry)), name(entry), entry, new byte[0]));
                major = Math.max(major, majorOf(entry));
            }
        }
        return new PackedClassPath(List.copyOf(jars), Math.max(0, major - JAVA_1_0), leftOut);
    }

    private static String name(Path entry) {
        return String.valueOf(entry.getFileName());
    }

    static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** The level of a jar is that of its first class; all come from one compiler. */
    private static int majorOf(Path jar) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(jar)))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.endsWith("module-info.class")) {
                    return major(zip);
                }
            }
            return 0;
        }
    }

    private static int major(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        if (data.readInt() != MAGIC) {
            return 0;
        }
        data.readUnsignedShort();
        return data.readUnsignedShort();
    }

    /** Makes a jar of a directory, which is the same again for the same files. */
    private static final class Packing {

        private final Path root;
        private final Set<String> wanted;
        private final Set<String> leftOut;
        private int major;

        Packing(Path root, Set<String> wanted, Set<String> leftOut) {
            this.root = root;
            this.wanted = wanted;
            this.leftOut = leftOut;
        }

        byte[] pack() throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (ZipOutputStream zip = new ZipOutputStream(out);
                    Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    add(file, zip);
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            return out.toByteArray();
        }

        private void add(Path file, ZipOutputStream zip) throws IOException {
            String name = root.relativize(file).toString().replace('\\', '/');
            if (SecretFiles.is(root, file) && !wanted.contains(String.valueOf(file.getFileName()))) {
                leftOut.add(name);
                return;
            }
            byte[] content = Files.readAllBytes(file);
            if (name.endsWith(".class") && !name.endsWith("module-info.class") && content.length > 8) {
                major = Math.max(major, major(new ByteArrayInputStream(content)));
            }
            ZipEntry entry = new ZipEntry(name);
            entry.setTimeLocal(ANY_TIME);
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        }
    }
}
