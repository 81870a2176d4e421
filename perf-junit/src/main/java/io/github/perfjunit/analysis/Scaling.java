// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apiguardian.api.API;

/**
 * How a service scales with its replicas: a few points, so no law is fitted to them. Immutable.
 *
 * @param points one for each number of replicas, in rising order
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Scaling(List<Point> points) {

    /** Share of its verified capacity that a replica should carry: room for the loss of one, and for bursts. */
    public static final double USED = 0.7;

    /**
     * Copies the list.
     *
     * @param points one for each number of replicas, in rising order
     */
    public Scaling {
        points = List.copyOf(points);
    }

    /**
     * What a number of replicas carried.
     *
     * @param replicas number of replicas
     * @param throughput completions per second
     * @param speedUp throughput over that of one replica
     * @param efficiency speed-up for each replica; 1 if nothing is lost
     * @param serialFraction share that more replicas do not speed up (Karp and Flatt 1990): flat over the points it is a
     *     part that cannot be divided, rising it is overhead; NaN for one replica, below zero if replicas gain more than
     *     their number
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Point(int replicas, double throughput, double speedUp, double efficiency, double serialFraction) {}

    /**
     * Compares replicas.
     *
     * @param throughputs by number of replicas the completions per second, above zero; one replica must be among them
     * @return a point for each
     * @throws IllegalArgumentException if one replica is missing, or a number is not above zero
     */
    public static Scaling of(Map<Integer, Double> throughputs) {
        Double one = throughputs.get(1);
        if (one == null) {
            throw new IllegalArgumentException("replicas were " + new TreeMap<>(throughputs).keySet()
                    + " but must include one replica, which the others are compared with");
        }
        List<Point> points = new ArrayList<>();
        new TreeMap<>(throughputs).forEach((replicas, throughput) -> {
            if (replicas < 1 || !(throughput > 0)) {
                throw new IllegalArgumentException(
                        replicas + " replicas had " + throughput + "/s but both must be above zero");
            }
            double speedUp = throughput / one;
            double serial = (1 / speedUp - 1.0 / replicas) / (1 - 1.0 / replicas);
            points.add(
                    new Point(replicas, throughput, speedUp, speedUp / replicas, replicas == 1 ? Double.NaN : serial));
        });
        return new Scaling(points);
    }

    /**
     * Returns how many replicas a load needs, so that each carries at most 70 % of the verified capacity of one, and all
     * together at most 70 % of what so many carried. Between two numbers that were measured, what is carried lies on the
     * line between them.
     *
     * @param load completions per second, zero or more
     * @return the number, at least one; empty if it is more than were measured, see {@link #refusal(double)}
     */
    public OptionalInt instancesFor(double load) {
        int most = most();
        for (double replicas = needed(load); replicas <= most; replicas++) {
            if (carried((int) replicas) * USED >= load) {
                return OptionalInt.of((int) replicas);
            }
        }
        return OptionalInt.empty();
    }

    private int most() {
        return points.get(points.size() - 1).replicas();
    }

    private double carried(int replicas) {
        Point below = points.get(0);
        for (Point point : points) {
            if (point.replicas() == replicas) {
                return point.throughput();
            }
            if (point.replicas() > replicas) {
                double part = (double) (replicas - below.replicas()) / (point.replicas() - below.replicas());
                return below.throughput() + part * (point.throughput() - below.throughput());
            }
            below = point;
        }
        return below.throughput();
    }

    /**
     * Returns why there is no number of replicas for a load.
     *
     * @param load completions per second
     * @return what to measure, such as {@code 8 replicas would be needed but at most 5 were measured: measure with 8};
     *     empty if there is a number
     */
    public String refusal(double load) {
        if (instancesFor(load).isPresent()) {
            return "";
        }
        int most = most();
        double needed = needed(load);
        return needed <= most
                ? String.format(
                        Locale.ROOT,
                        "%.0f replicas would do if nothing were lost, but the %d that were measured carried %.1f/s, of"
                                + " which 70 %% is too little: find out what is lost, or measure with more",
                        needed,
                        most,
                        carried(most))
                : String.format(
                        Locale.ROOT,
                        "%.0f replicas would be needed but at most %d were measured: measure with %.0f",
                        needed,
                        most,
                        needed);
    }

    private double needed(double load) {
        return Math.max(1, Math.ceil(load / (points.get(0).throughput() * USED)));
    }
}
