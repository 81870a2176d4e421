// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

class ObservedBodyTests {

    private final List<String> ends = new ArrayList<>();

    private ObservedBody observed(UserBody body) {
        return new ObservedBody(body, (ended, nanos, ok, kind) -> ends.add(ok ? "ok" : kind));
    }

    @Test
    void iteration_thatSucceeds_isTold() throws Exception {
        observed(user -> {}).run(null);

        assertThat(ends).containsExactly("ok");
    }

    @Test
    void iteration_thatFails_isToldWithItsKindAndThrowsTheSame() {
        HttpFailure unavailable = new HttpFailure(Outcome.ERROR, "503", "not now", null, null);
        SQLException lost = new SQLException("lost", "08006");

        assertThatThrownBy(() -> observed(user -> {
                            throw unavailable;
                        })
                        .run(null))
                .isSameAs(unavailable);
        assertThatThrownBy(() -> observed(user -> {
                            throw lost;
                        })
                        .run(null))
                .isSameAs(lost);
        assertThat(ends).containsExactly("503", "connection");
    }

    @Test
    void iteration_thatIsAborted_isNoEnd() {
        assertThatThrownBy(() -> observed(user -> {
                            throw new TestAbortedException();
                        })
                        .run(null))
                .isInstanceOf(TestAbortedException.class);
        assertThat(ends).isEmpty();
    }
}
