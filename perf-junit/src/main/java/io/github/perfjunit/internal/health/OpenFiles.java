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
 * Detects that users reached the limit of open files; each connection is an open file. That is not a fault of the
 * target, so the run is invalid; nor is it a configuration mistake, because not every user needs a connection.
 */
public final class OpenFiles {

    private static final String WHERE = "ulimit -n, or LimitNOFILE of the service";

    /** Reserve for jars, logs and results. */
    private static final int SPARE = 100;

    private OpenFiles() {}

    /**
     * Warns before a load if its users would reach the limit with one connection each; users of an open model are added
     * as needed, so their number is not known.
     *
     * @param plan the plan of this JVM
     * @param limit maximum number of open files of this process; negative if unknown
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

    /**
     * Returns a text to add to the reason for the end of a load: a class may be missing only because its file cannot be
     * read.
     */
    public static String hint(int users, long limit) {
        return limit < 0 || users <= limit - SPARE
                ? ""
                : " (" + FigureFormat.count(users, "user") + " were made, and this process may have only "
                        + FigureFormat.count(limit) + " files open)";
    }

    /**
     * Returns the maximum number of open files of this process.
     *
     * @return the limit; negative if the system does not report it
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

    // The message on Linux, macOS and other Unix systems; there is no exception type for it.
    private static boolean isRefusal(String message) {
        return message.toLowerCase(Locale.ROOT).contains("too many open files");
    }
}
