// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.load.CourseChange;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.Interval;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The worker's end of the road. While its load runs, a thread of its own sends intervals, figures so far and signs of life,
 * and looks for what the controller says.
 */
public final class WorkerRoad implements AutoCloseable {

    private static final long SNAPSHOT_MILLIS = 10_000;
    private static final long LONGEST_WAIT_MILLIS = 1_000;

    /** A little less than the two minutes of which a machine that is taken away is told. */
    private static final long LONGEST_LEAVE_SECONDS = 110;

    private final RunStore store;
    private final int worker;
    private final TaskMessage task;
    private final RoadClock clock;
    private final Outbox outbox;
    private final Silence silence;
    private final List<CourseChange> changes = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::attend, "perf-road");
    private Supplier<@Nullable LoadData> snapshots = () -> null;
    private boolean mayChange;
    private final CountDownLatch left = new CountDownLatch(1);
    private volatile String leaving = "";
    private volatile boolean closed;
    private volatile @Nullable StopMessage stop;
    private volatile long startDelayMillis;
    private volatile @Nullable IOException trouble;
    private long lifeAt;
    private long sentAt;
    private long snapshotAt;

    /** Opens the road of a worker that has read its task. */
    public WorkerRoad(RunStore store, int worker, TaskMessage task) {
        this(store, worker, task, RoadClock.SYSTEM);
    }

    WorkerRoad(RunStore store, int worker, TaskMessage task, RoadClock clock) {
        this.store = store;
        this.worker = worker;
        this.task = task;
        this.clock = clock;
        this.outbox = new Outbox(store, worker);
        this.silence = new Silence(task.silenceMillis(), clock.nanos());
        long now = clock.nanos();
        this.lifeAt = now - TimeUnit.MILLISECONDS.toNanos(task.silenceMillis());
        this.sentAt = now;
        this.snapshotAt = now - TimeUnit.MILLISECONDS.toNanos(SNAPSHOT_MILLIS);
        thread.setDaemon(true);
    }

    /**
     * Reads what a controller asks its workers to do.
     *
     * @throws IOException if there is nothing, or it comes from a version that asks for something else
     */
    public static TaskMessage task(RunStore store) throws IOException {
        byte[] bytes = store.get(Keys.TASK);
        if (bytes == null) {
            throw new IOException("there is no task: no controller has left one in this store");
        }
        try {
            TaskMessage task = Wire.record(bytes, TaskMessage.class);
            if (task.protocol() != Library.PROTOCOL || !task.version().equals(Library.version())) {
                throw new IOException("this worker has perf-junit " + Library.version() + " but its controller has "
                        + task.version() + ": give both the same class path");
            }
            return task;
        } catch (IllegalArgumentException e) {
            throw new IOException("the task cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns whether a worker left the message that it sends no more. */
    public static boolean isDone(RunStore store, int worker) throws IOException {
        return store.get(Keys.done(worker)) != null;
    }

    /** Leaves the message that a worker ran no share. */
    public static void failed(RunStore store, int worker, String failure) throws IOException {
        store.put(Keys.done(worker), Wire.record(DoneMessage.failed(failure, 0)));
    }

    /** Leaves the message that something failed after the load of a worker. */
    public static void failedAfterwards(RunStore store, int worker, String failure) throws IOException {
        store.put(Keys.after(worker), Wire.plain(failure));
    }

    /**
     * Begins to listen to the controller.
     *
     * @param plan the share that this worker runs
     * @param figures supplies the figures so far; null while there are none
     */
    public void open(LoadPlan plan, Supplier<@Nullable LoadData> figures) {
        snapshots = figures;
        mayChange = plan.scenarios().stream().map(ScenarioPlan::limits).anyMatch(limits -> limits != null);
        thread.start();
    }

    /** Says that the users are ready, and waits for the start; returns early if the load must not begin. */
    public void awaitStart(LoadPlan plan) {
        try {
            long offset = store.clockOffset().toMillis();
            store.put(
                    Keys.ready(worker),
                    Wire.record(new ReadyMessage(
                            Library.PROTOCOL,
                            Library.version(),
                            PlanText.of(plan),
                            offset,
                            host(),
                            ProcessHandle.current().pid())));
            byte[] word = null;
            while (word == null) {
                if (isCalledOff()) {
                    return;
                }
                word = read(Keys.START);
                if (word == null) {
                    clock.sleep(task.lookMillis());
                }
            }
            long start = Long.parseLong(Wire.plain(word).strip()) - offset;
            for (long left = start - clock.epochMillis(); left > 0; left = start - clock.epochMillis()) {
                if (isCalledOff()) {
                    return;
                }
                clock.sleep(Math.min(left, LONGEST_WAIT_MILLIS));
            }
            startDelayMillis = Math.max(0, clock.epochMillis() - start);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot tell the controller that the users are ready: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isCalledOff() {
        return stop != null || Thread.currentThread().isInterrupted();
    }

    /** Reads a message; null also if that is not possible just now. */
    private byte @Nullable [] read(String key) {
        try {
            return store.get(key);
        } catch (IOException e) {
            trouble = e;
            return null;
        }
    }

    /** Takes an interval of the load. */
    public void interval(Interval interval) {
        outbox.add(interval);
    }

    /** Takes what a monitor sampled at the end of an interval. */
    public void sampled(Interval interval, List<Gauge> gauges) {
        outbox.add(
                new SampleMessage(interval.fromMillis(), interval.toMillis(), interval.phase(), List.copyOf(gauges)));
    }

    /** Returns why the load is to end early, and interrupts the calling thread if it is to end at once. */
    public @Nullable String stopRequested() {
        StopMessage now = stop;
        if (now != null && now.atOnce()) {
            Thread.currentThread().interrupt();
            return null;
        }
        return now == null ? null : now.reason();
    }

    /** Returns the changes of the course so far. */
    public List<CourseChange> changes() {
        return List.copyOf(changes);
    }

    /**
     * Ends the load because the JVM was told to end, and returns when its figures were sent; for a hook of the JVM, which
     * ends after it.
     */
    public void leave() {
        leaving = "its JVM was told to end (SIGTERM) while its load ran";
        stop = new StopMessage(leaving, false);
        try {
            left.await(LONGEST_LEAVE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says that the figures were sent, or never will be. */
    public void left() {
        left.countDown();
    }

    /**
     * Sends what is left and says that there is no more.
     *
     * @throws IllegalStateException if the store takes it not even after some time
     */
    public void done(LoadData data, List<String> notes, List<ResultSection> sections) {
        boolean interrupted = Thread.interrupted(); // otherwise nothing could be written
        try {
            close();
            outbox.seal(startDelayMillis);
            insist(() -> {
                store.put(Keys.total(worker), Wire.packed(data.encode()));
                outbox.send();
                store.put(
                        Keys.done(worker),
                        Wire.record(new DoneMessage(
                                leaving,
                                outbox.sent(),
                                outbox.counts(),
                                startDelayMillis,
                                notes,
                                sections.stream().map(SectionMessage::of).toList())));
            });
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void insist(Writing writing) {
        long since = clock.nanos();
        while (true) {
            try {
                writing.run();
                return;
            } catch (IOException e) {
                if (millisSince(since) > task.silenceMillis()) {
                    throw new IllegalStateException(
                            "the figures could not be sent to the controller: " + e.getMessage(), e);
                }
            }
            try {
                clock.sleep(task.lookMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the figures were sent", e);
            }
        }
    }

    private void attend() {
        while (!closed) {
            try {
                clock.sleep(task.lookMillis());
                look();
                send();
            } catch (InterruptedException e) {
                return;
            } catch (IOException e) {
                trouble = e; // it is tried again
            } catch (RuntimeException e) { // a message that cannot be read
                stop = new StopMessage("the controller's word could not be understood: " + e.getMessage(), false);
            }
        }
    }

    private void look() {
        if (stop == null) {
            stop = stopOf(read(Keys.STOP));
        }
        while (mayChange) {
            byte[] change = read(Keys.change(changes.size()));
            if (change == null) {
                break;
            }
            changes.add(CourseChange.decode(Wire.plain(change)));
        }
        listen();
        if (stop == null && silence.isOver()) {
            stop = new StopMessage(
                    "the controller has given no sign of life for "
                            + FigureFormat.millis((double) silence.limitMillis()),
                    false);
        }
        if (stop == null && outbox.isFull()) {
            stop = new StopMessage("its figures could not be sent: " + trouble, false);
        }
    }

    private static @Nullable StopMessage stopOf(byte @Nullable [] bytes) {
        return bytes == null ? null : Wire.record(bytes, StopMessage.class);
    }

    private void listen() {
        try {
            byte[] beat = store.get(Keys.BEAT);
            silence.read(beat == null ? null : Wire.plain(beat), clock.nanos());
        } catch (IOException e) {
            trouble = e;
            silence.unreadable();
        }
    }

    private void send() throws IOException {
        long now = clock.nanos();
        if (millisSince(lifeAt) >= beatMillis(task.silenceMillis())) {
            store.put(Keys.alive(worker), Wire.plain(Long.toString(clock.epochMillis())));
            lifeAt = now;
        }
        if (millisSince(sentAt) >= task.sendMillis()) {
            sentAt = now;
            outbox.seal(startDelayMillis);
            snapshot();
            outbox.send();
        }
    }

    private void snapshot() throws IOException {
        if (millisSince(snapshotAt) >= SNAPSHOT_MILLIS) {
            LoadData figures = snapshots.get();
            if (figures != null) {
                store.put(Keys.total(worker), Wire.packed(figures.encode()));
                snapshotAt = clock.nanos();
            }
        }
    }

    /** Returns how often to give a sign of life: some may be lost before it is missed. */
    static long beatMillis(long silenceMillis) {
        return Math.max(1, Math.min(10_000, silenceMillis / 6));
    }

    private long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(clock.nanos() - nanos);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "";
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            if (thread.isAlive()) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
