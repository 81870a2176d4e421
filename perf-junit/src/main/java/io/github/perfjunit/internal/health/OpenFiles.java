// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.health;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.FigureFormat;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * Whether users ran into the limit of open files, of which each connection is one. That is no fault of the target, so the
 * run is invalid; and no mistake of the settings, for users need not have a connection each.
 */
public final class OpenFiles {

    private static final String WHERE = "ulimit -n, or LimitNOFILE of the service";

    /** Jars, logs and results. */
    private static final int SPARE = 100;

    private OpenFiles() {}

    /**
     * Tells before a load that users who keep a connection each would run into the limit; those of an open model are made
     * as they are needed, so nobody knows how many there will be.
     *
     * @param plan what this JVM is to run
     * @param limit how many files this process may have open; negative if unknown
     * @return a sentence to be shown, or none
     */
    public static List<String> notes(LoadPlan plan, long limit) {
        long users = plan.scenarios().stream()
                .filter(scenario -> scenario.model() instanceof LoadModel.Closed)
                .mapToLong(scenario -> plan.share().of((long) scenario.model().peak()))
                .sum();
        return limit < 0 || users <= limit - SPARE
                ? List.of()
                : List.of(FigureFormat.count(users, "user")
                        + " with a connection each need more files than this process may" + " have open, "
                        + FigureFormat.count(limit) + ": raise the limit (" + WHERE + ")");
    }

    /** Returns what to add to the reason why a load ended: a class may be missing only because its file cannot be read. */
    public static String hint(int users, long limit) {
        return limit < 0 || users <= limit - SPARE
                ? ""
                : " (" + FigureFormat.count(users, "user") + " were made, and this process may have only "
                        + FigureFormat.count(limit) + " files open)";
    }

    /**
     * Returns how many files this process may have open.
     *
     * @return the limit; negative if the system does not tell
     */
    public static long limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : -1;
    }

    public static List<String> problems(List<ErrorSummary> errors, int users, long limit) {
        long failures = errors.stream()
                .filter(error -> isRefusal(error.message()))
                .mapToLong(ErrorSummary::count)
                .sum();
        if (failures == 0) {
            return List.of();
        }
        return List.of("the system let this process open no more files"
                + (limit < 0 ? "" : " than " + FigureFormat.count(limit))
                + ", and each connection is one: " + FigureFormat.count(failures, "time") + " with "
                + FigureFormat.count(users, "user")
                + "; raise the limit (" + WHERE + ") or take fewer users");
    }

    // The text of Linux, macOS and other Unix systems; there is no type to tell by.
    private static boolean isRefusal(String message) {
        return message.toLowerCase(Locale.ROOT).contains("too many open files");
    }
}
