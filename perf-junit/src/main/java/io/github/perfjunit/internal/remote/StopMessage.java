// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

/**
 * The controller's word that the load is to end early.
 *
 * @param reason why
 * @param atOnce whether running iterations are interrupted
 */
record StopMessage(String reason, boolean atOnce) {}
