// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.monitor;

import io.github.perfjunit.monitor.Monitor;

/**
 * A monitor and where it was declared.
 *
 * @param place such as {@code @Watch.jmx}
 * @param remedy what to do if it does not answer; empty if nothing is known
 * @param monitor the monitor
 */
record Watched(String place, String remedy, Monitor monitor) {}
