// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Shares as people write them: a number from 0 to 100 and a percent sign, such as {@code 0.5%}.
 */
public final class Percentages {

    private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?) ?%");

    private Percentages() {}

    /**
     * Reads a share.
     *
     * @param text such as {@code 0.5%}; blanks around it are ignored
     * @return percent, from 0 to 100
     * @throws BadValueException if it is not one
     */
    public static double parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (matcher.matches()) {
            double percent = Double.parseDouble(matcher.group(1));
            if (percent <= 100) {
                return percent;
            }
        }
        throw new BadValueException(text, "be a share from 0% to 100% such as 0.5%");
    }
}
