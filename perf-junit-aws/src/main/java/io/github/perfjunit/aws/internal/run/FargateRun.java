// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import io.github.perfjunit.aws.internal.classpath.ClassPathUpload;
import io.github.perfjunit.aws.internal.classpath.PackedClassPath;
import io.github.perfjunit.aws.internal.config.AwsSettings;
import io.github.perfjunit.aws.internal.ecs.FargateWorkers;
import io.github.perfjunit.aws.internal.ecs.TaskLogs;
import io.github.perfjunit.aws.internal.ecs.TaskOrder;
import io.github.perfjunit.aws.internal.s3.S3RunStore;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.spi.LoadJob;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/** One load on Fargate, whose settings and plan are without mistakes. Used by one thread. */
public final class FargateRun {

    private static final Duration LOOK_AT_TASKS = Duration.ofSeconds(3);

    private final String id;
    private final AwsSettings settings;
    private final PackedClassPath classPath;
    private final RunBudget budget;
    private @Nullable ResultSection cost;

    FargateRun(String id, AwsSettings settings, PackedClassPath classPath, RunBudget budget) {
        this.id = id;
        this.settings = settings;
        this.classPath = classPath;
        this.budget = budget;
    }

    /**
     * Runs the load, or reads the messages of a run that is over.
     *
     * @throws IllegalStateException if it could not be run
     */
    public LoadData execute(LoadJob job) {
        try (AwsClients clients = AwsClients.open(settings.access(), settings.place())) {
            if (!settings.merge().isEmpty()) {
                S3RunStore run = clients.runs().within(settings.merge());
                int tasks = RunRecord.read(run, settings.merge()).tasks();
                return job.runElsewhere(run, new FinishedWorkers(tasks), settings.remote());
            }
            return execute(job, clients);
        } catch (IOException e) {
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        }
    }

    private LoadData execute(LoadJob job, AwsClients clients) throws IOException {
        S3RunStore run = clients.runs().within(id);
        RunRecord.of(Objects.toString(job.uniqueId(), ""), settings.size().tasks(), job.settings())
                .write(run);
        ClassPathUpload.run(classPath, clients.jars(), run);
        try (CloudWatchLogsClient logs = settings.access().client(CloudWatchLogsClient.builder(), "logs")) {
            FargateWorkers workers = new FargateWorkers(
                    clients.ecs(),
                    order(clients),
                    new TaskLogs(logs, settings.place()),
                    settings.launchRate(),
                    settings.remote().readyTimeout(),
                    shorter(LOOK_AT_TASKS, settings.remote().look().multipliedBy(3)));
            try {
                return job.runElsewhere(run, workers, settings.remote());
            } finally {
                workers.close();
                cost = budget.report(workers.paid()).orElse(null);
            }
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private TaskOrder order(AwsClients clients) {
        return new TaskOrder(
                id,
                settings.place(),
                settings.size(),
                List.of(
                        clients.runs().within(id).address().toUri().toString(),
                        clients.jars().address().toUri().toString()));
    }

    /** Returns what the run cost, once it is over. */
    public Optional<ResultSection> cost() {
        return Optional.ofNullable(cost);
    }
}
