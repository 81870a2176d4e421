// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import io.github.perfjunit.analysis.Capacity.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Searches the highest load that keeps all limits. Asked for the next probe, told its outcome.
 *
 * <p>(1) Steps of 1.5 times the load before, until one is missed; that one is tried again twice, and the mean decides, so
 * that one disturbance does not end the steps. If the first step is missed, half of it is tried instead. (2) Bisection
 * between the highest load held and the lowest one missed until they are 5 % apart. A probe near its limit is repeated, up
 * to three in all, while the median of its values is less than two standard errors from zero; to confirm misses alone
 * would favour too high a load. (3) A line through the values of all probes near the bracket (Theil 1950, Sen 1968) moves
 * the estimate to where it crosses the limit, by 10 % at most. (4) The estimate is held four times as long; if that
 * misses, 3 % less, up to six times.
 *
 * <p>Between two probes the load should fall to {@link Probe#drainLoad()} until a {@link RecoveryWatch} says that the
 * system is back: a probe that was missed leaves a backlog, which spoils the next one.
 *
 * <p>Immutable: equal outcomes lead to equal probes.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CapacitySearch {

    /** Why a probe is made. */
    public enum Purpose {
        /** A step upwards, or downwards from a first step that was missed. */
        STEP,
        /** A step that was missed is tried again. */
        CONFIRM,
        /** Between a load that was held and one that was missed. */
        BISECT,
        /** The estimate is held for longer. */
        VERIFY
    }

    /**
     * The loads that may be tried.
     *
     * @param start load of the first step
     * @param most the largest load
     * @param whole whether a load is a whole number, such as of users
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Settings(double start, double most, boolean whole) {
        /**
         * Checks the loads.
         *
         * @param start load of the first step
         * @param most the largest load
         * @param whole whether a load is a whole number, such as of users
         * @throws IllegalArgumentException if the start is not above zero, or below one whole user, or beyond the largest
         *     load, or that is infinite
         */
        public Settings {
            if (!(start > 0) || !(most >= start) || Double.isInfinite(most)) {
                throw new IllegalArgumentException(
                        "start was " + start + " but must be above zero and at most the largest load, " + most);
            }
            if (whole && (start != Math.rint(start) || most != Math.rint(most))) {
                throw new IllegalArgumentException(
                        "start and most were " + start + " and " + most + " but must be whole numbers");
            }
        }
    }

    /**
     * A load to try.
     *
     * @param load the load
     * @param length how many times the usual length of a probe it is held
     * @param purpose why it is tried
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Probe(double load, int length, Purpose purpose) {

        /**
         * Returns the load at which the system recovers before this probe.
         *
         * @return half of it
         */
        public double drainLoad() {
            return load / 2;
        }
    }

    /**
     * What a probe showed.
     *
     * @param value natural logarithm of the measured percentile over its limit, the largest one of all limits: above zero is
     *     a miss; positive infinity if the limit has no such measure, as with errors or work that was not done
     * @param noise standard error of that value; at least 0.05 is assumed
     * @param limit name of the limit that was nearest to a miss
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Outcome(double value, double noise, String limit) {
        /**
         * Checks the figures.
         *
         * @param value natural logarithm of the measured percentile over its limit
         * @param noise standard error of that value
         * @param limit name of the limit that was nearest to a miss
         * @throws IllegalArgumentException if the value is not a number, or the noise is not zero or more
         */
        public Outcome {
            if (Double.isNaN(value) || !(noise >= 0)) {
                throw new IllegalArgumentException(
                        "value and noise were " + value + " and " + noise + " but must be a number, and zero or more");
            }
        }

        /**
         * Returns the outcome by a percentile.
         *
         * @param percentile measured over the whole probe, in any unit
         * @param most its limit in the same unit, above zero
         * @param blocks the percentile of each of some ten equal parts of the probe; those not above zero are left out
         * @param limit name of the limit
         * @return its value, and the noise by the scatter of the parts
         * @throws IllegalArgumentException if the limit is not above zero
         */
        public static Outcome of(double percentile, double most, double[] blocks, String limit) {
            if (!(most > 0)) {
                throw new IllegalArgumentException("most was " + most + " but must be above zero");
            }
            double n = 0;
            double sum = 0;
            double squares = 0;
            for (double block : blocks) {
                if (block > 0) {
                    double ln = Math.log(block);
                    n++;
                    sum += ln;
                    squares += ln * ln;
                }
            }
            double noise = n < 2 ? 0 : Math.sqrt(Math.max(0, squares - sum * sum / n) / (n - 1) / n);
            return new Outcome(Math.log(percentile / most), noise, limit);
        }

        /**
         * Returns the outcome of a probe that missed a limit which has no distance, such as that of errors.
         *
         * @param limit name of the limit
         * @return a miss
         */
        public static Outcome missed(String limit) {
            return new Outcome(Double.POSITIVE_INFINITY, 0, limit);
        }

        /**
         * Returns whether the probe missed a limit.
         *
         * @return true if the value is above zero
         */
        public boolean isMiss() {
            return value > 0;
        }
    }

    /**
     * A probe that was made.
     *
     * @param probe what was tried
     * @param outcome what it showed
     * @since 0.1
     */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public record Tried(Probe probe, Outcome outcome) {}

    private final List<Tried> tried;
    private final CapacityState state;

    private CapacitySearch(List<Tried> tried, CapacityState state) {
        this.tried = tried;
        this.state = state;
    }

    /**
     * Begins a search.
     *
     * @param settings the loads that may be tried
     * @return the search before its first probe
     */
    public static CapacitySearch of(Settings settings) {
        return new CapacitySearch(List.of(), CapacityState.first(settings));
    }

    /**
     * Returns the next probe.
     *
     * @return what to try; empty if the search has ended
     */
    public Optional<Probe> next() {
        return Optional.ofNullable(state.next());
    }

    /**
     * Continues with the outcome of {@link #next()}.
     *
     * @param outcome what the probe showed
     * @return the search after it
     * @throws IllegalStateException if the search has ended
     */
    public CapacitySearch told(Outcome outcome) {
        Probe probe = state.next();
        if (probe == null) {
            throw new IllegalStateException("the search has ended");
        }
        List<Tried> more = new ArrayList<>(tried);
        more.add(new Tried(probe, outcome));
        return new CapacitySearch(List.copyOf(more), state.after(more));
    }

    /**
     * Returns what is known now; a search may be stopped at any time.
     *
     * @return the result so far
     */
    public Capacity result() {
        Verdict verdict = state.end();
        boolean verified = verdict == Verdict.VERIFIED || verdict == Verdict.AT_LEAST;
        double held = verified ? tried.get(tried.size() - 1).probe().load() : state.low();
        double missed = tried.stream()
                .mapToDouble(t -> t.probe().load())
                .filter(load -> load > held && isMissed(load))
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        String limit = tried.stream()
                .filter(t -> t.probe().load() == missed && t.outcome().isMiss())
                .map(t -> t.outcome().limit())
                .findFirst()
                .orElse("");
        return new Capacity(verdict, held, held, missed, limit, tried);
    }

    /** Whether a load was missed by the median of its probes, or in its long hold. */
    private boolean isMissed(double load) {
        List<Tried> same = tried.stream().filter(t -> t.probe().load() == load).toList();
        return Medians.of(same.stream().mapToDouble(t -> t.outcome().value()).toArray()) > 0
                || same.stream()
                        .anyMatch(t -> t.probe().purpose() == Purpose.VERIFY
                                && t.outcome().isMiss());
    }
}
