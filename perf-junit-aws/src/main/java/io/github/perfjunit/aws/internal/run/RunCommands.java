// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import io.github.perfjunit.aws.internal.config.AwsAccess;
import io.github.perfjunit.aws.internal.config.AwsSettings;
import io.github.perfjunit.aws.internal.config.AwsSettingsReader;
import io.github.perfjunit.aws.internal.config.SettingsSource;
import io.github.perfjunit.aws.internal.ecs.RunTasks;
import io.github.perfjunit.aws.internal.template.InfrastructureTemplate;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Commands about runs, for the command line. */
public final class RunCommands {

    private static final int OK = 0;
    private static final int FAILED = 1;
    private static final int USAGE = 2;

    /** After so long without a message of anybody, nobody waits for a task any more. */
    private static final Duration ORPHANED = Duration.ofMinutes(10);

    private static final String HELP = """
            Usage: PerfAws <command> [<key>=<value> ...]
              plan <test>      prints what a run would do, and does nothing
              run <test>       runs a load test on Fargate; the test is a class, or class#method
              merge <run>      evaluates the messages of a run again, against the test on this class path
              stop <run>       stops all tasks of a run
              sweep            stops tasks of runs that nobody waits for; with report=true it only names them
              template         prints the template of CloudFormation that makes what runs need
            Keys are those of the test, such as perf.aws.bucket=my-bucket; system properties and the environment count
            as well.""";

    private final Consumer<String> out;

    /**
     * Creates the commands.
     *
     * @param out gets each line
     */
    public RunCommands(Consumer<String> out) {
        this.out = out;
    }

    /**
     * Runs a command.
     *
     * @param arguments command, its argument, keys and values
     * @return 0, 1 if it failed, or 2 if it cannot be understood
     */
    public int run(String... arguments) {
        List<String> words = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                settings.put(argument.substring(0, equals), argument.substring(equals + 1));
            } else {
                words.add(argument);
            }
        }
        String command = words.isEmpty() ? "" : words.get(0);
        int wanted =
                switch (command) {
                    case "plan", "run", "merge", "stop" -> 2;
                    case "sweep", "template" -> 1;
                    default -> -1;
                };
        if (words.size() != wanted) {
            out.accept(HELP);
            return USAGE;
        }
        try {
            return switch (command) {
                case "template" -> template();
                case "sweep" -> sweep(settings);
                case "stop" -> stop(words.get(1), settings);
                case "merge" -> merge(words.get(1), settings);
                default -> test(words.get(1), command.equals("plan") ? "plan" : "fargate", settings);
            };
        } catch (IOException e) {
            out.accept(String.valueOf(e.getMessage()));
            return FAILED;
        }
    }

    private int template() {
        out.accept(InfrastructureTemplate.text());
        return OK;
    }

    private int test(String test, String where, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put(AwsSettings.RUN_ON, where);
        return TestLaunch.run(test, all, out);
    }

    private int merge(String run, Map<String, String> settings) throws IOException {
        Optional<AwsClients> opened = open(settings);
        if (opened.isEmpty()) {
            return USAGE;
        }
        RunRecord record;
        try (AwsClients clients = opened.get()) {
            record = RunRecord.read(clients.runs().within(run), run);
        }
        Map<String, String> all = new LinkedHashMap<>(record.settings());
        all.putAll(settings);
        all.put(AwsSettings.RUN_ON, "fargate");
        all.put(AwsSettings.MERGE, run);
        return TestLaunch.run(record.test(), all, out);
    }

    private int stop(String run, Map<String, String> settings) throws IOException {
        Optional<AwsClients> opened = open(settings);
        if (opened.isEmpty()) {
            return USAGE;
        }
        try (AwsClients clients = opened.get()) {
            List<String> tasks = clients.tasks().list(run);
            return stop(clients.tasks(), run, tasks) ? OK : FAILED;
        }
    }

    private boolean stop(RunTasks tasks, String run, List<String> arns) {
        long stopped = arns.stream()
                .filter(arn -> tasks.stop(arn, "stopped by PerfAws"))
                .count();
        out.accept("run " + run + ": " + stopped + " of " + arns.size() + " tasks were told to stop");
        return stopped == arns.size();
    }

    private int sweep(Map<String, String> settings) throws IOException {
        boolean report = "true".equals(settings.get("report"));
        Optional<AwsClients> opened = open(settings);
        if (opened.isEmpty()) {
            return USAGE;
        }
        try (AwsClients clients = opened.get()) {
            boolean ok = true;
            Map<String, List<String>> byRun = clients.tasks().byRun();
            for (Map.Entry<String, List<String>> each : byRun.entrySet()) {
                Optional<Instant> latest = clients.runs().within(each.getKey()).latest("");
                int tasks = each.getValue().size();
                String words = "run " + each.getKey() + ": " + tasks + (tasks == 1 ? " task, " : " tasks, ");
                if (latest.isPresent() && latest.get().isAfter(Instant.now().minus(ORPHANED))) {
                    out.accept(words + "under way");
                } else if (report) {
                    out.accept(words + (tasks == 1 ? "nobody waits for it" : "nobody waits for them"));
                } else {
                    ok &= stop(clients.tasks(), each.getKey(), each.getValue());
                }
            }
            if (byRun.isEmpty()) {
                out.accept("no task of a run is there");
            }
            return ok ? OK : FAILED;
        }
    }

    private Optional<AwsClients> open(Map<String, String> settings) {
        List<String> problems = new ArrayList<>();
        AwsSettingsReader reader = new AwsSettingsReader(new SettingsSource() {
            @Override
            public Optional<String> find(String key) {
                return RunCommands.find(key, settings);
            }

            @Override
            public void problem(String sentence) {
                problems.add(sentence);
            }
        });
        AwsAccess access = reader.access();
        AwsSettings.Place place = reader.place();
        problems.removeIf(problem -> problem.startsWith(AwsSettings.PREFIX + "subnets is not set"));
        problems.forEach(out);
        return problems.isEmpty() ? Optional.of(AwsClients.open(access, place)) : Optional.empty();
    }

    private static Optional<String> find(String key, Map<String, String> settings) {
        String given = settings.get(key);
        if (given == null) {
            given = System.getProperty(key);
        }
        return Optional.ofNullable(given == null ? System.getenv(variable(key)) : given);
    }

    /** Returns such as {@code PERF_AWS_BUCKET} for {@code perf.aws.bucket}. */
    private static String variable(String key) {
        return key.replaceAll("([a-z])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]", "_")
                .toUpperCase(Locale.ROOT);
    }
}
