// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.JdbcSession;
import io.github.perfjunit.load.ScenarioPlan;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.spi.RequestRecorder;
import io.github.perfjunit.spi.UserResource;

/** Gives each virtual user its session. */
public final class Sessions implements UserResource<JdbcSession> {

    /** For the service loader. */
    public Sessions() {}

    @Override
    public Class<JdbcSession> type() {
        return JdbcSession.class;
    }

    @Override
    public Pool<JdbcSession> prepare(ScenarioPlan plan) {
        return new Pool<>() {
            @Override
            public JdbcSession open(VirtualUser user, RequestRecorder recorder) {
                return new Session();
            }

            @Override
            public void close(JdbcSession session) {
                ((Session) session).close();
            }

            @Override
            public void close() {
                // sessions are all there is
            }
        };
    }
}
