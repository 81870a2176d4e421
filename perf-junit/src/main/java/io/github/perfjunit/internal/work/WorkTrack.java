// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.work;

import java.util.ArrayList;
import java.util.List;

/**
 * The readings of a load of any length in constant memory: when there are many, every other one is left out and further
 * ones are taken half as often. Not thread-safe.
 */
final class WorkTrack {

    private static final int MOST = 240;
    private static final double EVIL = 5;

    private final List<WorkReading> readings = new ArrayList<>();
    private long spacing;

    /**
     * Begins a track.
     *
     * @param firstSpacing nanoseconds from one reading to the next; it doubles as the load goes on
     */
    WorkTrack(long firstSpacing) {
        spacing = firstSpacing;
    }

    /** Returns how long to wait from one reading to the next. */
    long spacing() {
        return spacing;
    }

    /** Returns whether it is time for another reading. */
    boolean isDue(long nanos) {
        return readings.isEmpty() || nanos - readings.get(readings.size() - 1).nanos() >= spacing;
    }

    void add(WorkReading reading) {
        readings.add(reading);
        if (readings.size() >= MOST) {
            for (int i = readings.size() - 1; i > 0; i -= 2) {
                readings.remove(i);
            }
            long taken =
                    readings.get(readings.size() - 1).nanos() - readings.get(0).nanos();
            spacing = Math.max(2 * spacing, taken / (readings.size() - 1)); // a busy machine takes them less often
        }
    }

    /**
     * Cuts the time between two readings into parts with about equal numbers of iterations.
     *
     * @return the readings at the borders, one more than parts; empty if they lie too far apart for so many parts
     */
    List<WorkReading> borders(WorkReading from, WorkReading to, int parts) {
        List<WorkReading> inside = readings.stream()
                .filter(reading -> reading.nanos() - from.nanos() > 0 && reading.nanos() - to.nanos() < 0)
                .toList();
        List<WorkReading> borders = new ArrayList<>();
        borders.add(from);
        for (int part = 1; part < parts; part++) {
            double wanted = from.ok() + (double) part * (to.ok() - from.ok()) / parts;
            long after = borders.get(borders.size() - 1).ok();
            WorkReading nearest = null;
            for (WorkReading each : inside) {
                if (each.ok() > after && (nearest == null || fault(each, wanted) < fault(nearest, wanted))) {
                    nearest = each;
                }
            }
            if (nearest == null) {
                return List.of();
            }
            borders.add(nearest);
        }
        borders.add(to);
        return borders.get(parts - 1).ok() < to.ok() ? borders : List.of();
    }

    /** A reading that took long is wrong by the iterations that passed; parts of other lengths are the lesser evil. */
    private static double fault(WorkReading reading, double wanted) {
        return Math.abs(reading.ok() - wanted) + EVIL * reading.passed();
    }
}
