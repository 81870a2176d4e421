// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.report;

import org.apiguardian.api.API;

/**
 * What running statements were seen waiting for.
 *
 * @param type kind of wait in the words of the server; {@code CPU} for none
 * @param event the wait itself; empty for none
 * @param seen times a session was seen in it
 * @param share of all times a session was seen running, 0 to 1
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record WaitEvent(String type, String event, long seen, double share) {}
