// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.perfjunit.metrics.ErrorSummary;
import io.github.perfjunit.metrics.Figures;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/**
 * Whether users ran into the limit of open files, of which each connection is one. That is no fault of the target, so the
 * run is invalid; and no mistake of the settings, for users need not have a connection each.
 */
final class OpenFiles {

    private OpenFiles() {}

    /** Returns how many files this process may have open; negative if the system does not tell. */
    static long limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : -1;
    }

    static List<String> problems(List<ErrorSummary> errors, int users, long limit) {
        long failures = errors.stream()
                .filter(error -> isRefusal(error.message()))
                .mapToLong(ErrorSummary::count)
                .sum();
        if (failures == 0) {
            return List.of();
        }
        return List.of(
                "the system let this process open no more files" + (limit < 0 ? "" : " than " + Figures.count(limit))
                        + ", and each connection is one: " + Figures.count(failures, "time") + " with "
                        + Figures.count(users, "user")
                        + "; raise the limit (ulimit -n, or LimitNOFILE of the service) or take fewer users");
    }

    // The text of Linux, macOS and other Unix systems; there is no type to tell by.
    private static boolean isRefusal(String message) {
        return message.toLowerCase(Locale.ROOT).contains("too many open files");
    }
}
