// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.fault;

import io.github.perfjunit.jdbc.report.FaultType;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The faults of a load, none of which overlap.
 *
 * @param faults in order of time
 */
public record FaultPlan(List<PlannedFault> faults) {

    private static final Set<FaultType> OF_NETWORK =
            EnumSet.of(FaultType.LATENCY, FaultType.BLACK_HOLE, FaultType.RESET, FaultType.REFUSE, FaultType.BANDWIDTH);

    /** Plan without faults. */
    public static final FaultPlan NONE = new FaultPlan(List.of());

    public FaultPlan {
        faults = faults.stream().sorted(Comparator.comparing(PlannedFault::at)).toList();
    }

    /** Tells whether there is nothing to break. */
    public boolean isEmpty() {
        return faults.isEmpty();
    }

    /** Tells whether the pool must connect through a {@link FaultProxy}. */
    public boolean needsProxy() {
        return faults.stream().anyMatch(f -> needsProxy(f.type()));
    }

    /** Tells whether a fault needs a {@link FaultProxy}: of the network, or because the load is led to another server. */
    public static boolean needsProxy(FaultType type) {
        return isOfNetwork(type) || type == FaultType.PROMOTION;
    }

    /** Tells whether a replica is promoted. */
    public boolean promotes() {
        return faults.stream().anyMatch(f -> f.type() == FaultType.PROMOTION);
    }

    /** Tells whether a fault is made by a {@link FaultProxy}. */
    public static boolean isOfNetwork(FaultType type) {
        return OF_NETWORK.contains(type);
    }
}
