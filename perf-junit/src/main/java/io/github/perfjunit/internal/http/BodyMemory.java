// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the memory that the bodies of all users' answers take at once. Short bodies are not counted, so that most
 * requests cost nothing extra.
 */
final class BodyMemory {

    /** Maximum size of a body that is not counted, in bytes. */
    static final int SHORT = 64 << 10;

    /** A quarter of this JVM's heap; the rest is for texts, values and other objects made from bodies. */
    static final BodyMemory OF_THIS_JVM = new BodyMemory(Runtime.getRuntime().maxMemory() / 4 / 1_000_000 * 1_000_000);

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyMemory(long most) {
        this.most = most;
    }

    /** Bytes in use. */
    long taken() {
        return taken.get();
    }

    /** Returns the share of a new user, which is empty at first. */
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

    /** The memory of one user; the user's own thread takes it, and any thread may release it. */
    final class Share {

        private final AtomicLong held = new AtomicLong();

        private Share() {}

        /**
         * Takes memory for a body that outgrew its array.
         *
         * @param from length of the array so far
         * @param to length of the array that replaces it
         * @param limit maximum size of this body in bytes
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

        /** Releases memory that a body no longer uses. */
        void shrink(int from, int to) {
            long less = counted(from) - counted(to);
            if (less > 0) {
                held.addAndGet(-less);
                taken.addAndGet(-less);
            }
        }

        /** Releases everything. */
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
