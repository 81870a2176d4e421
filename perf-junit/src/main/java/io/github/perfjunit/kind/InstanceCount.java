// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * How many instances a load needs, or why that is not known.
 *
 * @param number the number, at least one; empty if what was measured does not tell
 * @param reason why there is no number, with what to measure; empty if there is one
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record InstanceCount(OptionalInt number, String reason) {

    static InstanceCount of(int number) {
        return new InstanceCount(OptionalInt.of(number), "");
    }

    static InstanceCount refused(String reason) {
        return new InstanceCount(OptionalInt.empty(), reason);
    }

    /**
     * Returns the number.
     *
     * @return at least one
     * @throws IllegalStateException with the reason, if there is no number
     */
    public int orElseThrow() {
        return number.orElseThrow(() -> new IllegalStateException("the number of instances is not known: " + reason));
    }
}
