// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.metrics.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class CurrentUserTests {

    private static RequestRecorder user() {
        return new RequestRecorder() {
            @Override
            public long begin(long started) {
                return started;
            }

            @Override
            public void record(
                    String name, long intended, long started, long ended, Outcome outcome, long sent, long received) {}

            @Override
            public void error(String name, String kind, String message, Throwable cause) {}

            @Override
            public void connected(String name, long started, long ended, boolean ok) {}

            @Override
            public boolean interrupted() {
                return false;
            }
        };
    }

    private final List<RequestRecorder> seen = new ArrayList<>();

    private void look() {
        seen.add(CurrentUser.recorder());
    }

    @Test
    void thread_withoutUser_hasNoRecorder() throws Exception {
        Runnable task = this::look;
        Callable<String> call = () -> "done";

        assertThat(CurrentUser.recorder()).isNull();
        assertThat(CurrentUser.carry(task)).isSameAs(task);
        assertThat(CurrentUser.carry(call)).isSameAs(call);
    }

    @Test
    void runAs_nested_restoresWhatWas() {
        RequestRecorder outer = user();
        RequestRecorder inner = user();
        CurrentUser.runAs(outer, () -> {
            look();
            assertThatThrownBy(() -> CurrentUser.runAs(inner, () -> {
                        look();
                        throw new IllegalStateException("odd");
                    }))
                    .hasMessage("odd");
            look();
        });
        look();

        assertThat(seen).containsExactly(outer, inner, outer, null);
    }

    @Test
    void carry_otherThread_worksForTheUser() throws Exception {
        RequestRecorder user = user();
        List<Runnable> carried = new ArrayList<>();
        List<Callable<RequestRecorder>> calls = new ArrayList<>();
        CurrentUser.runAs(user, () -> {
            carried.add(CurrentUser.carry(this::look));
            calls.add(CurrentUser.carry(CurrentUser::recorder));
        });

        Thread thread = new Thread(carried.get(0));
        thread.start();
        thread.join();

        assertThat(seen).containsExactly(user);
        assertThat(calls.get(0).call()).isSameAs(user);
        assertThat(CurrentUser.recorder()).isNull();
    }
}
