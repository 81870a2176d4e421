// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who gets a place, and in which order. */
@Timeout(10)
class SharedPoolTests {

    private static final Origin SHOP = Origin.of(false, "shop.test", 80);
    private static final Origin OTHER = Origin.of(false, "other.test", 80);

    private final SharedPool pool = new SharedPool(1);
    private final List<String> served = new CopyOnWriteArrayList<>();

    private Thread waiting(String name, Guard guard) {
        Thread thread = new Thread(() -> {
            try {
                pool.take(SHOP, guard);
                served.add(name);
            } catch (Broken e) {
                served.add(name + ": " + e.sentence());
            }
        });
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void places_severalWaiting_areServedInTheirOrder() throws Exception {
        pool.take(SHOP, new Guard());
        List<Thread> threads = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            threads.add(waiting(name, new Guard()));
        }
        for (Thread thread : threads) {
            pool.giveBack(SHOP, null);
            thread.join();
        }

        assertThat(served).containsExactly("a", "b", "c");
    }

    @Test
    void place_givenBackWhileOthersWait_isNotTakenByWhoComesLater() throws Exception {
        pool.take(SHOP, new Guard());
        Thread first = waiting("first", new Guard());
        pool.giveBack(SHOP, null);
        Thread second = waiting("second", new Guard());
        first.join();
        assertThat(served).containsExactly("first");

        pool.giveBack(SHOP, null);
        second.join();
        assertThat(served).containsExactly("first", "second");
    }

    @Test
    void otherOrigin_whileOneIsFull_hasPlacesOfItsOwn() throws Exception {
        pool.take(SHOP, new Guard());

        assertThat(pool.take(OTHER, new Guard())).isNull();
    }

    @Test
    void wait_endedByTheGuard_leavesTheQueueToOthers() throws Exception {
        pool.take(SHOP, new Guard());
        Guard closed = new Guard();
        Guard expired = new Guard();
        expired.arm(100);
        Thread first = waiting("first", closed);
        Thread second = waiting("second", expired);
        Thread third = waiting("third", new Guard());
        closed.close();
        first.join();
        expired.check(200, 300);
        second.join();
        pool.giveBack(SHOP, null);
        third.join();

        assertThat(served)
                .containsExactly(
                        "first: no free connection to shop.test:80",
                        "second: no free connection to shop.test:80",
                        "third");
    }

    @Test
    void wait_interrupted_endsAndKeepsTheInterrupt() throws Exception {
        pool.take(SHOP, new Guard());
        Thread thread = waiting("only", new Guard());
        thread.interrupt();
        thread.join();

        assertThat(served).containsExactly("only: no free connection to shop.test:80");
    }

    @Test
    void guard_closedBeforeTheWait_doesNotWait() throws Exception {
        pool.take(SHOP, new Guard());
        Guard guard = new Guard();
        guard.close();
        waiting("late", guard).join();

        assertThat(served).containsExactly("late: no free connection to shop.test:80");
    }
}
