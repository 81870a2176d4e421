// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.run;

import io.github.perfjunit.metrics.FigureFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The verdict on all loads of a run.
 *
 * @param kind how it is to be taken
 * @param word the word of the worst verdict
 * @param sentence how many loads have which verdict
 */
public record RunVerdict(Headline.Kind kind, String word, String sentence) {

    private static final String NO_RESULT = "NO RESULT";

    /** Judges a run: a load without a result counts as failed. */
    public static RunVerdict of(StoredRun run) {
        Map<String, Integer> words = new LinkedHashMap<>();
        run.loads().forEach(load -> words.merge(load.headline().verdict(), 1, Integer::sum));
        if (!run.unreadable().isEmpty()) {
            words.put(NO_RESULT, run.unreadable().size());
        }
        int all = run.loads().size() + run.unreadable().size();
        String counts = words.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        String sentence =
                all == 0 ? "No load has a result here." : FigureFormat.count(all, "load") + ": " + counts + ".";
        if (run.loads().isEmpty()) {
            return new RunVerdict(Headline.Kind.BAD, NO_RESULT, sentence);
        }
        Headline worst = run.loads().get(0).headline();
        return run.unreadable().isEmpty() || worst.kind() == Headline.Kind.BAD
                ? new RunVerdict(worst.kind(), worst.verdict(), sentence)
                : new RunVerdict(Headline.Kind.BAD, NO_RESULT, sentence);
    }
}
