// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.run;

import io.github.perfjunit.internal.report.text.Reasons;
import io.github.perfjunit.report.StoredResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The loads of one run, from the files in an output folder: all that were written by the JVM that ended last, and by others
 * that ran loads without a longer pause before, such as other forks and modules of the same build.
 *
 * @param loads the loads, those that need attention first
 * @param earlier loads of earlier runs whose folders were left
 * @param unreadable folders of loads without a result that can be read, each with the reason
 */
public record StoredRun(List<StoredLoad> loads, List<StoredResult> earlier, List<Unreadable> unreadable) {

    /** A longer pause between two loads separates two runs. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);

    /**
     * A folder whose result cannot be read.
     *
     * @param folder its name
     * @param reason why, in a sentence
     */
    public record Unreadable(String folder, String reason) {}

    /**
     * Reads an output folder, or the folder of one load.
     *
     * @param folder the folder
     * @return what is in it, possibly nothing
     * @throws IOException if the folder cannot be read
     */
    public static StoredRun read(Path folder) throws IOException {
        List<StoredResult> results = new ArrayList<>();
        List<Unreadable> unreadable = new ArrayList<>();
        for (Path each : folders(folder)) {
            try {
                if (Files.exists(each.resolve(StoredResult.RESULTS))) {
                    results.add(StoredResult.read(each));
                } else {
                    unreadable.add(new Unreadable(
                            name(each),
                            "no " + StoredResult.RESULTS
                                    + ": the load was killed within its first ten seconds, or still runs"));
                }
            } catch (UncheckedIOException e) {
                unreadable.add(new Unreadable(name(each), reason(e)));
            }
        }
        results.sort(Comparator.comparing(StoredRun::end).reversed());
        List<StoredResult> now = new ArrayList<>();
        List<StoredResult> earlier = new ArrayList<>();
        divide(results, now, earlier);
        return new StoredRun(
                now.stream()
                        .sorted(Comparator.comparing((StoredResult result) -> rank(result))
                                .thenComparing(StoredResult::start))
                        .map(StoredLoad::of)
                        .toList(),
                List.copyOf(earlier),
                List.copyOf(unreadable));
    }

    private static int rank(StoredResult result) {
        return switch (Headline.of(result).kind()) {
            case BAD -> 0;
            case OPEN -> result.verdict().equals("INVALID") ? 1 : 2;
            case GOOD -> 3;
        };
    }

    private static List<Path> folders(Path folder) throws IOException {
        if (Files.exists(folder.resolve(StoredResult.RESULTS))) {
            return List.of(folder);
        }
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)
                        && (Files.exists(each.resolve(StoredResult.RESULTS))
                                || Files.exists(each.resolve(StoredResult.HISTOGRAMS)))) {
                    folders.add(each);
                }
            }
        }
        folders.sort(Comparator.comparing(StoredRun::name));
        return folders;
    }

    /** From the newest result backwards, until a pause is too long. */
    private static void divide(List<StoredResult> newestFirst, List<StoredResult> now, List<StoredResult> earlier) {
        Set<String> jvms = new HashSet<>();
        Instant began = Instant.MAX;
        for (StoredResult result : newestFirst) {
            boolean close =
                    began.equals(Instant.MAX) || end(result).plus(LONGEST_PAUSE).isAfter(began);
            if (close || jvms.contains(result.runId())) {
                now.add(result);
                jvms.add(result.runId());
                began = result.start().isBefore(began) ? result.start() : began;
            } else {
                earlier.add(result);
            }
        }
    }

    private static Instant end(StoredResult result) {
        return result.start().plusMillis(result.data().elapsedMillis());
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }

    /** The folder is named beside it. */
    private static String reason(UncheckedIOException e) {
        String message = String.valueOf(e.getMessage());
        int at = message.indexOf(" cannot be read: ");
        return at < 0 ? Reasons.of(e) : StoredResult.RESULTS + message.substring(at);
    }
}
