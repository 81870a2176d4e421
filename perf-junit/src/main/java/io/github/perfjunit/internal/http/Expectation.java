// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The answers that are not errors. Immutable. */
final class Expectation {

    /** Every status below 400, any body. */
    static final Expectation DEFAULT = new Expectation(null, null);

    private static final int SHOWN = 100;

    private final int @Nullable [] statuses;
    private final @Nullable String text;

    private Expectation(int @Nullable [] statuses, @Nullable String text) {
        this.statuses = statuses;
        this.text = text;
    }

    Expectation withStatuses(int... expected) {
        if (expected.length == 0) {
            throw new IllegalArgumentException("expectStatus needs at least one status");
        }
        for (int status : expected) {
            if (status < 100 || status > 599) {
                throw new IllegalArgumentException("expected status was '" + status + "' but must be from 100 to 599");
            }
        }
        return new Expectation(expected.clone(), text);
    }

    Expectation withText(String expected) {
        return new Expectation(statuses, expected);
    }

    boolean isOfBody() {
        return text != null;
    }

    boolean acceptsStatus(int status) {
        if (statuses == null) {
            return status < 400;
        }
        for (int expected : statuses) {
            if (status == expected) {
                return true;
            }
        }
        return false;
    }

    boolean acceptsBody(ReceivedResponse response) {
        return text == null || response.text().contains(text);
    }

    String statusMessage(ReceivedResponse response, int redirects) {
        String after = redirects == 0 ? "" : " after " + redirects + (redirects == 1 ? " redirect" : " redirects");
        String wanted = statuses == null
                ? ""
                : ", expected "
                        + Arrays.stream(statuses).mapToObj(String::valueOf).collect(Collectors.joining(" or "));
        return response.statusText() + after + wanted;
    }

    String bodyMessage() {
        return "the body does not contain '" + ForeignText.clean(String.valueOf(text), SHOWN) + "'";
    }
}
