// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.metrics.Enforcement;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The keys {@code perf.*} of a run. A key is a JUnit configuration parameter, a system property or an
 * environment variable ({@code PERF_SCALE}), in this order; a blank value counts as not set.
 *
 * @param mode {@code perf.mode}; defaults to {@code LOAD}
 * @param slo {@code perf.slo}; null if it is not set, see {@link #sloInForce()}
 * @param invalid {@code perf.invalid}; defaults to {@code FAIL}
 * @param scale {@code perf.scale}, above 0; defaults to 1
 * @param users {@code perf.users}
 * @param duration {@code perf.duration}
 * @param rampUp {@code perf.rampUp}
 * @param maxUsers {@code perf.maxUsers}
 * @param maxDuration {@code perf.maxDuration}
 * @param seed {@code perf.seed}
 * @param threads {@code perf.threads}; defaults to {@code AUTO}
 * @param failFast {@code perf.failFast}; defaults to {@code ON}
 * @param progress {@code perf.progress}; defaults to {@code AUTO}
 * @param output {@code perf.output}; defaults to {@code target/perf}
 * @param report {@code perf.report} and the keys that begin with it
 * @param executor {@code perf.executor}, name of a load executor; defaults to {@code local}
 * @param http {@code perf.http.*}
 */
public record PerfKeys(
        Mode mode,
        @Nullable Enforcement slo,
        Invalid invalid,
        double scale,
        @Nullable Integer users,
        @Nullable Duration duration,
        @Nullable Duration rampUp,
        @Nullable Integer maxUsers,
        @Nullable Duration maxDuration,
        @Nullable Long seed,
        Threads threads,
        FailFast failFast,
        Progress progress,
        Path output,
        ReportKeys report,
        String executor,
        HttpKeys http) {

    /**
     * What is written about all loads of a run.
     *
     * @param written {@code perf.report}: whether anything is; defaults to true
     * @param charts {@code perf.report.charts}; defaults to {@code INTERACTIVE}
     * @param annotations {@code perf.report.annotations}: whether GitHub Actions is told of missed objectives; defaults to
     *     {@code ON}
     */
    public record ReportKeys(boolean written, Charts charts, Switch annotations) {}

    /** How the charts of the report answer to the pointer. */
    public enum Charts {
        /** They show figures, and can be zoomed. */
        INTERACTIVE,
        /** Not at all, for a page that is smaller by 1.1 MB. */
        STATIC
    }

    /** The amount of work in a run. */
    public enum Mode {
        /** The load. */
        LOAD,
        /** One user, one iteration. */
        SMOKE
    }

    /** How a run is treated whose generator could not keep up. */
    public enum Invalid {
        /** It fails. */
        FAIL,
        /** It is shown. */
        WARN
    }

    /** The kind of threads of virtual users. */
    public enum Threads {
        /** Virtual threads where Java has them. */
        AUTO,
        /** Virtual threads. */
        VIRTUAL,
        /** Platform threads. */
        PLATFORM
    }

    /** Whether something is done. */
    public enum Switch {
        /** It is. */
        ON,
        /** It is not. */
        OFF
    }

    /** Whether a load ends early that does nothing but fail, and always alike. */
    public enum FailFast {
        /** It does. */
        ON,
        /** It goes on to its planned end. */
        OFF
    }

    /** How progress is shown. */
    public enum Progress {
        /** In place on a terminal, else in lines. */
        AUTO,
        /** In place. */
        TTY,
        /** In lines. */
        LINES,
        /** Not at all. */
        OFF
    }

    /**
     * Reads all keys and reports bad values, and system properties that begin with {@code perf.} and are no key.
     *
     * @param settings where values come from
     * @param problems collects the mistakes
     * @return the values, with the default in place of each bad one
     */
    public static PerfKeys read(Settings settings, Problems problems) {
        return new PerfKeysReader(settings, problems).read();
    }

    /**
     * Returns whether {@code perf.slo} is set.
     *
     * @return false if {@link #sloInForce()} is a default
     */
    public boolean sloIsExplicit() {
        return slo != null;
    }

    /**
     * Returns how objectives are treated in this run: {@code perf.slo}, else {@code OFF} in a smoke run, {@code REPORT}
     * at a scale below 1 (a small load meets every percentile), and {@code ENFORCE} otherwise.
     *
     * @return never null
     */
    public Enforcement sloInForce() {
        if (slo != null) {
            return slo;
        }
        if (mode == Mode.SMOKE) {
            return Enforcement.OFF;
        }
        return scale < 1 ? Enforcement.REPORT : Enforcement.ENFORCE;
    }
}
