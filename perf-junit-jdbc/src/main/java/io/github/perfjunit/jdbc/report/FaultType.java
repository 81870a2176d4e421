// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import org.apiguardian.api.API;

/**
 * What can be broken between a pool and its database, or in the database.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FaultType {
    /** Answers of the server arrive late. */
    LATENCY("latency"),
    /** The network loses everything: nothing arrives, and nobody is told. */
    BLACK_HOLE("black hole"),
    /** All connections are reset at once, and new ones for as long as it lasts. */
    RESET("reset"),
    /** The port is closed: connections break, and new ones are refused. */
    REFUSE("refused connections"),
    /** The network carries few bytes per second. */
    BANDWIDTH("little bandwidth"),
    /** An administrator ends all sessions of the database, once. */
    TERMINATE("terminated sessions"),
    /** The server is stopped in good order and started again. */
    RESTART("restart"),
    /** The server's processes are killed, and it is started again. */
    CRASH("crash"),
    /** The server's processes are killed, and its replica takes its place. */
    PROMOTION("promotion");

    private final String label;

    FaultType(String label) {
        this.label = label;
    }

    /**
     * Returns the name for readers.
     *
     * @return lower-case words such as {@code black hole}
     */
    public String label() {
        return label;
    }
}
