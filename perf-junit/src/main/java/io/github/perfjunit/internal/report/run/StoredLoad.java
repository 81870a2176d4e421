// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.run;

import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.report.StoredResult;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One load with all that its files tell; what cannot be read of them is told, and the rest is there. Immutable. */
public final class StoredLoad {

    private final StoredResult stored;
    private final @Nullable LoadResult result;
    private final @Nullable LoadCourse course;
    private final String problem;

    private StoredLoad(StoredResult stored, @Nullable LoadResult result, @Nullable LoadCourse course, String problem) {
        this.stored = stored;
        this.result = result;
        this.course = course;
        this.problem = problem;
    }

    /** Reads the histograms of a load whose result has been read. */
    static StoredLoad of(StoredResult stored) {
        try {
            LoadResult result = stored.toLoadResult();
            LoadCourse course = LoadCourse.of(stored.timeline(), stored.data().elapsedMillis(), result.kind());
            return new StoredLoad(stored, result, course, "");
        } catch (UncheckedIOException e) {
            return new StoredLoad(stored, null, null, Reasons.of(e));
        }
    }

    public StoredResult stored() {
        return stored;
    }

    /** Returns the figures; null if the histograms could not be read. */
    public @Nullable LoadResult result() {
        return result;
    }

    /** Returns the figures over time; null if the histograms could not be read. */
    public @Nullable LoadCourse course() {
        return course;
    }

    /** Returns why the histograms could not be read; empty if they could. */
    public String problem() {
        return problem;
    }

    public String name() {
        return stored.test().name();
    }

    /** Returns when the load ended. */
    public Instant end() {
        return stored.start().plusMillis(stored.data().elapsedMillis());
    }

    /** Returns what the verdict is and why. */
    public Headline headline() {
        return Headline.of(stored);
    }
}
