// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.meters.Registries;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.monitor.Monitor;
import io.github.perfjunit.spi.LoadCandidate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The view of a planned load for extensions. */
final class Candidate implements LoadCandidate {

    private final ExtensionContext context;
    private final LoadSetUp setUp;
    private final Optional<LoadPlan> plan;
    private final List<Monitor> monitors;
    private final List<?> arguments;
    private final List<String> notes = new ArrayList<>();
    private Optional<Object> registry = Optional.empty();
    private boolean lookedForRegistry;

    Candidate(Participants.Test test, LoadSetUp setUp, Optional<LoadPlan> plan, List<Monitor> monitors) {
        this.context = test.context();
        this.arguments = test.arguments();
        this.setUp = setUp;
        this.plan = plan;
        this.monitors = List.copyOf(monitors);
    }

    @Override
    public ExtensionContext context() {
        return context;
    }

    @Override
    public Optional<LoadPlan> plan() {
        return plan;
    }

    @Override
    public List<Monitor> monitors() {
        return monitors;
    }

    /** Looks once, so that a mistake is told once. */
    @Override
    public Optional<Object> meterRegistry() {
        if (!lookedForRegistry) {
            lookedForRegistry = true;
            registry = Registries.find(context, arguments, this::problem);
        }
        return registry;
    }

    @Override
    public boolean local() {
        return setUp.worker() == null && setUp.keys().executor().equals("local");
    }

    @Override
    public boolean isWorker() {
        return setUp.worker() != null;
    }

    @Override
    public Optional<String> setting(String key) {
        return Optional.ofNullable(setUp.settings().find(key));
    }

    @Override
    public String text(String place, String text) {
        return setUp.texts().text(place, text);
    }

    @Override
    public Optional<Duration> duration(String place, String text) {
        return setUp.texts().duration(place, text);
    }

    @Override
    public void problem(String sentence) {
        setUp.problems().add(sentence);
    }

    @Override
    public void note(String sentence) {
        notes.add(sentence);
    }

    @Override
    public void announce(String sentence) {
        LoadSession.printLine(context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName() + ": " + sentence);
    }

    List<String> notes() {
        return notes;
    }
}
