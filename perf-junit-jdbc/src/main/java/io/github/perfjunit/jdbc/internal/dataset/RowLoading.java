// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

/** Code of the user that writes rows. */
@FunctionalInterface
public interface RowLoading {

    /** Writes them; what it throws is the user's. */
    void load(RowTarget target) throws Exception;
}
