// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.engine.LoneUser;
import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.internal.util.Rethrow;
import io.github.perfjunit.load.UserBody;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The code that runs once before the first user of a load: parts of it in the JVM that judges the load, before anything of
 * it starts anywhere, the others in each JVM that has users. Thread-safe.
 */
public final class Preparation {

    /** Without any code. */
    public static final Preparation NONE = new Preparation(List.of());

    /**
     * One piece of code.
     *
     * @param name its name in messages, such as {@code @BeforeLoad seed()}
     * @param onController whether it is for the JVM that judges the load, alone
     * @param code runs as a user of the first scenario
     */
    public record Part(String name, boolean onController, UserBody code) {}

    private final List<Part> parts;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean prepared;
    private @Nullable Throwable failure;

    public Preparation(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    /** Runs the parts for the JVM that judges the load. */
    void onController(LoneUser user) {
        run(user, true);
    }

    /** Runs the parts for each JVM that has users; whoever comes later waits for them, and gets the same failure. */
    void onMachine(LoneUser user) {
        lock.lock();
        try {
            if (!prepared) {
                prepared = true;
                run(user, false);
            }
        } catch (Throwable e) {
            failure = e;
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            throw Rethrow.unchecked(failure);
        }
    }

    private void run(LoneUser user, boolean onController) {
        for (Part part : parts) {
            if (part.onController() == onController) {
                run(user, part);
            }
        }
    }

    private static void run(LoneUser user, Part part) {
        try {
            user.run(part.code());
        } catch (InterruptedException | TestAbortedException | VirtualMachineError e) {
            throw Rethrow.unchecked(e);
        } catch (Throwable e) {
            throw new IllegalStateException(part.name() + " failed, so the load was not started: " + Reasons.of(e), e);
        }
    }
}
