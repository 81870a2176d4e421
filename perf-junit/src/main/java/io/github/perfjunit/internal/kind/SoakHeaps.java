// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.kind;

import io.github.perfjunit.load.Segment;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.monitor.WatchedJvm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Asks the watched JVMs for collections and for what they hold: once before the measured time begins, and if their heap has
 * grown, once after it, when it hurts no figure. Not thread-safe.
 */
final class SoakHeaps {

    /** Label of the seconds around a collection. */
    static final String COLLECTION = "collection";

    /** The least run in which collections are asked for: they take a fifth of it. */
    static final Duration SHORTEST = Duration.ofMinutes(5);

    private static final int COLLECTIONS = 12;
    private static final Duration AROUND = Duration.ofSeconds(5);
    private static final int MOST_CLASSES = 20;
    private static final double MIB = 1 << 20;

    private final List<WatchedJvm> jvms = new ArrayList<>();
    private final Map<String, Map<String, Long>> before = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();
    private boolean histogramTaken;
    private int secondsOfCollection;
    private int collections;

    void watch(Collection<Monitor> monitors) {
        monitors.stream()
                .filter(WatchedJvm.class::isInstance)
                .map(WatchedJvm.class::cast)
                .forEach(jvms::add);
    }

    boolean areNone() {
        return jvms.isEmpty();
    }

    /** Puts unmeasured seconds into the measured time, in which collections are asked for; none if it is too short. */
    static List<Segment> withCollections(List<Segment> course) {
        List<Segment> arranged = new ArrayList<>();
        for (Segment segment : course) {
            if (segment.phase() != Phase.MEASURE || segment.duration().compareTo(SHORTEST) < 0) {
                arranged.add(segment);
                continue;
            }
            Duration part = segment.duration().dividedBy(COLLECTIONS).minus(AROUND);
            Duration half = part.dividedBy(2);
            for (int i = 0; i < COLLECTIONS; i++) {
                arranged.add(Segment.hold(half, segment.to(), Phase.MEASURE, ""));
                arranged.add(Segment.hold(AROUND, segment.to(), Phase.WARM_UP, COLLECTION));
                arranged.add(Segment.hold(part.minus(half), segment.to(), Phase.MEASURE, ""));
            }
        }
        return arranged;
    }

    /** Takes a second that is not measured; the label says whether it belongs to a collection. */
    void unmeasured(String label, Phase phase, boolean measuredBefore) {
        if (!label.equals(COLLECTION)) {
            secondsOfCollection = 0;
            if (!measuredBefore && !histogramTaken && phase == Phase.WARM_UP) {
                histogramTaken = true;
                jvms.forEach(this::remember);
            }
            return;
        }
        secondsOfCollection++;
        if (secondsOfCollection == 2) { // the first one may lie half in the measured time
            collections++;
            jvms.forEach(this::collect);
        }
    }

    /** Notes that measuring goes on. */
    void measured() {
        secondsOfCollection = 0;
    }

    private void remember(WatchedJvm jvm) {
        try {
            before.put(jvm.name(), jvm.classHistogram());
        } catch (IOException e) {
            failed(jvm, "tell its classes");
        }
    }

    private void collect(WatchedJvm jvm) {
        try {
            jvm.collect();
        } catch (IOException e) {
            failed(jvm, "collect its heap");
        }
    }

    private void failed(WatchedJvm jvm, String what) {
        String sentence = "the JVM " + jvm.name() + " could not be asked to " + what;
        if (!failures.contains(sentence)) {
            failures.add(sentence);
        }
    }

    /** Returns the classes that grew most in JVMs, one in each text. */
    List<String> grown(List<String> names) {
        List<String> sentences = new ArrayList<>();
        for (WatchedJvm jvm : jvms) {
            Map<String, Long> first = before.get(jvm.name());
            if (names.contains(jvm.name()) && first != null && !first.isEmpty()) {
                sentences.addAll(grown(jvm, first));
            } else if (names.contains(jvm.name())) {
                sentences.add("the classes of " + jvm.name()
                        + " that grew are not known: set warmUp, at the beginning of" + " which they are counted");
            }
        }
        return sentences;
    }

    private List<String> grown(WatchedJvm jvm, Map<String, Long> first) {
        Map<String, Long> now;
        try {
            now = jvm.classHistogram();
        } catch (IOException e) {
            failed(jvm, "tell its classes");
            return List.of();
        }
        return now.entrySet().stream()
                .map(each -> Map.entry(each.getKey(), each.getValue() - first.getOrDefault(each.getKey(), 0L)))
                .filter(each -> each.getValue() > 0)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(MOST_CLASSES)
                .map(each -> each.getKey() + " " + mebibytes(each.getValue()) + " in " + jvm.name())
                .toList();
    }

    private static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "+%.2f MiB", bytes / MIB);
    }

    List<String> remarks(boolean asked, Duration planned) {
        List<String> remarks = new ArrayList<>(failures);
        if (collections > 0) {
            remarks.add(AROUND.toSeconds() + " s around each of " + FigureFormat.count(collections, "collection")
                    + " of the whole heap that was asked for are in no figure");
        } else if (asked && planned.compareTo(SHORTEST) < 0) {
            remarks.add(
                    "no collections were asked for, because the run is shorter than " + SHORTEST.toMinutes() + " min");
        }
        return remarks;
    }
}
