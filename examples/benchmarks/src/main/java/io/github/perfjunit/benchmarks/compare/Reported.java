// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks.compare;

import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a tool says about itself at its end, over its whole run; what it does not say is not a number.
 *
 * @param p50Micros median response time
 * @param p99Micros 99th percentile
 * @param errors failed requests
 */
record Reported(double p50Micros, double p99Micros, double errors) {

    static final Reported NOTHING = new Reported(Double.NaN, Double.NaN, Double.NaN);

    /** How tools print their results. */
    enum Format {
        /** {@code 99%    2.04ms} */
        WRK,
        /** {@code http_req_duration..: med=1.2ms p(99)=20ms} */
        K6,
        /** {@code > response time 99th percentile (ms) | 12}, with the total first */
        GATLING,
        /** {@code RESULT {"p50_us":12,...}} */
        RESULT,
        /** {@code number of failed transactions: 0 (0.000%)}; it knows no percentiles. */
        PGBENCH,
        /** {@code 99th percentile:   2.07}, in milliseconds */
        SYSBENCH
    }

    static Reported read(Format format, String output) {
        return switch (format) {
            case WRK -> wrk(output);
            case K6 -> k6(output);
            case GATLING -> gatling(output);
            case RESULT -> result(output);
            case PGBENCH -> pgbench(output);
            case SYSBENCH -> sysbench(output);
        };
    }

    private static Reported wrk(String output) {
        double failed = number("Socket errors: connect (\\d+)", output).orElse(0)
                + number("Socket errors: .* read (\\d+)", output).orElse(0)
                + number("Non-2xx or 3xx responses: (\\d+)", output).orElse(0);
        return new Reported(time("(?m)^\\s+50%\\s+(\\S+)", output), time("(?m)^\\s+99%\\s+(\\S+)", output), failed);
    }

    private static Reported k6(String output) {
        String times = text("http_req_duration[. ]*: (.*)", output);
        double failed = number("http_req_failed[^%]*% +(?:✓ )?(\\d+)", output).orElse(Double.NaN);
        return new Reported(time("med=(\\S+)", times), time("p\\(99\\)=(\\S+)", times), failed);
    }

    private static Reported gatling(String output) {
        double failed =
                number("(?m)^> request count.*\\|\\s*([\\d,-]+)\\s*$", output).orElse(Double.NaN);
        return new Reported(gatlingTime("50th", output), gatlingTime("99th", output), failed);
    }

    private static double gatlingTime(String percentile, String output) {
        return 1000
                * number("response time " + percentile + " percentile[^|]*\\|\\s*([\\d,]+)", output)
                        .orElse(Double.NaN);
    }

    private static Reported result(String output) {
        String json = text("(?m)^RESULT (\\{.*\\})", output);
        return new Reported(
                number("\"p50_us\":(\\d+)", json).orElse(Double.NaN),
                number("\"p99_us\":(\\d+)", json).orElse(Double.NaN),
                number("\"errors\":(\\d+)", json).orElse(Double.NaN));
    }

    private static Reported pgbench(String output) {
        double failed = number("number of failed transactions: (\\d+)", output).orElse(Double.NaN);
        return new Reported(Double.NaN, Double.NaN, failed);
    }

    private static Reported sysbench(String output) {
        double p99 = number("99th percentile:\\s+([\\d.]+)", output).orElse(Double.NaN);
        double failed = number("ignored errors:\\s+(\\d+)", output).orElse(Double.NaN);
        return new Reported(Double.NaN, p99 * 1000, failed);
    }

    private static String text(String regex, String in) {
        Matcher found = Pattern.compile(regex).matcher(in);
        return found.find() ? found.group(1) : "";
    }

    private static OptionalDouble number(String regex, String in) {
        String digits = text(regex, in).replace(",", "");
        if (digits.equals("-")) {
            return OptionalDouble.of(0);
        }
        return digits.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(digits));
    }

    private static double time(String regex, String in) {
        Matcher parts = Pattern.compile("([\\d.]+)(us|µs|ms|s|m)").matcher(text(regex, in));
        if (!parts.matches()) {
            return Double.NaN;
        }
        double value = Double.parseDouble(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> value * 1e3;
            case "s" -> value * 1e6;
            case "m" -> value * 6e7;
            default -> value;
        };
    }
}
