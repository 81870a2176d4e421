// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The users of a scenario and their threads, for starting and ending the load. Thread-safe. */
final class Crew {

    private static final int MOST_DESCRIBED = 10;

    /** Closing should take no time; if it does for some users, it must not delay the others. */
    private static final int MOST_CLOSERS = 32;

    private static final long LONGEST_CLOSE_SECONDS = 5;

    private record Member(EngineUser user, Thread thread) {}

    private final Collection<Member> members = new ConcurrentLinkedQueue<>();
    private final Consumer<EngineUser> closing;
    private volatile CountDownLatch closers = new CountDownLatch(0);
    private volatile boolean interrupted;

    /**
     * Creates a crew without users.
     *
     * @param closing frees a user from a blocking call
     */
    Crew(Consumer<EngineUser> closing) {
        this.closing = closing;
    }

    void start(EngineUser user, Thread thread) {
        Member member = new Member(user, thread);
        members.add(member);
        thread.start();
        if (interrupted) { // by a thread that may not have seen this member
            user.recorder().interrupt();
            thread.interrupt();
            closing.accept(user);
        }
    }

    /** Wakes waiting users so that they check their condition again. */
    void wake() {
        members.forEach(member -> LockSupport.unpark(member.thread()));
    }

    /** Ends running iterations: interrupts their threads, and closes their connections on separate threads. */
    void interrupt() {
        interrupted = true;
        members.forEach(member -> member.user().recorder().interrupt());
        List<Member> alive = living().toList();
        alive.forEach(member -> member.thread().interrupt());
        Queue<Member> open = new ConcurrentLinkedQueue<>(alive);
        int count = Math.min(MOST_CLOSERS, alive.size());
        CountDownLatch latch = new CountDownLatch(count);
        closers = latch;
        for (int i = 0; i < count; i++) {
            startCloser(open, latch);
        }
    }

    private void startCloser(Queue<Member> open, CountDownLatch latch) {
        Thread closer = new Thread(() -> closeAll(open, latch), "perf-closer");
        closer.setDaemon(true);
        try {
            closer.start();
        } catch (OutOfMemoryError e) { // the system has no thread left
            closeAll(open, latch);
        }
    }

    private void closeAll(Queue<Member> open, CountDownLatch latch) {
        try {
            for (Member next = open.poll(); next != null; next = open.poll()) {
                if (next.thread().isAlive()) {
                    closing.accept(next.user());
                }
            }
        } finally {
            latch.countDown();
        }
    }

    /** Waits a while for connections that are being closed. */
    void awaitClosed() {
        try {
            closers.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the waiting time of the oldest request under way. */
    long longestWait(long now) {
        return members.stream()
                .mapToLong(member -> member.user().recorder().waiting(now))
                .max()
                .orElse(0);
    }

    /** Counts the users in a request that began at most some time ago. */
    int waiting(long now, long longestNanos) {
        int count = 0;
        for (Member member : members) {
            long waited = member.user().recorder().waiting(now);
            count += waited > 0 && waited <= longestNanos ? 1 : 0;
        }
        return count;
    }

    /** Counts the iterations of users that still run after they were interrupted. */
    void giveUp(long now) {
        living().forEach(member -> member.user().recorder().giveUp(now));
    }

    int alive() {
        return (int) living().count();
    }

    /** Describes users whose threads still run, at most {@value #MOST_DESCRIBED}, with their stacks. */
    List<String> described() {
        return living().limit(MOST_DESCRIBED)
                .map(member -> member.user() + stack(member.thread()))
                .toList();
    }

    private Stream<Member> living() {
        return members.stream().filter(member -> member.thread().isAlive());
    }

    private static String stack(Thread thread) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : thread.getStackTrace()) {
            text.append("\n\tat ").append(frame);
        }
        return text.toString();
    }
}
