// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.ThinkTime;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.UserResource;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class UserResourcesTests {

    private final List<String> calls = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private record Client() {}

    private final class Clients implements UserResource<Client> {

        private final Supplier<List<String>> notes;

        Clients(Supplier<List<String>> notes) {
            this.notes = notes;
        }

        @Override
        public Class<Client> type() {
            return Client.class;
        }

        @Override
        public Pool<Client> prepare(ScenarioPlan plan) {
            return new Pool<>() {

                @Override
                public Client open(VirtualUser user, RequestRecorder recorder) {
                    return new Client();
                }

                @Override
                public void close(Client client) {}

                @Override
                public List<String> notes() {
                    calls.add("notes");
                    return notes.get();
                }

                @Override
                public void close() {
                    calls.add("close");
                }
            };
        }
    }

    private UserResources used(Supplier<List<String>> notes) {
        LoadModel model = new LoadModel.Closed(List.of(), null, null);
        ScenarioPlan plan =
                new ScenarioPlan("shop", model, "none", Duration.ZERO, ThinkTime.NONE, false, Duration.ZERO, "");
        UserResources resources = new UserResources(List.of(new Clients(notes)), plan);
        resources.new Held().get(Client.class, unused(VirtualUser.class), unused(RequestRecorder.class));
        return resources;
    }

    private static <T> T unused(Class<T> type) {
        Object proxy =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
        return type.cast(proxy);
    }

    @Test
    void notes_ofAPool_areAskedOnceBeforeItCloses() {
        UserResources resources = used(() -> List.of("it rained", "it snowed"));
        assertThat(resources.notes()).isEmpty();

        resources.close(e -> problems.add(e.getMessage()));
        resources.close(e -> problems.add(e.getMessage()));

        assertThat(resources.notes()).containsExactly("it rained", "it snowed");
        assertThat(calls).containsExactly("notes", "close");
        assertThat(problems).isEmpty();
    }

    @Test
    void pool_whoseNotesFail_closesAllTheSame() {
        UserResources resources = used(() -> {
            throw new IllegalStateException("no paper");
        });

        resources.close(e -> problems.add(e.getMessage()));

        assertThat(resources.notes()).isEmpty();
        assertThat(calls).containsExactly("notes", "close");
        assertThat(problems)
                .containsExactly("the resource " + Clients.class.getName()
                        + " failed to give its notes: IllegalStateException: no paper");
    }
}
