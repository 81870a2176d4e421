// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import io.github.perfjunit.aws.internal.classpath.PackedClassPath;
import io.github.perfjunit.aws.internal.config.AwsAccess;
import io.github.perfjunit.aws.internal.config.AwsSettings;
import io.github.perfjunit.aws.internal.s3.S3RunStore;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** What can be known to go wrong before anything is uploaded or launched. Each mistake goes to the consumer. */
final class Preflight {

    private final AwsSettings settings;
    private final Consumer<String> problems;

    Preflight(AwsSettings settings, Consumer<String> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /** Looks at the plan; asks nobody. */
    void plan(LoadPlan plan) {
        plan.problemsOfShares(settings.size().tasks())
                .forEach(problem -> problems.accept(problem + ", which perf.aws.tasks sets"));
        if (!settings.targetInTask()) {
            plan.scenarios().stream()
                    .map(ScenarioPlan::baseUrl)
                    .filter(Preflight::isLoopback)
                    .distinct()
                    .forEach(url -> problems.accept("the target was " + url
                            + ", which for a task is the task itself; it must be an address that tasks can reach. Hint:"
                            + " if the target is a container of the same task, set perf.aws.targetInTask=true"));
        }
    }

    /** Looks at the class path. */
    void classPath(PackedClassPath classPath) {
        if (classPath.java() > settings.imageJava()) {
            problems.accept(
                    "the classes of the test need Java " + classPath.java() + " but perf.aws.imageJava says that"
                            + " the image has Java " + settings.imageJava() + ". Hint: compile with --release "
                            + settings.imageJava() + ", or make the image with a newer Java and set the key");
        }
    }

    static boolean isLoopback(String url) {
        String host;
        try {
            host = URI.create(url).getHost();
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.startsWith("127.")
                || name.equals("0.0.0.0")
                || name.equals("[::1]");
    }

    /** Asks who we are, and whether the bucket may be used; both without leaving anything. */
    void account(AwsClients clients) {
        if (credentials(clients.access())) {
            for (S3RunStore folder : List.of(clients.runs(), clients.jars())) {
                try {
                    folder.list("preflight/");
                } catch (IOException e) {
                    problems.accept(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private boolean credentials(AwsAccess access) {
        try (StsClient sts = access.client(StsClient.builder(), "sts")) {
            sts.getCallerIdentity();
            return true;
        } catch (StsException e) {
            problems.accept("the credentials were refused: "
                    + (e.awsErrorDetails() == null
                            ? e.getMessage()
                            : e.awsErrorDetails().errorCode() + ", "
                                    + e.awsErrorDetails().errorMessage())
                    + ". Hint: sign in again, or check perf.aws.profile");
        } catch (SdkException e) {
            problems.accept("there are no credentials, or AWS cannot be reached: " + firstLine(e)
                    + ". Hint: sign in, or set perf.aws.profile or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
        }
        return false;
    }

    private static String firstLine(Throwable e) {
        String message = String.valueOf(e.getMessage());
        int end = message.indexOf(" : [");
        return end < 0 ? message : message.substring(0, end);
    }
}
