// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.metrics.WorkReport.Allocator;
import org.junit.jupiter.api.Test;

class AllocationsTests {

    private static final long ME = Thread.currentThread().getId();
    private static final long SERVER = 1_000_001;
    private static final long OTHER_SERVER = 1_000_002;
    private static final long CLOSER = 1_000_003;

    private final FakeThreads jvm =
            new FakeThreads().with(SERVER, "http-exec-1").with(OTHER_SERVER, "http-exec-27");
    private final Allocations allocations = new Allocations(jvm, false);

    @Test
    void ofOthers_threadsOfTheTarget_count_alsoWhenTheyHaveEnded() {
        jvm.allocate(SERVER, 500);
        jvm.allocate(OTHER_SERVER, 300);
        jvm.end(OTHER_SERVER);

        assertThat(allocations.ofOthers()).isEqualTo(800);
    }

    @Test
    void ofOthers_user_isLeftOut_whileItRunsAndAfterwards() {
        jvm.with(ME, "perf-visit-1");
        allocations.run(() -> {
            jvm.allocate(ME, 10_000);
            jvm.allocate(SERVER, 500);
            assertThat(allocations.ofOthers()).isEqualTo(500);
        });
        jvm.end(ME);

        assertThat(allocations.ofOthers()).isEqualTo(500);
    }

    @Test
    void ofOthers_clockAndThreadsOfTheLibrary_areLeftOut_asFarAsTheyWereSeen() {
        jvm.with(ME, "main").with(CLOSER, "perf-closer");
        allocations.addCaller();
        jvm.allocate(ME, 10_000);
        jvm.allocate(CLOSER, 700);
        assertThat(allocations.ofOthers()).isZero();

        jvm.allocate(CLOSER, 40);
        jvm.end(CLOSER);
        assertThat(allocations.ofOthers()).isEqualTo(40);
    }

    @Test
    void sinceMark_threadsOfAPool_standTogether() {
        jvm.allocate(SERVER, 500);
        allocations.mark();
        jvm.allocate(SERVER, 20);
        jvm.allocate(OTHER_SERVER, 3);

        assertThat(allocations.sinceMark()).containsExactly(new Allocator("http-exec-#", 23));
    }

    @Test
    void ofOthers_virtualUsers_cannotBeTold() {
        Allocations virtual = new Allocations(jvm, true);

        virtual.run(() -> assertThat(virtual.ofOthers()).isNaN());
        assertThat(virtual.obstacle())
                .isEqualTo("users ran on virtual threads, of which Java does not tell what they allocate; set"
                        + " perf.threads=platform");
    }

    @Test
    void ofOthers_jvmThatDoesNotTell_saysSo() {
        jvm.obstacle = "a reason";

        assertThat(allocations.ofOthers()).isNaN();
        assertThat(allocations.obstacle()).isEqualTo("a reason");
    }

    /** What this JVM tells: a thread that has ended is in the sum, and that of a user is not. */
    @Test
    void here_endedThread_isCounted_andAnEndedUserIsNot() throws InterruptedException {
        Allocations here = Allocations.here(false);
        assertThat(here.obstacle()).isNull();
        here.addCaller();
        here.ofOthers(); // the first one allocates more than others
        double before = here.ofOthers();

        allocateOn(() -> AllocationsTests.allocate(50 << 20));
        double afterServer = here.ofOthers();
        allocateOn(() -> here.run(() -> AllocationsTests.allocate(50 << 20)));
        double afterUser = here.ofOthers();

        assertThat(afterServer - before).isGreaterThanOrEqualTo(50 << 20);
        assertThat(afterUser - afterServer).isLessThan(50 << 20);
    }

    private static void allocateOn(Runnable task) throws InterruptedException {
        Thread thread = new Thread(task, "server");
        thread.start();
        thread.join();
    }

    static volatile byte[] sink = new byte[0];

    private static void allocate(int bytes) {
        for (int i = 0; i < bytes; i += 1 << 16) {
            sink = new byte[1 << 16];
        }
    }
}
