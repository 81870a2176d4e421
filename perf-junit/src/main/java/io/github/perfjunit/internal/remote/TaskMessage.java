// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.metrics.LoadData;
import java.util.List;
import java.util.Map;

/**
 * What a controller asks its workers to do.
 *
 * @param protocol number of the protocol, {@link Library#PROTOCOL}
 * @param version of the library
 * @param test JUnit's unique id
 * @param load which load of the test it is, from 0
 * @param earlier the figures of the loads of the test before it, as {@link LoadData#encode} writes them
 * @param workers how many there are
 * @param plan what {@link PlanText} makes of the plan
 * @param settings keys and values by which the plan was read
 * @param lookMillis how often to look for messages
 * @param sendMillis how often to send intervals
 * @param silenceMillis how long the controller may be silent
 * @param capMillis after which time since its own start a worker ends in any case
 */
public record TaskMessage(
        int protocol,
        String version,
        String test,
        int load,
        List<String> earlier,
        int workers,
        Map<String, String> plan,
        Map<String, String> settings,
        long lookMillis,
        long sendMillis,
        long silenceMillis,
        long capMillis) {}
