// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import java.time.Duration;

/**
 * How the database is asked.
 *
 * @param interval between two looks at its sessions
 * @param settle longest wait at the end for statistics that arrive late
 * @param explain whether the plans of the slowest statements are looked at, without running them
 * @param createExtension whether to create pg_stat_statements where it is missing: only in a server that is ours
 */
public record DiagnosisOptions(Duration interval, Duration settle, boolean explain, boolean createExtension) {

    /** Returns the options for a server of a user: nothing is created in it. */
    public static DiagnosisOptions defaults() {
        return new DiagnosisOptions(Duration.ofMillis(100), Duration.ofSeconds(1), true, false);
    }

    /** Returns the same options, but for a server that was started for the test. */
    public DiagnosisOptions ownServer() {
        return new DiagnosisOptions(interval, settle, explain, true);
    }
}
