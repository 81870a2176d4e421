// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.metrics.Recorded;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.UserResource;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Failures of resources name the resource, and keep no other one from being closed. */
class ResourceFailureTests {

    private static final ScenarioPlan PLAN = new ScenarioPlan(
            "shop",
            Engines.users(1, Duration.ofSeconds(1)),
            "1 user",
            Duration.ZERO,
            ThinkTime.NONE,
            false,
            Duration.ZERO,
            "");

    /** Throws what it is to throw where it is to throw it. */
    private static final class Broken implements UserResource<String> {

        private final String where;
        private final Throwable failure;

        Broken(String where, Throwable failure) {
            this.where = where;
            this.failure = failure;
        }

        @Override
        public Class<String> type() {
            return String.class;
        }

        @Override
        public Pool<String> prepare(ScenarioPlan plan) {
            failIn("prepare");
            return new Pool<>() {
                @Override
                public String open(VirtualUser user, RequestRecorder recorder) throws IOException {
                    if (where.equals("open") && failure instanceof IOException checked) {
                        throw checked;
                    }
                    failIn("open");
                    return "object";
                }

                @Override
                public boolean followsIterations() {
                    return true;
                }

                @Override
                public void iterationEnded(String object) {
                    failIn("iterationEnded");
                }

                @Override
                public void close(String object) {
                    failIn("close");
                }

                @Override
                public void close() {
                    failIn("closeAll");
                }
            };
        }

        private void failIn(String place) {
            if (where.equals(place)) {
                if (failure instanceof RuntimeException e) {
                    throw e;
                }
                throw (Error) failure;
            }
        }
    }

    private static final class Counted extends RuntimeException implements Recorded {
        private static final long serialVersionUID = 1L;
    }

    private final List<String> problems = new ArrayList<>();

    private static <T> T fake(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }

    private static UserResources.Held held(UserResources resources) {
        return resources.new Held();
    }

    private static void get(UserResources.Held held) {
        assertThat(held.get(String.class, fake(VirtualUser.class), fake(RequestRecorder.class)))
                .isEqualTo("object");
    }

    private static void assertFails(String where, Throwable failure, String message) {
        UserResources resources = new UserResources(List.of(new Broken(where, failure)), PLAN);
        assertThatThrownBy(() -> get(held(resources))).hasMessage(message).hasCause(failure);
    }

    private static String failed(String action) {
        return "the resource " + Broken.class.getName() + " failed to " + action + ": ";
    }

    @Test
    void prepareOrOpen_thatThrows_namesTheResource() {
        String prepare = failed("prepare what the users of shop share");
        String open = failed("open the object of a user");

        assertFails("prepare", new IllegalStateException("boom"), prepare + "IllegalStateException: boom");
        assertFails("prepare", new NoClassDefFoundError("x/Y"), prepare + "NoClassDefFoundError: x/Y");
        assertFails("open", new IllegalStateException(), open + "IllegalStateException");
        assertFails("open", new IOException("no route"), open + "IOException: no route");
    }

    @Test
    void open_thatThrowsWhatHasAMeaning_isLeftAlone() {
        for (Throwable meaning : List.of(
                new Counted(),
                new ScenarioEnd("used up"),
                new TestAbortedException("skip"),
                new AssertionError("no"))) {
            UserResources resources = new UserResources(List.of(new Broken("open", meaning)), PLAN);
            assertThatThrownBy(() -> get(held(resources))).isSameAs(meaning);
        }
    }

    @Test
    void endOfAnIteration_thatThrows_isNoted() {
        UserResources.Held held =
                held(new UserResources(List.of(new Broken("iterationEnded", new AssertionError("held"))), PLAN));
        get(held);
        held.iterationEnded(e -> problems.add(String.valueOf(e.getMessage())));

        assertThat(problems).containsExactly(failed("take the end of an iteration") + "AssertionError: held");
    }

    @Test
    void close_thatThrows_isNotedAndEndsNothing() {
        UserResources.Held held = held(new UserResources(List.of(new Broken("close", new LinkageError("gone"))), PLAN));
        get(held);
        held.close(e -> problems.add(String.valueOf(e.getMessage())));

        UserResources shared =
                new UserResources(List.of(new Broken("closeAll", new IllegalStateException("gone"))), PLAN);
        get(held(shared));
        shared.close(e -> problems.add(String.valueOf(e.getMessage())));

        assertThat(problems)
                .containsExactly(
                        failed("close the object of a user") + "LinkageError: gone",
                        failed("close what the users share") + "IllegalStateException: gone");
    }
}
