// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much memory the bodies of all users' answers may take at once. Short bodies are not counted, so that most requests
 * pay nothing.
 */
final class BodyMemory {

    /** Most bytes of a body that is not counted. */
    static final int SHORT = 64 << 10;

    /** A quarter of this JVM's heap; the rest is for texts, values and everything else that users make of bodies. */
    static final BodyMemory OF_THIS_JVM = new BodyMemory(Runtime.getRuntime().maxMemory() / 4 / 1_000_000 * 1_000_000);

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyMemory(long most) {
        this.most = most;
    }

    /** Bytes that are taken now. */
    long taken() {
        return taken.get();
    }

    /** Returns what a new user takes, nothing yet. */
    Share share() {
        return new Share();
    }

    private boolean take(long bytes) {
        if (taken.addAndGet(bytes) <= most) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** What one user takes; the user's own thread takes it, and any thread may give it back. */
    final class Share {

        private final AtomicLong held = new AtomicLong();

        private Share() {}

        /**
         * Takes memory for a body that outgrew its array.
         *
         * @param from length of the array so far
         * @param to length of the array that is to take its place
         * @param limit most bytes of this body
         */
        void grow(int from, int to, Origin origin, long limit) throws Broken {
            long more = counted(to) - counted(from);
            if (more == 0) {
                return;
            }
            if (!take(more)) {
                throw new Broken(
                        "too large",
                        origin + " sent a body of more than " + BodyReader.words(from)
                                + ", for which there is no memory: the bodies above 64 KiB that all users hold at once may"
                                + " have " + BodyReader.words(most)
                                + ", a quarter of the heap. Use discardBody(), a smaller"
                                + " maxResponseSize (here " + BodyReader.words(limit) + ") or a larger heap (-Xmx)");
            }
            held.addAndGet(more);
        }

        /** Gives back what a body no longer takes. */
        void shrink(int from, int to) {
            long less = counted(from) - counted(to);
            if (less > 0) {
                held.addAndGet(-less);
                taken.addAndGet(-less);
            }
        }

        /** Gives everything back. */
        void release() {
            if (held.get() != 0) {
                taken.addAndGet(-held.getAndSet(0));
            }
        }

        private static long counted(int length) {
            return length > SHORT ? length : 0;
        }
    }
}
