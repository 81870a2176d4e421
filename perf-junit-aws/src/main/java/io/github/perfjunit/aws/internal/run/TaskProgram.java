// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import io.github.perfjunit.PerfWorker;
import io.github.perfjunit.aws.internal.classpath.ClassPathDownload;
import io.github.perfjunit.aws.internal.s3.S3RunStores;
import io.github.perfjunit.spi.RunStore;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What happens in a container, from its start to its exit code. */
public final class TaskProgram {

    private static final int NOT_BEGUN = 5;

    /** A little less than the longest time that ECS gives a task between SIGTERM and SIGKILL. */
    private static final long LONGEST_END_SECONDS = 115;

    private TaskProgram() {}

    /**
     * Runs it.
     *
     * @param says gets what standard error is to say
     * @param arguments the run, the jars, and the number of the worker
     * @return the exit code
     */
    public static int run(Consumer<String> says, String... arguments) {
        if (arguments.length != 3) {
            says.accept("Usage: FargateTask <address of the run> <address of the jars> <number of the worker>");
            return NOT_BEGUN;
        }
        try {
            Path folder = Files.createTempDirectory("perf-junit");
            S3RunStores stores = new S3RunStores();
            RunStore run = stores.open(URI.create(arguments[0]));
            RunStore jars = stores.open(URI.create(arguments[1]));
            List<Path> classPath =
                    ClassPathDownload.run(run, jars, folder, Runtime.version().feature());
            return share(classPath, folder, arguments[0], arguments[2]);
        } catch (IOException | IllegalArgumentException e) {
            says.accept("the share could not be begun: " + e.getMessage());
            return NOT_BEGUN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_BEGUN;
        }
    }

    private static int share(List<Path> classPath, Path folder, String run, String worker)
            throws IOException, InterruptedException {
        Path options = Files.writeString(
                folder.resolve("options"),
                "-XX:MaxRAMPercentage=70\n-cp\n\""
                        + classPath.stream()
                                .map(path -> path.toString().replace("\\", "\\\\"))
                                .collect(Collectors.joining(File.pathSeparator))
                        + "\"\n");
        Process share = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + options,
                        PerfWorker.class.getName(),
                        run,
                        worker)
                .inheritIO()
                .start();
        Thread passOn = new Thread(() -> end(share), "perf-fargate-sigterm");
        Runtime.getRuntime().addShutdownHook(passOn);
        int code = share.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(passOn);
        } catch (IllegalStateException e) {
            return code; // the container is being ended
        }
        return code;
    }

    private static void end(Process share) {
        share.destroy();
        try {
            share.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
