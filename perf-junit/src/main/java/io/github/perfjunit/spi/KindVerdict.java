// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.metrics.ObjectiveResult;
import io.github.perfjunit.metrics.ResultSection;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The verdict on a load of a kind with a verdict of its own. It takes the place of the ordinary one, unless {@link
 * ConductedLoad#keepsObjectives()} says otherwise: objectives of {@code @Slo}, the default for errors, and whether the load
 * was delivered are the kind's to judge, part by part.
 *
 * @param verdicts what decides about the test: each missed one fails it; at least one, or the load proves
 *     nothing, unless the ordinary verdict stands beside them
 * @param invalid why the generator rather than the target decided, in sentences without a full stop; if there are any, the
 *     run is invalid and proves nothing, whatever the verdicts are
 * @param sections the findings, to be added to the result; each replaces one of the same name
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record KindVerdict(List<ObjectiveResult> verdicts, List<String> invalid, List<ResultSection> sections) {

    /**
     * Copies the lists.
     *
     * @param verdicts what decides about the test
     * @param invalid why the generator rather than the target decided
     * @param sections the findings
     */
    public KindVerdict {
        verdicts = List.copyOf(verdicts);
        invalid = List.copyOf(invalid);
        sections = List.copyOf(sections);
    }
}
