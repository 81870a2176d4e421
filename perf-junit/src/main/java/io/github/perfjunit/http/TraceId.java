// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.apiguardian.api.API;

/**
 * Identifies one request in tracing tools: one identifier for the header of W3C (w3.org/TR/trace-context) and for that of
 * AWS X-Ray (docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader), whose first eight
 * digits are the time.
 *
 * @param trace 32 hexadecimal digits, not all zero
 * @param parent 16 hexadecimal digits, not all zero
 * @param sampled whether services should keep the trace
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TraceId(String trace, String parent, boolean sampled) {

    private static final Pattern TRACE = Pattern.compile("(?!0{32})[0-9a-f]{32}");
    private static final Pattern PARENT = Pattern.compile("(?!0{16})[0-9a-f]{16}");
    private static final HexFormat HEX = HexFormat.of();
    private static final int TIME_DIGITS = 8;

    /**
     * Checks the digits.
     *
     * @param trace 32 hexadecimal digits
     * @param parent 16 hexadecimal digits
     * @param sampled whether services should keep the trace
     * @throws IllegalArgumentException if they are others
     */
    public TraceId {
        if (!TRACE.matcher(trace).matches() || !PARENT.matcher(parent).matches()) {
            throw new IllegalArgumentException("trace and parent were '" + trace + "' and '" + parent
                    + "' but must be 32 and 16 hexadecimal digits in lower case, not all zero");
        }
    }

    /**
     * Makes an identifier of now.
     *
     * @param sampledShare share of identifiers that are sampled, from 0 to 1: traces of every request of a load are dear
     * @return an identifier unlike all others
     * @throws IllegalArgumentException if the share is another
     */
    public static TraceId next(double sampledShare) {
        return of(ThreadLocalRandom.current(), Instant.now(), sampledShare);
    }

    /**
     * Makes an identifier of a time.
     *
     * @param random source of its digits
     * @param time its time
     * @param sampledShare share of identifiers that are sampled, from 0 to 1
     * @return the identifier
     * @throws IllegalArgumentException if the share is another
     */
    public static TraceId of(RandomGenerator random, Instant time, double sampledShare) {
        if (!(sampledShare >= 0 && sampledShare <= 1)) {
            throw new IllegalArgumentException("share was " + sampledShare + " but must be from 0 to 1");
        }
        String trace = HEX.toHexDigits((int) time.getEpochSecond())
                + HEX.toHexDigits(random.nextInt())
                + HEX.toHexDigits(random.nextLong());
        long parent = random.nextLong();
        return new TraceId(trace, HEX.toHexDigits(parent == 0 ? 1 : parent), random.nextDouble() < sampledShare);
    }

    /**
     * Returns the value of the header {@code traceparent}.
     *
     * @return such as {@code 00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01}
     */
    public String traceparent() {
        return "00-" + trace + "-" + parent + (sampled ? "-01" : "-00");
    }

    /**
     * Returns the value of the header {@code X-Amzn-Trace-Id}.
     *
     * @return such as {@code Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1}
     */
    public String amazon() {
        return "Root=1-" + trace.substring(0, TIME_DIGITS) + "-" + trace.substring(TIME_DIGITS) + ";Parent=" + parent
                + ";Sampled=" + (sampled ? 1 : 0);
    }
}
