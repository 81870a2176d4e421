// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Measure;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import io.github.perfjunit.metrics.Scope;
import io.github.perfjunit.monitor.Monitor;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Takes part in {@link QueueLoad}s and writes down what it is called for. */
public final class QueueExtension implements LoadExtension {

    /** A type of parameter that nobody else supplies. */
    public record Message(String text) {}

    /** What the extension adds to the result. */
    public record QueueSection(String queue, int calls) implements ResultSection {

        @Override
        public String name() {
            return "queue";
        }

        @Override
        public Map<String, ?> data() {
            failIfGarbled();
            return Map.of("queue", queue, "calls", calls);
        }

        @Override
        public List<ResultTable> tables() {
            failIfGarbled();
            return List.of(
                    new ResultTable("queue", List.of("queue", "calls"), List.of(List.of(queue, "" + calls))),
                    new ResultTable("advice", List.of(), List.of(List.of("use a longer queue"))));
        }

        private void failIfGarbled() {
            if (queue.equals("garbled")) {
                throw new IllegalStateException("the queue holds garbage");
            }
        }
    }

    /** Names of the calls to participants, in order, each once. */
    public static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();

    @Override
    public boolean supplies(Parameter parameter) {
        return parameter.getType() == Message.class;
    }

    /** Knows {@code queue.place} of tests of queues alone, and what is not asked for. */
    @Override
    public Optional<String> value(String key, ExtensionContext context) {
        boolean known = key.equals("queue.place") || key.equals("perf.scale");
        return known && AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), QueueLoad.class)
                ? Optional.of("cellar")
                : Optional.empty();
    }

    @Override
    public @Nullable LoadParticipant join(LoadCandidate load) {
        return AnnotationSupport.findAnnotation(load.context().getRequiredTestMethod(), QueueLoad.class)
                .map(annotation -> joined(load, annotation))
                .orElse(null);
    }

    private static LoadParticipant joined(LoadCandidate load, QueueLoad annotation) {
        String queue = load.text("@QueueLoad.queue", annotation.queue());
        load.duration("@QueueLoad.timeout", annotation.timeout());
        if (queue.isBlank()) {
            load.problem("@QueueLoad.queue was empty but must name a queue");
        }
        load.note("queue " + queue + " was watched");
        return new Taking(queue, annotation.decides());
    }

    private static void called(String name) {
        if (!CALLS.contains(name)) {
            CALLS.add(name);
        }
    }

    private record Taking(String queue, boolean decides) implements LoadParticipant {

        @Override
        public void open(Consumer<String> problems) {
            called("open");
            if (queue.equals("closed")) {
                problems.accept("queue 'closed' is closed");
            }
        }

        @Override
        public @Nullable Argument argument(Parameter parameter) {
            return parameter.getType() == Message.class ? user -> new Message(queue + " " + user.iteration()) : null;
        }

        @Override
        public UserBody around(UserBody body) {
            return user -> {
                called("around");
                body.run(user);
            };
        }

        @Override
        public List<Monitor> monitors() {
            return List.of(gauges -> {
                called("monitor");
                gauges.gauge("queue.length", "", 3);
                failIf("garbled");
            });
        }

        @Override
        public void begun(RunningLoad load) {
            failIf("shut");
            called("begun in " + load.phaseAt(load.measureStartNanos()).label());
            RequestRecorder recorder = load.scenarios().get(0).recorder();
            long now = load.measureStartNanos();
            recorder.statement("select 1 from queue", now, now + 2_000_000, Outcome.OK);
        }

        @Override
        public List<ResultSection> ended(LoadData data) {
            called("ended");
            failIf("lost");
            return List.of(new QueueSection(queue, 7));
        }

        @Override
        public Judgement judge(LoadResult result, List<ObjectiveResult> others) {
            failIf("broken");
            QueueSection section = result.section(QueueSection.class).orElseThrow();
            called("judge " + section.calls() + " after " + others.size());
            boolean missed = queue.equals("full");
            ObjectiveResult verdict = new ObjectiveResult(
                    Scope.extra("the queue"),
                    Measure.of(Measure.Kind.EXTRA, "length"),
                    "<=",
                    5,
                    "5",
                    missed ? 9 : 3,
                    "",
                    missed ? ObjectiveResult.State.MISSED : ObjectiveResult.State.MET,
                    1,
                    null,
                    "");
            return new Judgement(List.of(verdict), List.of(new QueueSection(section.queue(), section.calls() + 1)));
        }

        @Override
        public void concluded(LoadResult result) {
            called("concluded");
            if (decides && queue.equals("worse")) {
                throw new AssertionError("the queue got worse");
            }
        }

        @Override
        public void close() {
            called(Thread.currentThread().isInterrupted() ? "close while interrupted" : "close");
        }

        private void failIf(String name) {
            if (queue.equals(name)) {
                throw new IllegalStateException("queue '" + name + "' failed");
            }
        }
    }
}
