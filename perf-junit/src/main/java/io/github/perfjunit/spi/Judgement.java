// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ResultSection;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The conclusion of a participant from the result of its load.
 *
 * @param verdicts how objectives of its own ended; they count like all others
 * @param sections findings to be added to the result; each replaces one of the same name
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Judgement(List<ObjectiveResult> verdicts, List<ResultSection> sections) {

    /** No objectives, and nothing to add. */
    public static final Judgement NONE = new Judgement(List.of(), List.of());

    /**
     * Copies mutable arguments.
     *
     * @param verdicts how objectives of its own ended
     * @param sections findings to be added to the result
     */
    public Judgement {
        verdicts = List.copyOf(verdicts);
        sections = List.copyOf(sections);
    }

    /**
     * Makes a judgement that adds nothing to the result.
     *
     * @param verdicts how objectives ended
     * @return the judgement
     */
    public static Judgement of(List<ObjectiveResult> verdicts) {
        return new Judgement(verdicts, List.of());
    }
}
