// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.sql.Connection;
import java.util.List;
import java.util.Map;

/** A product that we have no questions for. */
record UnknownView(String product, String gap) implements ServerView {

    @Override
    public void attach(Connection connection) {
        // Nothing is asked of it.
    }

    @Override
    public void begin(Connection connection) {
        // Nothing is asked of it.
    }

    @Override
    public List<Backend> sessions(Connection connection) {
        return List.of();
    }

    @Override
    public long openSessions(Connection connection) {
        return 0;
    }

    @Override
    public void end(Connection connection, Map<String, ClientFigures> client, ReportDraft draft) {
        draft.gap(gap);
    }
}
