// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.math.BigDecimal;
import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The part of a load that figures or an objective are about.
 *
 * @param kind the kind of part
 * @param name name of the request, statement or scenario, a tag as {@code name=value}, label of the phase, or a name chosen by an extension; empty
 *     for kinds that occur only once in a load
 * @param from start of a period, counted from the start of the load; zero for the other kinds
 * @param to end of a period; zero for the other kinds
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Scope(Kind kind, String name, Duration from, Duration to) {

    /** The kind of part. */
    public enum Kind {
        /** All requests of all scenarios. */
        ALL_REQUESTS,
        /** One request name, or one step name, in all scenarios. */
        REQUEST,
        /** One database statement in all scenarios. */
        STATEMENT,
        /** All iterations of all scenarios. */
        ITERATIONS,
        /** The requests that no other objective is about. */
        OTHER_REQUESTS,
        /** All requests of one scenario. */
        SCENARIO,
        /** All requests of the scenarios with a tag. */
        TAG,
        /** All requests of one phase. */
        PHASE,
        /** All requests that ended within a period. */
        STRETCH,
        /** All requests that ended in the parts of the load with a label. */
        LABEL,
        /** The whole load, for figures that do not belong to requests, such as dropped iterations. */
        LOAD,
        /** A subject named by an extension, such as a connection pool. */
        EXTRA
    }

    /** All requests of all scenarios. */
    public static final Scope ALL_REQUESTS = of(Kind.ALL_REQUESTS, "");

    /** All iterations of all scenarios. */
    public static final Scope ITERATIONS = of(Kind.ITERATIONS, "");

    /** The requests that no other objective is about. */
    public static final Scope OTHER_REQUESTS = of(Kind.OTHER_REQUESTS, "");

    /** The whole load. */
    public static final Scope LOAD = of(Kind.LOAD, "");

    private static Scope of(Kind kind, String name) {
        return new Scope(kind, name, Duration.ZERO, Duration.ZERO);
    }

    /**
     * Returns the scope of one request name or step name.
     *
     * @param name the name
     * @return the scope
     */
    public static Scope request(String name) {
        return of(Kind.REQUEST, name);
    }

    /**
     * Returns the scope of one statement.
     *
     * @param text the statement with placeholders for its values
     * @return the scope
     */
    public static Scope statement(String text) {
        return of(Kind.STATEMENT, text);
    }

    /**
     * Returns the scope of one scenario.
     *
     * @param name its name
     * @return the scope
     */
    public static Scope scenario(String name) {
        return of(Kind.SCENARIO, name);
    }

    /**
     * Returns the scope of the scenarios with a tag.
     *
     * @param tag name of the tag
     * @param value its value
     * @return the scope
     */
    public static Scope tag(String tag, String value) {
        return of(Kind.TAG, tag + "=" + value);
    }

    /**
     * Returns the scope of one phase.
     *
     * @param phase the phase
     * @return the scope
     */
    public static Scope phase(Phase phase) {
        return of(Kind.PHASE, phase.label());
    }

    /**
     * Returns the scope of a period.
     *
     * @param from its start, counted from the start of the load
     * @param to its end
     * @return the scope
     */
    public static Scope stretch(Duration from, Duration to) {
        return new Scope(Kind.STRETCH, "", from, to);
    }

    /**
     * Returns the requests that ended in the parts of the load with a label.
     *
     * @param label such as {@code spike}
     * @return the scope
     */
    public static Scope stretch(String label) {
        return of(Kind.LABEL, label);
    }

    /**
     * Returns the scope of a subject named by an extension.
     *
     * @param name its name, such as {@code the pool}
     * @return the scope
     */
    public static Scope extra(String name) {
        return of(Kind.EXTRA, name);
    }

    /**
     * Returns the text of this scope in messages and reports.
     *
     * @return a text such as {@code all requests}, {@code scenario market} or {@code from 1 s to 3 s}
     */
    public String text() {
        return switch (kind) {
            case ALL_REQUESTS -> LoadResult.ALL_REQUESTS;
            case ITERATIONS -> LoadResult.ITERATION;
            case OTHER_REQUESTS -> "other requests";
            case LOAD -> "all scenarios";
            case REQUEST, STATEMENT, EXTRA -> name;
            case SCENARIO -> "scenario " + name;
            case TAG -> "scenarios with " + name;
            case LABEL -> "stretch " + name;
            case PHASE -> "phase " + name;
            case STRETCH -> "from " + seconds(from) + " s to " + seconds(to) + " s";
        };
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return text();
    }
}
