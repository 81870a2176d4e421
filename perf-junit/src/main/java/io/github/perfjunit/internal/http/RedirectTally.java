// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts the redirects of a scenario that led to hosts which the test does not name. Thread-safe and bounded. */
final class RedirectTally {

    /** Maximum number of hosts that are counted by name. */
    static final int MOST = 20;

    private static final int MOST_NAMED = 1000;
    private static final int SHOWN = 100;

    private final Set<String> named;
    private final Map<String, LongAdder> hosts = new ConcurrentHashMap<>();
    private final LongAdder others = new LongAdder();

    /**
     * Creates an empty count.
     *
     * @param named the hosts that the test names; shared by its scenarios, and thread-safe
     */
    RedirectTally(Set<String> named) {
        this.named = named;
    }

    /** Records that the test names this host, by its base URL or by an absolute URL, possibly after a redirect. */
    void named(Origin origin) {
        if (named.size() < MOST_NAMED) {
            named.add(origin.host());
        }
    }

    /** Records a redirect that is followed. */
    void followed(Origin from, Origin to) {
        if (from.host().equals(to.host()) || named.contains(to.host())) {
            return;
        }
        LongAdder known = hosts.get(to.host());
        if (known == null && hosts.size() < MOST) {
            known = hosts.computeIfAbsent(to.host(), host -> new LongAdder());
        }
        (known == null ? others : known).increment();
    }

    /** Returns a sentence about the hosts that redirects led to; empty if the test names all of them. */
    List<String> notes() {
        Map<String, Long> counts = new TreeMap<>();
        hosts.forEach((host, count) -> {
            if (!named.contains(host)) {
                counts.merge(ForeignText.clean(host, SHOWN), count.sum(), Long::sum);
            }
        });
        List<Map.Entry<String, Long>> entries = new ArrayList<>(counts.entrySet());
        entries.sort(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())); // stable: then by name
        if (others.sum() > 0) {
            entries.add(Map.entry("(other)", others.sum()));
        }
        if (entries.isEmpty()) {
            return List.of();
        }
        if (entries.size() == 1) {
            long count = entries.get(0).getValue();
            String led =
                    count == 1 ? "1 request was led by a redirect to " : count + " requests were led by redirects to ";
            return List.of(led + entries.get(0).getKey() + ", which this test does not name; allowedHosts confines it");
        }
        // Not added up: a request that was led to two of them counts at both.
        List<String> parts = new ArrayList<>();
        entries.forEach(entry -> parts.add(entry.getKey() + " (" + entry.getValue() + ")"));
        return List.of("requests were led by redirects to hosts that this test does not name: "
                + String.join(", ", parts) + "; allowedHosts confines it");
    }
}
