// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import java.util.Locale;
import org.apiguardian.api.API;

/**
 * A figure that a {@code @Soak} test watched over its run.
 *
 * @param name the figure, such as {@code p95 of all requests} or {@code heap after old collections}
 * @param verdict the conclusion
 * @param change how much it changed from the beginning of the run to its end; NaN if that is not known
 * @param low lower end of the 99 % interval of the change; NaN if there is none
 * @param high its upper end
 * @param perHour the change within an hour; NaN if that is not known
 * @param tolerance the change that counts as a drift; NaN if growth is judged by other rules
 * @param unit unit of these numbers: {@code %} of the beginning, {@code points} of a share, or that of a monitor; empty
 *     for counts
 * @param remark the reason of the verdict, or another remark; may be empty
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SoakFigure(
        String name,
        Verdict verdict,
        double change,
        double low,
        double high,
        double perHour,
        double tolerance,
        String unit,
        String remark) {

    /** The conclusion about a figure, or about the run: the worst of its figures. */
    public enum Verdict {
        /** It surely changed by less than what counts, or for the better. */
        STABLE,
        /** It grew and levels off, as a cache does that fills. */
        STILL_FILLING,
        /** The run was too short, or too noisy. */
        TOO_SHORT_TO_TELL,
        /** It surely changed for the worse, by as much as counts or more. */
        DRIFTING;

        /**
         * Returns the words for it.
         *
         * @return such as {@code too short to tell}
         */
        public String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
