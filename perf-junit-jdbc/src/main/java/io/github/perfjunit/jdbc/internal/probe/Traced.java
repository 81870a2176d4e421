// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.probe;

/** A connection that is followed. */
public interface Traced {

    /** Returns who follows it. */
    ConnectionTrace connectionTrace();
}
