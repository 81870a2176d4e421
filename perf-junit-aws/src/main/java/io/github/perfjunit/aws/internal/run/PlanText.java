// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.run;

import io.github.perfjunit.aws.internal.classpath.PackedClassPath;
import io.github.perfjunit.aws.internal.config.AwsSettings;
import io.github.perfjunit.aws.internal.ecs.TaskOrder;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.metrics.FigureFormat;
import java.util.ArrayList;
import java.util.List;

/** What a run would do, in lines for people. */
final class PlanText {

    private PlanText() {}

    static List<String> of(
            String id, AwsSettings settings, LoadPlan plan, PackedClassPath classPath, RunBudget budget) {
        AwsSettings.Place place = settings.place();
        int tasks = settings.size().tasks();
        List<String> lines = new ArrayList<>();
        lines.add("plan only: nothing is uploaded, nothing is launched");
        lines.add(settings.size().words() + ", in " + settings.access().region());
        plan.scenarios().forEach(scenario -> lines.add(partition(scenario, tasks)));
        lines.add("class path: " + classPath.jars().size() + " jars for Java " + classPath.java() + " or later to s3://"
                + place.bucket() + "/" + place.prefix() + "cp/, those that are not there");
        if (!classPath.leftOut().isEmpty()) {
            lines.add("left out because they look like secrets: " + String.join(", ", classPath.leftOut())
                    + " (perf.aws.classpath.include names those to take)");
        }
        lines.add("messages: s3://" + place.bucket() + "/" + place.prefix() + "runs/" + id + "/");
        lines.addAll(budget.lines());
        lines.add("calls: sts:GetCallerIdentity, s3:ListBucket, s3:GetObject, s3:PutObject, ecs:RunTask with"
                + " ecs:TagResource and iam:PassRole, ecs:DescribeTasks, ecs:ListTasks, ecs:StopTask"
                + (place.logGroup().isEmpty() ? "" : ", logs:GetLogEvents if a task fails"));
        lines.add("RunTask, once a task, at most " + settings.launchRate() + "/s: "
                + new TaskOrder(id, place, settings.size(), List.of("<address of the run>", "<address of the jars>"))
                        .words());
        return lines;
    }

    private static String partition(ScenarioPlan scenario, int tasks) {
        double peak = scenario.model().peak();
        if (scenario.model() instanceof LoadModel.Closed) {
            long users = Math.round(peak);
            long least = users / tasks;
            long most = (users + tasks - 1) / tasks;
            return scenario.name() + ": " + FigureFormat.count(users) + " users, "
                    + (least == most ? FigureFormat.count(least) : least + " or " + most) + " a task";
        }
        return scenario.name() + ": " + FigureFormat.rate(peak) + "/s at most, " + FigureFormat.rate(peak / tasks)
                + "/s a task";
    }
}
