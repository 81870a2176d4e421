// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Which invocation of a parameterized or repeated test this is. */
final class Invocations {

    private static final Pattern NUMBER = Pattern.compile("\\[test-template-invocation:#(\\d{1,9})]$");

    private Invocations() {}

    /** Returns 1 for the first or only invocation, 2 for the next one, and so on. */
    static int number(ExtensionContext context) {
        Matcher matcher = NUMBER.matcher(context.getUniqueId());
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 1;
    }
}
