// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.spi.EndOfData;

/** Thrown before an iteration that cannot run for lack of data; ends its scenario as planned. */
public final class ScenarioEnd extends RuntimeException implements EndOfData {

    private static final long serialVersionUID = 1L;

    /** Creates an end without a stack trace. */
    public ScenarioEnd(String reason) {
        super(reason, null, false, false);
    }
}
