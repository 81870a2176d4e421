// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.classpath;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathTests {

    @TempDir
    private Path folder;

    private final MapStore jars = new MapStore();
    private final MapStore run = new MapStore();
    private Path classes;
    private Path jar;

    /** Messages in memory. */
    private static final class MapStore implements RunStore {

        private final Map<String, byte[]> messages = new TreeMap<>();

        @Override
        public synchronized void put(String key, byte[] content) {
            messages.put(key, content);
        }

        @Override
        public synchronized boolean putIfAbsent(String key, byte[] content) {
            return messages.putIfAbsent(key, content) == null;
        }

        @Override
        public synchronized byte[] get(String key) {
            return messages.get(key);
        }

        @Override
        public synchronized List<String> list(String prefix) {
            return messages.keySet().stream()
                    .filter(key -> key.startsWith(prefix))
                    .toList();
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        classes = Files.createDirectories(folder.resolve("classes"));
        Files.createDirectories(classes.resolve("a/b"));
        Files.write(classes.resolve("a/b/Old.class"), classFile(61));
        Files.write(classes.resolve("a/New.class"), classFile(65));
        Files.writeString(classes.resolve("products.csv"), "id\n1\n");
        jar = folder.resolve("library-1.0.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("a/Lib.class"));
            out.write(classFile(55));
        }
    }

    private static byte[] classFile(int major) {
        return new byte[] {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, (byte) major, 0, 0};
    }

    private PackedClassPath packed() throws IOException {
        return PackedClassPath.of(List.of(classes, jar), Set.of());
    }

    @Test
    void pack_directory_sameBytesWhateverTheTimesOfItsFiles() throws IOException {
        PackedClassPath before = packed();
        Files.setLastModifiedTime(classes.resolve("products.csv"), FileTime.from(Instant.EPOCH));

        assertThat(packed().jars().get(0).hash()).isEqualTo(before.jars().get(0).hash());
        Files.writeString(classes.resolve("products.csv"), "id\n2\n");
        assertThat(packed().jars().get(0).hash())
                .isNotEqualTo(before.jars().get(0).hash());
    }

    @Test
    void pack_classesOfSeveralLevels_newestOneCounts() throws IOException {
        assertThat(packed().java()).isEqualTo(21);
        assertThat(PackedClassPath.of(List.of(jar), Set.of()).java()).isEqualTo(11);
    }

    @Test
    void pack_filesThatLookLikeSecrets_stayHereUnlessNamed() throws IOException {
        Files.writeString(classes.resolve("server.pem"), "x");
        Files.writeString(classes.resolve(".env"), "x");
        Files.createDirectories(classes.resolve(".aws"));
        Files.writeString(classes.resolve(".aws/config"), "x");
        Files.writeString(classes.resolve("deploy.txt"), "-----BEGIN RSA PRIVATE KEY-----");
        Files.writeString(classes.resolve("trust.jks"), "x");

        assertThat(packed().leftOut()).containsExactly(".aws/config", ".env", "deploy.txt", "server.pem", "trust.jks");
        PackedClassPath wanted = PackedClassPath.of(List.of(classes), Set.of("trust.jks"));
        assertThat(wanted.leftOut()).doesNotContain("trust.jks").contains("server.pem");
    }

    @Test
    void upload_again_nothing() throws IOException {
        ClassPathUpload first = ClassPathUpload.run(packed(), jars, run);
        ClassPathUpload second = ClassPathUpload.run(packed(), jars, new MapStore());

        assertThat(first)
                .extracting(ClassPathUpload::uploaded, ClassPathUpload::skipped)
                .containsExactly(2, 0);
        assertThat(second).isEqualTo(new ClassPathUpload(0, 2, 0));
        assertThat(jars.messages.keySet()).allMatch(key -> key.matches("[0-9a-f]{64}\\.jar"));
    }

    @Test
    void download_whatWasUploaded_sameFilesInOrder() throws Exception {
        ClassPathUpload.run(packed(), jars, run);

        List<Path> files = ClassPathDownload.run(run, jars, Files.createTempDirectory(folder, "task"), 21);

        assertThat(files).hasSize(2);
        assertThat(files.get(1)).hasSameBinaryContentAs(jar);
    }

    @Test
    void download_otherContent_fails() throws IOException {
        ClassPathUpload.run(packed(), jars, run);
        String key = packed().jars().get(1).hash();
        jars.put(key + ".jar", "other".getBytes(UTF_8));

        assertThatIOException()
                .isThrownBy(() -> ClassPathDownload.run(run, jars, folder, 21))
                .withMessage("library-1.0.jar is not what was uploaded: its SHA-256 is "
                        + PackedClassPath.hash("other".getBytes(UTF_8)) + " instead of " + key);
    }

    @Test
    void download_jarOrListIsMissing_fails() throws IOException {
        assertThatIOException()
                .isThrownBy(() -> ClassPathDownload.run(run, jars, folder, 21))
                .withMessage("there is no list of the class path in the run's folder");
        ClassPathUpload.run(packed(), jars, run);
        jars.messages.clear();

        assertThatIOException()
                .isThrownBy(() -> ClassPathDownload.run(run, jars, folder, 21))
                .withMessage(
                        "classes.jar is not among the jars of the bucket. Hint: it may have expired while the task was"
                                + " started; run again");
        run.put("classpath", "java 17\nxyz".getBytes(UTF_8));
        assertThatIOException()
                .isThrownBy(() -> ClassPathDownload.run(run, jars, folder, 21))
                .withMessage("the list of the class path is damaged");
    }

    @Test
    void download_javaIsTooOld_saysWhatToDo() throws IOException {
        ClassPathUpload.run(packed(), jars, run);

        assertThatIOException()
                .isThrownBy(() -> ClassPathDownload.run(run, jars, folder, 17))
                .withMessage(
                        "the classes of the test need Java 21 but the image has Java 17. Hint: compile with --release"
                                + " 17, or make the image with a newer Java");
    }

    @Test
    void entries_jarOfSurefireWithNothingButAManifest_isFollowed() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classes.toUri() + " library-1.0.jar missing.jar");
        Path booter = folder.resolve("surefirebooter.jar");
        new JarOutputStream(Files.newOutputStream(booter), manifest).close();
        Properties properties = new Properties();
        properties.setProperty("java.class.path", booter.toString());

        assertThat(ClassPathEntries.of(properties)).containsExactly(classes, jar);
    }
}
