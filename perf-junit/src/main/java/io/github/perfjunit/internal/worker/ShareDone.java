// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.worker;

import org.opentest4j.TestAbortedException;

/** Ends a worker's test method after its load: its assertions are for the controller, which has all shares. */
public final class ShareDone extends TestAbortedException {

    private static final long serialVersionUID = 1L;

    /** Creates the signal that a share was run. */
    public ShareDone() {
        super("this JVM ran a share of the load; the controller judges the whole");
    }
}
