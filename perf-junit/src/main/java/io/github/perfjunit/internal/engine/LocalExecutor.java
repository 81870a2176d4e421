// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.spi.LoadExecutor;
import io.github.perfjunit.spi.LoadJob;

/** Runs the whole plan in this JVM. */
public final class LocalExecutor implements LoadExecutor {

    /** For the service loader. */
    public LocalExecutor() {}

    @Override
    public String name() {
        return "local";
    }

    @Override
    public boolean changesCourse() {
        return true;
    }

    @Override
    public LoadData execute(LoadJob job) {
        return job.runHere(job.plan(), job.intervals());
    }
}
