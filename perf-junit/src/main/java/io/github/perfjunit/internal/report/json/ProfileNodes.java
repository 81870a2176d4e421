// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

import static io.github.perfjunit.internal.report.json.FigureNodes.clip;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.report.LoadProfile;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The planned load as data; without URLs, which may contain host names. */
final class ProfileNodes {

    private ProfileNodes() {}

    static ObjectNode of(LoadPlan plan) {
        Set<String> models = plan.scenarios().stream()
                .map(s -> s.model() instanceof LoadModel.Open ? "open" : "closed")
                .collect(Collectors.toSet());
        ObjectNode profile = FigureNodes.object()
                .put("name", clip(plan.name()))
                .put("model", models.size() == 1 ? models.iterator().next() : "mixed")
                .put(
                        "text",
                        clip(plan.scenarios().stream()
                                .map(ScenarioPlan::description)
                                .collect(Collectors.joining("; "))))
                .put("plannedMs", plan.duration().toMillis())
                .put("seed", plan.seed());
        profile.putObject("share")
                .put("index", plan.share().index())
                .put("count", plan.share().count());
        profile.put("hash", LoadProfile.hash(plan));
        ArrayNode scenarios = profile.putArray("scenarios");
        plan.scenarios().forEach(scenario -> scenarios.add(scenario(scenario)));
        return profile;
    }

    private static ObjectNode scenario(ScenarioPlan plan) {
        ObjectNode node = FigureNodes.object().put("name", clip(plan.name())).put("text", clip(plan.description()));
        if (plan.model() instanceof LoadModel.Open open) {
            node.put("model", "open")
                    .put("maxUsers", open.maxUsers())
                    .put("overflow", FigureNodes.label(open.overflow()))
                    .put("arrivals", FigureNodes.label(open.arrivals()));
        } else if (plan.model() instanceof LoadModel.Closed closed) {
            node.put("model", "closed");
            millis(node, "pacingMs", closed.pacing());
            node.put("iterations", closed.iterations());
            node.put("iterationsPerUser", closed.iterationsPerUser());
        }
        FigureNodes.tags(node, plan.tags());
        millis(node, "startAfterMs", plan.startAfter());
        millis(node, "thinkTimeMinMs", plan.thinkTime().min());
        millis(node, "thinkTimeMaxMs", plan.thinkTime().max());
        node.put("autoWarmUp", plan.autoWarmUp());
        millis(node, "gracefulStopMs", plan.gracefulStop());
        ArrayNode segments = node.putArray("segments");
        for (Segment segment : plan.model().segments()) {
            ObjectNode each = segments.addObject();
            millis(each, "durationMs", segment.duration());
            each.put("from", segment.from())
                    .put("to", segment.to())
                    .put("phase", segment.phase().label());
            if (!segment.label().isEmpty()) {
                each.put("label", clip(segment.label()));
            }
        }
        CourseLimits limits = plan.limits();
        if (limits != null) {
            millis(node, "longestMs", limits.longest());
            node.put("highest", limits.highest());
        }
        return node;
    }

    private static void millis(ObjectNode node, String name, @Nullable Duration time) {
        if (time == null) {
            node.putNull(name);
        } else if (time.toNanosPart() % 1_000_000 == 0) {
            node.put(name, time.toMillis());
        } else {
            node.put(name, time.toNanos() / 1e6);
        }
    }
}
