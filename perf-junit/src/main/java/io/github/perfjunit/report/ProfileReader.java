// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.CourseLimits;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the profile of {@code results.json}. */
final class ProfileReader {

    private ProfileReader() {}

    static LoadPlan plan(JsonPlace profile) {
        JsonPlace share = profile.at("share");
        return new LoadPlan(
                profile.at("name").text(),
                profile.at("scenarios").each().stream()
                        .map(ProfileReader::scenario)
                        .toList(),
                profile.at("seed").whole(),
                new WorkerShare(share.at("index").wholeInt(), share.at("count").wholeInt()));
    }

    private static ScenarioPlan scenario(JsonPlace scenario) {
        return new ScenarioPlan(
                scenario.at("name").text(),
                model(scenario),
                scenario.at("text").text(),
                millis(scenario.at("startAfterMs")),
                new ThinkTime(millis(scenario.at("thinkTimeMinMs")), millis(scenario.at("thinkTimeMaxMs"))),
                scenario.at("autoWarmUp").flag(),
                millis(scenario.at("gracefulStopMs")),
                "",
                List.of(),
                limits(scenario),
                tags(scenario.at("tags")));
    }

    private static Map<String, String> tags(JsonPlace tags) {
        Map<String, String> read = new TreeMap<>();
        if (!tags.isNothing()) {
            tags.fields().keySet().forEach(name -> read.put(name, tags.at(name).text()));
        }
        return read;
    }

    private static @Nullable CourseLimits limits(JsonPlace scenario) {
        JsonPlace longest = scenario.at("longestMs");
        return longest.isNothing()
                ? null
                : new CourseLimits(millis(longest), scenario.at("highest").number());
    }

    private static LoadModel model(JsonPlace scenario) {
        List<Segment> segments = scenario.at("segments").each().stream()
                .map(ProfileReader::segment)
                .toList();
        JsonPlace model = scenario.at("model");
        return switch (model.text()) {
            case "open" ->
                new LoadModel.Open(
                        segments,
                        scenario.at("maxUsers").wholeInt(),
                        scenario.at("overflow").constant(Overflow.class),
                        scenario.at("arrivals").constant(Arrivals.class));
            case "closed" -> {
                JsonPlace pacing = scenario.at("pacingMs");
                JsonPlace iterations = scenario.at("iterations");
                JsonPlace each = scenario.at("iterationsPerUser");
                yield new LoadModel.Closed(
                        segments,
                        pacing.isNothing() ? null : millis(pacing),
                        iterations.isNothing() ? null : iterations.whole(),
                        each.isNothing() ? null : each.whole());
            }
            default -> throw model.bad("one of [open, closed]");
        };
    }

    private static Segment segment(JsonPlace segment) {
        return new Segment(
                millis(segment.at("durationMs")),
                segment.at("from").number(),
                segment.at("to").number(),
                segment.at("phase").constant(Phase.class),
                segment.at("label").isNothing() ? "" : segment.at("label").text());
    }

    private static Duration millis(JsonPlace millis) {
        millis.number();
        return Duration.ofNanos(millis.node().decimalValue().movePointRight(6).longValue());
    }
}
