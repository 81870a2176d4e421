// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import java.util.Map;

/**
 * A worker whose users are ready.
 *
 * @param protocol number of the protocol
 * @param version of the library
 * @param plan what {@link PlanText} makes of the plan that it read
 * @param clockOffsetMillis how far the store's clock is ahead of its own
 * @param host the name of its machine; empty if unknown
 * @param pid number of its process
 */
record ReadyMessage(
        int protocol, String version, Map<String, String> plan, long clockOffsetMillis, String host, long pid) {}
