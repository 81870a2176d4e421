// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The users of a scenario and their threads, as whoever starts and ends the load sees them. Thread-safe. */
final class Crew {

    private static final int MOST_DESCRIBED = 10;

    private record Member(EngineUser user, Thread thread) {}

    private final Collection<Member> members = new ConcurrentLinkedQueue<>();
    private final Consumer<EngineUser> closing;
    private volatile boolean interrupted;

    /**
     * Begins without users.
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
            interrupt(member);
        }
    }

    /** Lets users that wait look again at what they wait for. */
    void wake() {
        members.forEach(member -> LockSupport.unpark(member.thread()));
    }

    /** Ends running iterations: their connections are closed and their threads interrupted. */
    void interrupt() {
        interrupted = true;
        members.forEach(member -> member.user().recorder().interrupt());
        members.forEach(this::interrupt);
    }

    private void interrupt(Member member) {
        if (member.thread().isAlive()) {
            closing.accept(member.user());
            member.thread().interrupt();
        }
    }

    /** Counts the iterations of users that run on although they were interrupted. */
    void giveUp(long now) {
        living().forEach(member -> member.user().recorder().giveUp(now));
    }

    int alive() {
        return (int) living().count();
    }

    /** Describes users whose threads run, at most {@value #MOST_DESCRIBED}, with their stacks. */
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
