// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

/**
 * Throughput that falls again beyond a peak: {@code X = γN / (1 + σ(N−1) + κN(N−1))}, the Universal Scalability Law
 * (Gunther 1993), with the load counted in units of the smallest one.
 *
 * @param peak load at the peak; infinite without one
 * @param top throughput there; zero without one
 * @param lastShare throughput at the largest load as a share of that of the peak
 * @param rss sum of the squared relative errors
 * @param serial σ
 * @param crosstalk κ
 */
record Retrograde(double peak, double top, double lastShare, double rss, double serial, double crosstalk) {

    private static final int SERIAL_STEPS = 45;
    private static final int CROSSTALK_STEPS = 65;
    private static final double MOST_SERIAL = 0.9;
    private static final double LEAST_SERIAL = 1e-4;
    private static final double MOST_CROSSTALK = 1;
    private static final double LEAST_CROSSTALK = 1e-7;
    private static final int ZOOMS = 3;
    private static final int ZOOM_STEPS = 13;

    /** Fits the curve by a search on a grid that is refined three times: bounded in time and deterministic. */
    static Retrograde fit(double[] loads, double[] throughputs) {
        return fit(loads, throughputs, CROSSTALK_STEPS);
    }

    /** Fits the law of Amdahl 1967, which has no crosstalk. */
    static Retrograde fitSerialOnly(double[] loads, double[] throughputs) {
        return fit(loads, throughputs, 1);
    }

    private static Retrograde fit(double[] loads, double[] throughputs, int crosstalkSteps) {
        double unit = loads[0];
        double[] relative = new double[loads.length];
        for (int i = 0; i < loads.length; i++) {
            relative[i] = loads[i] / unit;
        }
        Search search = new Search(relative, throughputs);
        for (int s = 0; s < SERIAL_STEPS; s++) {
            for (int k = 0; k < crosstalkSteps; k++) {
                search.look(
                        s == 0 ? 0 : between(LEAST_SERIAL, MOST_SERIAL, s - 1, SERIAL_STEPS - 1),
                        k == 0 ? 0 : between(LEAST_CROSSTALK, MOST_CROSSTALK, k - 1, CROSSTALK_STEPS - 1));
            }
        }
        double width = 2;
        for (int zoom = 0; zoom < ZOOMS; zoom++) {
            double serial = search.serial;
            double crosstalk = search.crosstalk;
            for (int s = 0; s < ZOOM_STEPS; s++) {
                for (int k = 0; k < ZOOM_STEPS; k++) {
                    search.look(
                            Math.min(MOST_SERIAL, serial * between(1 / width, width, s, ZOOM_STEPS)),
                            crosstalk * between(1 / width, width, k, ZOOM_STEPS));
                }
            }
            width = Math.pow(width, 0.25);
        }
        return search.found(unit);
    }

    private static double between(double low, double high, int step, int steps) {
        return low * Math.pow(high / low, step / (steps - 1.0));
    }

    /** Returns the throughput at a load in units of the smallest one, for a scale of one. */
    static double shape(double load, double serial, double crosstalk) {
        return load / (1 + serial * (load - 1) + crosstalk * load * (load - 1));
    }

    private static final class Search {

        private final double[] loads;
        private final double[] throughputs;
        private double serial;
        private double crosstalk;
        private double rss = Double.POSITIVE_INFINITY;

        Search(double[] loads, double[] throughputs) {
            this.loads = loads;
            this.throughputs = throughputs;
        }

        void look(double atSerial, double atCrosstalk) {
            double errors = RelativeFit.rss(loads, throughputs, n -> shape(n, atSerial, atCrosstalk));
            if (errors < rss) {
                rss = errors;
                serial = atSerial;
                crosstalk = atCrosstalk;
            }
        }

        Retrograde found(double unit) {
            if (crosstalk == 0) {
                return new Retrograde(Double.POSITIVE_INFINITY, 0, 1, rss, serial, 0);
            }
            double scale = RelativeFit.scale(loads, throughputs, n -> shape(n, serial, crosstalk));
            double peak = Math.max(1, Math.sqrt((1 - serial) / crosstalk));
            double top = shape(peak, serial, crosstalk);
            double last = shape(loads[loads.length - 1], serial, crosstalk);
            return new Retrograde(peak * unit, scale * top, last / top, rss, serial, crosstalk);
        }
    }
}
