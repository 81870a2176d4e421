// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.protocol.ProtocolSettings;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A plan as texts by name, by which two JVMs find out whether they read the same, and what differs. */
final class PlanText {

    /** The identity of an object, which differs between JVMs. */
    private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{1,8}\\b");

    private static final Pattern USER_INFO = Pattern.compile("//[^/@]*@");

    private PlanText() {}

    /** Returns the texts; they hold no secrets. */
    static Map<String, String> of(LoadPlan plan) {
        Map<String, String> texts = new TreeMap<>();
        texts.put("name", plan.name());
        texts.put("seed", Long.toString(plan.seed()));
        Set<String> names = new LinkedHashSet<>();
        for (ScenarioPlan scenario : plan.scenarios()) {
            names.add(scenario.name());
            String of = " of scenario " + scenario.name();
            texts.put("model" + of, scenario.model().toString());
            texts.put("description" + of, scenario.description());
            texts.put("startAfter" + of, scenario.startAfter().toString());
            texts.put("thinkTime" + of, scenario.thinkTime().toString());
            texts.put("warmUp" + of, scenario.autoWarmUp() ? "auto" : "fixed");
            texts.put("gracefulStop" + of, scenario.gracefulStop().toString());
            texts.put("baseUrl" + of, USER_INFO.matcher(scenario.baseUrl()).replaceAll("//"));
            texts.put("limits" + of, String.valueOf(scenario.limits()));
            texts.put("tags" + of, scenario.tags().toString());
            for (ProtocolSettings settings : scenario.protocols()) {
                texts.put(
                        settings.getClass().getSimpleName() + of,
                        IDENTITY.matcher(settings.toString()).replaceAll("@"));
            }
        }
        texts.put("scenarios", String.join(", ", names));
        return texts;
    }

    /** Returns what differs between the plans of a controller and a worker, in words; null if nothing does. */
    static @Nullable String difference(Map<String, String> controller, Map<String, String> worker) {
        Set<String> names = new LinkedHashSet<>(controller.keySet());
        names.addAll(worker.keySet());
        for (String name : first(names)) {
            String here = controller.getOrDefault(name, "");
            String there = worker.getOrDefault(name, "");
            if (!here.equals(there)) {
                return name + " is '" + shown(there) + "' there and '" + shown(here) + "' here";
            }
        }
        return null;
    }

    /** What readers know comes first: a description tells more than the segments that follow from it. */
    private static Set<String> first(Set<String> names) {
        Set<String> ordered = new LinkedHashSet<>();
        for (String first : new String[] {"name", "scenarios", "seed"}) {
            if (names.contains(first)) {
                ordered.add(first);
            }
        }
        names.stream().filter(name -> name.startsWith("description")).forEach(ordered::add);
        ordered.addAll(names);
        return ordered;
    }

    private static String shown(String text) {
        return text.length() <= 200 ? text : text.substring(0, 200) + "...";
    }
}
