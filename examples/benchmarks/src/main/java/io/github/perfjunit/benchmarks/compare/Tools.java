// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds or fetches the tools that were asked for, and says which are missing and how to get them. */
final class Tools {

    private final Path home;
    private final Options options;
    private final List<Tool> found = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    Tools(Path home, Options options) {
        this.home = home;
        this.options = options;
    }

    void find() throws IOException {
        for (String name : options.tools()) {
            switch (name) {
                case "wrk" -> wrk();
                case "k6" -> k6();
                case "gatling" -> gatling();
                case "jmeter" -> jmeter();
                default -> options.jdks().forEach(this::engine);
            }
        }
    }

    List<Tool> found() {
        return found;
    }

    List<String> missing() {
        return missing;
    }

    private void wrk() {
        if (which("wrk").isEmpty()) {
            missing.add("wrk: install the package wrk of the distribution; it is what the others are compared with");
            return;
        }
        found.add(new Tool("wrk", Reported.Format.WRK, job -> {
            int threads = Math.min(job.threads(), job.users());
            String seconds = "-d" + job.seconds() + "s";
            return List.of(
                    "wrk", "-t" + threads, "-c" + job.users(), seconds, "--latency", "--timeout", "30s", job.url());
        }));
    }

    private void k6() {
        Optional<String> k6 = options.k6().or(() -> which("k6"));
        if (k6.isEmpty()) {
            missing.add("k6: install it from https://k6.io, or name its binary with --k6 PATH");
            return;
        }
        String script = home.resolve("peers/k6.js").toString();
        List<String> command =
                List.of(k6.get(), "run", "--no-usage-report", "--no-color", "--quiet", "--address", "", script);
        found.add(new Tool(
                "k6",
                Reported.Format.K6,
                job -> command,
                job -> Map.of("URL", job.url(), "VUS", "" + job.users(), "SECONDS", "" + job.seconds())));
    }

    private void gatling() throws IOException {
        Path folder = fetched("gatling", "GatlingPeer.java");
        if (folder == null) {
            return;
        }
        found.add(new Tool(
                "Gatling",
                Reported.Format.GATLING,
                job -> List.of(
                        Jdk.current().java(),
                        options.heap(),
                        "-Durl=" + job.url(),
                        "-Dusers=" + job.users(),
                        "-Dseconds=" + job.seconds(),
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-cp",
                        folder.resolve("classes") + ":" + folder.resolve("lib") + "/*",
                        "io.gatling.app.Gatling",
                        "-s",
                        "GatlingPeer",
                        "-rf",
                        folder.resolve("results").toString())));
    }

    private void jmeter() throws IOException {
        Path folder = fetched("jmeter", "JmeterPeer.java");
        if (folder == null) {
            return;
        }
        found.add(new Tool(
                "JMeter DSL",
                Reported.Format.RESULT,
                job -> List.of(
                        Jdk.current().java(),
                        options.heap(),
                        "-cp",
                        folder.resolve("classes") + ":" + folder.resolve("lib") + "/*",
                        "JmeterPeer",
                        job.url(),
                        "" + job.users(),
                        "" + job.seconds())));
    }

    private void engine(Jdk jdk) {
        String classPath = home.resolve("target/classes") + ":" + home.resolve("target/lib") + "/*";
        found.add(new Tool("perf-junit, JDK " + jdk.feature(), Reported.Format.RESULT, job -> {
            List<String> command = new ArrayList<>(List.of(
                    jdk.java(), options.heap(), "-Dperf.output=" + home.resolve("target/perf"), "-cp", classPath));
            command.addAll(options.engineOptions());
            command.addAll(List.of("io.github.perfjunit.benchmarks.EngineMain", job.url()));
            command.addAll(List.of("" + job.users(), "" + job.seconds(), "0"));
            return command;
        }));
    }

    private @Nullable Path fetched(String name, String source) throws IOException {
        Path folder = home.resolve("target/peers").resolve(name);
        String problem = MavenPeer.prepare(home.resolve("peers").resolve(name), source, folder);
        if (problem != null) {
            missing.add(name + ": " + problem);
            return null;
        }
        return folder;
    }

    static Optional<String> which(String command) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, command))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
