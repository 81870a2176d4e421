// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.metrics.Work;
import io.github.perfjunit.monitor.JvmWork;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.monitor.RemoteJvm;
import io.github.perfjunit.slo.WorkObjective;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Checks, before a load, that a watched JVM can tell the work that is limited. */
final class WatchedWork {

    private WatchedWork() {}

    /** Returns a sentence on what is wrong. */
    static Optional<String> check(String jvm, List<WorkObjective> work, Collection<Monitor> monitors) {
        List<RemoteJvm> watched = monitors.stream()
                .filter(RemoteJvm.class::isInstance)
                .map(RemoteJvm.class::cast)
                .toList();
        Optional<RemoteJvm> found =
                watched.stream().filter(each -> each.name().equals(jvm)).findFirst();
        if (found.isEmpty()) {
            return Optional.of("@WorkSlo.jvm was '" + jvm
                    + "' but must be the name of a JVM that @Watch(jmx = ...) watches; there is "
                    + (watched.isEmpty()
                            ? "none"
                            : String.join(
                                    ", ", watched.stream().map(RemoteJvm::name).toList())));
        }
        boolean memory = work.stream()
                .anyMatch(each -> each.work() == Work.ALLOCATED && each.jvm().equals(jvm));
        return ask(found.get(), memory);
    }

    private static Optional<String> ask(RemoteJvm jvm, boolean memory) {
        JvmWork read;
        try {
            read = jvm.work(() -> {});
        } catch (IOException e) {
            return Optional.of(
                    "@WorkSlo.jvm was '" + jvm.name() + "', whose work could not be read: " + e.getMessage());
        }
        if (read.isHere()) {
            return Optional.of("@WorkSlo.jvm was '" + jvm.name()
                    + "', which is the JVM of the test, but its users allocate as well; leave jvm out to count without"
                    + " them");
        }
        return memory && !read.untold().isEmpty()
                ? Optional.of("@WorkSlo.allocated cannot be counted in " + jvm.name() + ": " + read.untold())
                : Optional.empty();
    }
}
