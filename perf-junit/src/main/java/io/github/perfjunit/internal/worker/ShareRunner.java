// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.worker;

import io.github.perfjunit.internal.remote.WorkerRoad;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.metrics.ResultSection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A load that this JVM can run. */
public interface ShareRunner {

    /** Runs a plan, and waits on the road for the start when its users are ready. */
    LoadData run(LoadPlan plan, WorkerRoad road);

    /** Returns the figures so far; null while there are none. */
    @Nullable
    LoadData snapshot();

    /** Returns the notes, once it has ended. */
    List<String> notes();

    /** Returns the sections of extensions, once it has ended. */
    List<ResultSection> sections(LoadData data);
}
