// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who waits for whom among the sessions of one look: queues by the session at their head, and circles. */
final class WaitGraph {

    private final Map<Long, Backend> backends = new LinkedHashMap<>();
    private final Map<Long, List<Backend>> queues = new LinkedHashMap<>();
    private final Set<Set<Long>> circles = new LinkedHashSet<>();

    WaitGraph(List<Backend> seen) {
        seen.forEach(backend -> backends.put(backend.id(), backend));
        seen.stream().filter(backend -> !backend.blockers().isEmpty()).forEach(this::follow);
    }

    /** Returns who waits, in the end, for each session that does not wait itself. */
    Map<Long, List<Backend>> queues() {
        return queues;
    }

    /** Returns the sessions of each circle. */
    Set<Set<Long>> circles() {
        return circles;
    }

    /** Returns the statements of a circle, in order of their sessions. */
    List<String> statements(Set<Long> circle) {
        return circle.stream()
                .sorted()
                .map(backends::get)
                .map(Backend::statement)
                .toList();
    }

    private void follow(Backend waiting) {
        List<Long> way = new ArrayList<>();
        Backend current = waiting;
        while (true) {
            way.add(current.id());
            long next = current.blockers().get(0);
            int met = way.indexOf(next);
            if (met >= 0) {
                circles.add(Set.copyOf(way.subList(met, way.size())));
                return;
            }
            Backend blocker = backends.get(next);
            if (blocker == null || blocker.blockers().isEmpty()) {
                queues.computeIfAbsent(next, id -> new ArrayList<>()).add(waiting);
                return;
            }
            current = blocker;
        }
    }

    /** Returns the session, or one of which nothing is known, such as that of a prepared transaction. */
    Backend backend(long id) {
        Backend known = backends.get(id);
        return known == null ? new Backend(id, "unknown", "", "", 0, "", List.of()) : known;
    }
}
