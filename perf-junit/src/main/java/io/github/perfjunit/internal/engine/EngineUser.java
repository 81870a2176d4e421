// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.internal.config.Durations;
import io.github.perfjunit.internal.config.Pauses;
import io.github.perfjunit.internal.util.Rethrow;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.UserTask;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.load.Weighted;
import io.github.perfjunit.metrics.CustomMetric;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.metrics.Outcome;
import io.github.perfjunit.metrics.RequestNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The state of one virtual user. */
final class EngineUser implements VirtualUser {

    private static final ThreadLocal<@Nullable EngineUser> CURRENT = new ThreadLocal<>();

    private final int id;
    private final String scenario;
    private final UserRecorder recorder;
    private final UserResources.Held resources;
    private final Random random;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<Integer, Integer> types = new HashMap<>();
    private long iteration = -1;
    private long lastEnded;
    private boolean prepared;
    private int level;
    private @Nullable Throwable seen;
    private int seenLevel;

    EngineUser(int id, String scenario, int place, UserRecorder recorder, UserResources.Held resources, long seed) {
        this.id = id;
        this.scenario = scenario;
        this.recorder = recorder;
        this.resources = resources;
        this.random = new Random(Seeds.mix(seed, place, id));
    }

    static @Nullable EngineUser current() {
        return CURRENT.get();
    }

    void bindToThread() {
        CURRENT.set(this);
    }

    UserRecorder recorder() {
        return recorder;
    }

    UserResources.Held resources() {
        return resources;
    }

    /**
     * Returns false if this very throwable was already counted by an inner step. A throwable that is thrown again
     * counts as new, because the virtual machine itself throws the same instances repeatedly.
     *
     * @param level current depth of steps, 0 for the body
     */
    boolean isNew(Throwable failure, int level) {
        boolean known = failure == seen && seenLevel > level;
        seen = failure;
        seenLevel = level;
        return !known;
    }

    void prepared() {
        prepared = true;
    }

    boolean isPrepared() {
        return prepared;
    }

    /** Stores the end time of an iteration. */
    void ended(long nanoTime) {
        lastEnded = nanoTime;
    }

    /** Returns the end time of the last iteration. */
    long lastEnded() {
        return lastEnded;
    }

    void nextIteration() {
        iteration++;
        seen = null;
    }

    @Override
    public int id() {
        return id;
    }

    @Override
    public long iteration() {
        return iteration;
    }

    @Override
    public String scenario() {
        return scenario;
    }

    @Override
    public Random random() {
        return random;
    }

    @Override
    public Http http() {
        return resource(Http.class);
    }

    @Override
    public <T> T resource(Class<T> type) {
        return resources.get(type, this, recorder);
    }

    @Override
    public void put(String key, @Nullable Object value) {
        if (value == null) {
            values.remove(key);
        } else {
            values.put(key, value);
        }
    }

    @Override
    public <T> T get(String key, Class<T> type) {
        Object value = values.get(key);
        if (value == null) {
            throw new NoSuchElementException("user " + id + " has no value \"" + key + "\"; it has "
                    + (values.isEmpty() ? "none" : new TreeSet<>(values.keySet())));
        }
        return type.cast(value);
    }

    @Override
    public boolean has(String key) {
        return values.containsKey(key);
    }

    @Override
    public void step(String name, UserTask task) {
        step(name, () -> {
            task.run();
            return Boolean.TRUE;
        });
    }

    @Override
    public <T> T step(String name, Callable<T> task) {
        RequestNames.checked(name);
        long started = System.nanoTime();
        long intended = recorder.begin(started);
        int requests = recorder.requests();
        level++;
        try {
            T result = task.call();
            recorder.step(name, intended, started, System.nanoTime(), Outcome.OK, requests);
            return result;
        } catch (Throwable e) {
            Failure failure = Failure.of(e, recorder.interrupted());
            boolean isRequest = recorder.requests() == requests;
            recorder.step(name, intended, started, System.nanoTime(), failure.outcome(), requests);
            if (isNew(e, level)) {
                if (isRequest) {
                    failure.list(recorder, name, "");
                } else {
                    failure.list(recorder, LoadResult.ITERATION, "in step " + name + ": ");
                }
            }
            throw Rethrow.unchecked(e);
        } finally {
            level--;
        }
    }

    @Override
    public boolean check(String name, boolean condition) {
        return recorder.check(name, condition);
    }

    @Override
    public void count(String name, String... tags) {
        recorder.metric(CustomMetric.Kind.COUNT, name, 1, tags);
    }

    @Override
    public void count(String name, double amount, String... tags) {
        recorder.metric(CustomMetric.Kind.COUNT, name, amount, tags);
    }

    @Override
    public void gauge(String name, double value, String... tags) {
        recorder.metric(CustomMetric.Kind.GAUGE, name, value, tags);
    }

    @Override
    public void rate(String name, boolean condition, String... tags) {
        recorder.metric(CustomMetric.Kind.RATE, name, condition ? 1 : 0, tags);
    }

    @Override
    public void trend(String name, double value, String... tags) {
        recorder.metric(CustomMetric.Kind.TREND, name, value, tags);
    }

    @Override
    public void pick(Weighted... choices) {
        run(choices[draw(choices)].task());
    }

    @Override
    public void pickOnce(Weighted... choices) {
        Integer type = types.get(choices.length);
        if (type == null) {
            type = draw(choices);
            types.put(choices.length, type);
        }
        run(choices[type].task());
    }

    private static void run(UserTask task) {
        try {
            task.run();
        } catch (Exception e) {
            throw Rethrow.unchecked(e);
        }
    }

    private int draw(Weighted[] choices) {
        if (choices.length == 0) {
            throw new IllegalArgumentException("pick was given no choice but must have at least one");
        }
        double sum = 0;
        for (Weighted choice : choices) {
            sum += choice.weight();
        }
        double point = random.nextDouble() * sum;
        for (int i = 0; i < choices.length - 1; i++) {
            point -= choices[i].weight();
            if (point < 0) {
                return i;
            }
        }
        return choices.length - 1;
    }

    @Override
    public void think(String pause) {
        ThinkTime range = Pauses.parse(pause);
        pause(range.nanos(random.nextDouble()));
    }

    @Override
    public void think(Duration pause) {
        if (pause.isNegative()) {
            throw new IllegalArgumentException(
                    "think time was " + Durations.format(pause) + " but must be zero or more");
        }
        pause(pause.toNanos());
    }

    private void pause(long nanos) {
        long since = recorder.pause();
        sleep(nanos);
        recorder.resume(since);
    }

    private static void sleep(long nanos) {
        long until = System.nanoTime() + nanos;
        long left = nanos;
        while (left > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(left);
            left = until - System.nanoTime();
        }
    }

    @Override
    public String toString() {
        return "user " + id + " of " + scenario;
    }
}
