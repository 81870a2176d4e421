// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

/** What the client measured for one statement. */
public record ClientFigures(long calls, double meanMillis) {}
