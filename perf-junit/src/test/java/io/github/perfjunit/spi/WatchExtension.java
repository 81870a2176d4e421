// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.monitor.Monitor;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Monitors the heap in loads for which {@code perf.status.file} is set, and writes their progress to that file. */
public final class WatchExtension implements LoadExtension {

    @Override
    public Set<String> keys() {
        return Set.of("perf.status.file");
    }

    @Override
    public @Nullable LoadParticipant join(LoadCandidate load) {
        Optional<String> file = load.setting("perf.status.file");
        return file.isEmpty() ? null : new Watching(Path.of(file.get()));
    }

    private record Watching(Path file) implements LoadParticipant {

        @Override
        public List<Monitor> monitors() {
            return List.of(new HeapMonitor());
        }

        @Override
        public List<LoadListener> listeners() {
            return List.of(new StatusFile(file));
        }

        @Override
        public void close() {}
    }
}
