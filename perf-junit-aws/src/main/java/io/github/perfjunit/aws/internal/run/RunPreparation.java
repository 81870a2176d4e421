// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import io.github.perfjunit.aws.RunOnFargate;
import io.github.perfjunit.aws.internal.classpath.ClassPathEntries;
import io.github.perfjunit.aws.internal.classpath.PackedClassPath;
import io.github.perfjunit.aws.internal.config.AwsSettings;
import io.github.perfjunit.aws.internal.config.AwsSettingsReader;
import io.github.perfjunit.aws.internal.config.RunOn;
import io.github.perfjunit.aws.internal.config.SettingsSource;
import io.github.perfjunit.aws.internal.config.TaskSize;
import io.github.perfjunit.aws.internal.cost.Prices;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.RemoteSettings;
import java.io.IOException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/** From the annotation and keys of a test to a run without mistakes, or to one list of all mistakes. */
public final class RunPreparation {

    /** Messages wait in a bucket, which costs by the request. */
    private static final RemoteSettings REMOTE = RemoteSettings.FAR;

    private final LoadCandidate load;
    private int problems;
    private String planned = "";

    /** Prepares the run of a load. */
    public RunPreparation(LoadCandidate load) {
        this.load = load;
    }

    /** Returns all keys that are read here. */
    public static Set<String> keys() {
        Set<String> keys = new TreeSet<>(AwsSettingsReader.keys());
        keys.addAll(Prices.keys());
        return keys;
    }

    /** Returns where the load is to run; a mistake counts as Fargate. */
    public RunOn runOn() {
        Optional<String> text = load.setting(AwsSettings.RUN_ON);
        Optional<RunOn> known = text.flatMap(RunOn::of);
        if (text.isPresent() && known.isEmpty()) {
            problem(AwsSettings.RUN_ON + " was '" + text.get() + "' but must be one of " + RunOn.words());
        }
        if (known.equals(Optional.of(RunOn.LOCAL))) {
            problem(AwsSettings.RUN_ON + " was 'local' but perf.executor was 'fargate': leave out one of them");
        }
        return known.orElse(RunOn.FARGATE);
    }

    /**
     * Prepares.
     *
     * @return the run; null after mistakes, which the load was given, and if the load is only planned
     */
    public @Nullable FargateRun run() {
        RunOn where = runOn();
        RunOnFargate sized = annotation();
        AwsSettings settings = new AwsSettingsReader(new SettingsSource() {
                    @Override
                    public Optional<String> find(String key) {
                        return load.setting(key);
                    }

                    @Override
                    public void problem(String sentence) {
                        RunPreparation.this.problem(sentence);
                    }
                })
                .read(
                        size(sized),
                        sized == null ? 0 : sized.maxCostUsd(),
                        RemoteSettings.read(load, AwsSettings.PREFIX, REMOTE));
        Preflight preflight = new Preflight(settings, this::problem);
        Prices prices = Prices.of(settings.access().region(), settings.size().arm(), load::setting, this::problem);
        Optional<PackedClassPath> classPath = classPath(settings);
        classPath.ifPresent(preflight::classPath);
        Optional<RunBudget> budget = load.plan().map(plan -> {
            preflight.plan(plan);
            RunBudget made = RunBudget.of(settings, prices, plan);
            made.check(settings.maxCostUsd(), this::problem);
            return made;
        });
        if (where == RunOn.FARGATE && !settings.place().bucket().isEmpty()) {
            try (AwsClients clients = AwsClients.open(settings.access(), settings.place())) {
                preflight.account(clients);
            }
        }
        if (problems > 0 || budget.isEmpty() || classPath.isEmpty()) {
            return null;
        }
        String id = id();
        if (where == RunOn.PLAN) {
            List<String> lines = PlanText.of(id, settings, load.plan().orElseThrow(), classPath.get(), budget.get());
            lines.forEach(load::announce);
            planned = String.join("\n", lines);
            return null;
        }
        classPath
                .get()
                .leftOut()
                .forEach(file -> load.note(
                        file + " looks like a secret and was not given to the tasks (perf.aws.classpath.include)"));
        if (settings.merge().isEmpty()) {
            load.announce("run " + id + " on " + settings.size().words());
        }
        return new FargateRun(id, settings, classPath.get(), budget.get());
    }

    /** Returns what would be done, if the load is only planned and has no mistakes; otherwise empty. */
    public String planned() {
        return planned;
    }

    private Optional<PackedClassPath> classPath(AwsSettings settings) {
        try {
            return Optional.of(PackedClassPath.of(ClassPathEntries.of(System.getProperties()), settings.include()));
        } catch (IOException e) {
            problem("the class path cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private @Nullable RunOnFargate annotation() {
        return AnnotationSupport.findAnnotation(load.context().getElement(), RunOnFargate.class)
                .or(() -> AnnotationSupport.findAnnotation(load.context().getTestClass(), RunOnFargate.class))
                .orElse(null);
    }

    private static TaskSize size(@Nullable RunOnFargate sized) {
        return sized == null
                ? new TaskSize(1, 1024, 2048, false, false)
                : new TaskSize(
                        sized.tasks(),
                        sized.cpu(),
                        sized.memory(),
                        sized.architecture() == RunOnFargate.Architecture.ARM64,
                        sized.spot());
    }

    private void problem(String sentence) {
        problems++;
        load.problem(sentence);
    }

    /** Returns a name that sorts by time; ECS takes at most 64 characters with worker and attempt. */
    private static String id() {
        return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).format(ZonedDateTime.now(ZoneOffset.UTC))
                + "-" + Integer.toHexString(ThreadLocalRandom.current().nextInt(0x100000, 0x1000000));
    }
}
