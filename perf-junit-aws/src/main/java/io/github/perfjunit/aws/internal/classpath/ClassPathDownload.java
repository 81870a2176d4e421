// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.classpath;

import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Brings a class path from the bucket into a container. */
public final class ClassPathDownload {

    private static final int AT_ONCE = 8;

    private ClassPathDownload() {}

    /**
     * Downloads and checks.
     *
     * @param run the folder of the run
     * @param jars the folder of jars
     * @param folder for the files
     * @param java version of this Java, such as 21
     * @return the files in the order of the class path
     * @throws IOException if a jar is missing or is not what was uploaded, or this Java is too old for it
     */
    public static List<Path> run(RunStore run, RunStore jars, Path folder, int java)
            throws IOException, InterruptedException {
        byte[] bytes = run.get(ClassPathList.KEY);
        if (bytes == null) {
            throw new IOException("there is no list of the class path in the run's folder");
        }
        ClassPathList list = ClassPathList.read(bytes);
        if (list.java() > java) {
            throw new IOException("the classes of the test need Java " + list.java() + " but the image has Java " + java
                    + ". Hint: compile with --release " + java + ", or make the image with a newer Java");
        }
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Path>> files = new ArrayList<>();
            list.jars().forEach(entry -> files.add(threads.submit(() -> download(entry, jars, folder))));
            List<Path> paths = new ArrayList<>();
            for (Future<Path> file : files) {
                paths.add(file.get());
            }
            return paths;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException("the class path cannot be downloaded: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Path download(ClassPathList.Entry entry, RunStore jars, Path folder) throws IOException {
        byte[] jar = jars.get(ClassPathList.key(entry.hash()));
        if (jar == null) {
            throw new IOException(entry.name() + " is not among the jars of the bucket. Hint: it may have expired"
                    + " while the task was started; run again");
        }
        if (!PackedClassPath.hash(jar).equals(entry.hash())) {
            throw new IOException(entry.name() + " is not what was uploaded: its SHA-256 is "
                    + PackedClassPath.hash(jar) + " instead of " + entry.hash());
        }
        return Files.write(folder.resolve(ClassPathList.key(entry.hash())), jar);
    }
}
