// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.Phase;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import io.github.perfjunit.monitor.Monitor;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Fails in every way that an extension can, in loads that are {@link Troubled}. */
public final class TroubleExtension implements LoadExtension {

    /** What the {@link Bystander} and the good listener were called for, in order. */
    public static final Queue<String> CALLS = new ConcurrentLinkedQueue<>();

    private static Optional<String> trouble(LoadCandidate load) {
        return AnnotationSupport.findAnnotation(load.context().getRequiredTestMethod(), Troubled.class)
                .map(Troubled::value);
    }

    @Override
    public @Nullable LoadParticipant join(LoadCandidate load) {
        Optional<String> where = trouble(load);
        if (where.filter("join"::equals).isPresent()) {
            throw new IllegalStateException("boom");
        }
        return where.map(Failing::new).orElse(null);
    }

    /** Takes part in the same loads and does nothing wrong. */
    public static final class Bystander implements LoadExtension {

        @Override
        public @Nullable LoadParticipant join(LoadCandidate load) {
            return trouble(load).isPresent() ? new Noting() : null;
        }
    }

    private static final class Noting implements LoadParticipant {

        @Override
        public List<ResultSection> ended(LoadData data) {
            CALLS.add("ended");
            return List.of(new Section("bystander"));
        }

        @Override
        public Judgement judge(LoadResult result, List<ObjectiveResult> others) {
            CALLS.add("judge");
            return Judgement.NONE;
        }

        @Override
        public void concluded(LoadResult result) {
            CALLS.add("concluded");
        }

        @Override
        public void close() {
            CALLS.add("close");
        }
    }

    private record Section(@Nullable String called) implements ResultSection {

        @Override
        @SuppressWarnings("NullAway") // that is one of the mistakes
        public String name() {
            return called;
        }

        @Override
        public Map<String, ?> data() {
            return Map.of("seen", true);
        }

        @Override
        public List<ResultTable> tables() {
            return List.of();
        }
    }

    private record Failing(String where) implements LoadParticipant {

        private void failIn(String method) {
            if (where.equals(method)) {
                throw new IllegalStateException("boom");
            }
            if (where.equals(method + " assertion")) {
                throw new AssertionError("not good enough");
            }
        }

        @Override
        public void open(Consumer<String> problems) {
            failIn("open");
        }

        @Override
        public @Nullable Argument argument(Parameter parameter) {
            failIn("argument");
            return null;
        }

        @Override
        public UserBody around(UserBody body) {
            failIn("around");
            return body;
        }

        @Override
        public boolean prefersPlatformThreads() {
            failIn("prefersPlatformThreads");
            return false;
        }

        @Override
        public List<Monitor> monitors() {
            failIn("monitors");
            return where.equals("observers") ? List.of(new Hanging(), new Throwing(), new Good()) : List.of();
        }

        @Override
        public List<LoadListener> listeners() {
            failIn("listeners");
            return where.equals("observers")
                    ? List.of(new SlowListener(), new ThrowingListener(), new EndlessListener(), new GoodListener())
                    : List.of();
        }

        @Override
        public void begun(RunningLoad load) {
            failIn("begun");
        }

        @Override
        @SuppressWarnings("NullAway") // that is one of the mistakes
        public List<ResultSection> ended(LoadData data) {
            failIn("ended");
            if (where.equals("null section")) {
                return Arrays.asList(new Section("first"), null);
            }
            if (where.equals("nameless section")) {
                return List.of(new Section(null));
            }
            return where.equals("no sections") ? null : List.of();
        }

        @Override
        @SuppressWarnings("NullAway") // that is one of the mistakes
        public Judgement judge(LoadResult result, List<ObjectiveResult> others) {
            failIn("judge");
            return where.equals("no judgement") ? null : Judgement.NONE;
        }

        @Override
        public boolean decides() {
            failIn("decides");
            return false;
        }

        @Override
        public void concluded(LoadResult result) {
            failIn("concluded");
        }

        @Override
        public void close() {
            failIn("close");
        }
    }

    private static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Hanging implements Monitor {

        @Override
        public void sample(Gauges gauges) {
            hang();
        }

        @Override
        public String name() {
            return "hanging";
        }
    }

    private static final class Throwing implements Monitor {

        @Override
        public void sample(Gauges gauges) {
            throw new IllegalStateException("boom");
        }

        @Override
        public String name() {
            return "throwing";
        }
    }

    private static final class Good implements Monitor {

        @Override
        public void sample(Gauges gauges) {
            gauges.gauge("good", "", 1);
        }
    }

    private static final class SlowListener implements LoadListener {

        @Override
        public void interval(Interval interval) {
            hang();
        }

        @Override
        public String name() {
            return "slow";
        }
    }

    private static final class ThrowingListener implements LoadListener {

        @Override
        public void begun(RunningLoad load) {
            throw new IllegalStateException("no display");
        }

        @Override
        public String name() {
            return "throwing";
        }
    }

    private static final class EndlessListener implements LoadListener {

        @Override
        public void ended(LoadData data) {
            hang();
        }

        @Override
        public String name() {
            return "endless";
        }
    }

    private static final class GoodListener implements LoadListener {

        @Override
        public void begun(RunningLoad load) {
            CALLS.add("begun with " + load.scenarios().get(0).name());
        }

        @Override
        public void phase(Phase phase, long millis) {
            CALLS.add(phase.label());
        }

        @Override
        public void interval(Interval interval) {
            CALLS.add("interval of " + interval.scenarios().get(0).name());
        }

        @Override
        public void ended(LoadData data) {
            CALLS.add("listened to the end");
        }
    }
}
