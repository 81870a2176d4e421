// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.run;

import io.github.perfjunit.jdbc.report.SweepStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One size of a sweep, and the steps that all sizes of the sweep share.
 *
 * @param size the size of this invocation
 * @param largest the largest size of the sweep, which the database must have room for
 * @param last whether it is the last one
 * @param steps what was measured so far, which this invocation adds to
 */
public record SweepRun(int size, int largest, boolean last, List<SweepStep> steps) {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(SweepRun.class);
    private static final String STEPS = "steps";

    /** Makes the first step of a sweep, or a further one, known to the invocation that is about to be made. */
    public static void begin(ExtensionContext invocation, int size, int largest, boolean last) {
        ExtensionContext template = invocation.getParent().orElse(invocation);
        ExtensionContext.Store shared = template.getStore(NAMESPACE);
        @SuppressWarnings("unchecked") // put by the line below alone
        List<SweepStep> known = (List<SweepStep>) shared.get(STEPS, List.class);
        List<SweepStep> steps = known == null ? new ArrayList<>() : known;
        shared.put(STEPS, steps);
        invocation.getStore(NAMESPACE).put(SweepRun.class, new SweepRun(size, largest, last, steps));
    }

    /** Returns which size an invocation has; empty if it is none of a sweep. */
    static Optional<SweepRun> of(ExtensionContext invocation) {
        return Optional.ofNullable(invocation.getStore(NAMESPACE).get(SweepRun.class, SweepRun.class));
    }
}
