// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.HttpOptions;
import java.security.Security;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The time for which the JVM itself caches addresses; no name can be resolved again sooner. */
public final class JvmAddresses {

    /** The JDK's default, in {@code InetAddressCachePolicy}. */
    private static final int DEFAULT_SECONDS = 30;

    private JvmAddresses() {}

    /**
     * Checks whether the JVM keeps addresses for longer than a scenario wants.
     *
     * @param options of the scenario
     * @return a sentence that says so; empty if it does not, or if the scenario wants nothing special
     */
    public static Optional<String> note(HttpOptions options) {
        return note(options.dnsTtl(), Security.getProperty("networkaddress.cache.ttl"), System::getProperty);
    }

    @SuppressWarnings("NullAway") // a system property may be missing, which UnaryOperator cannot express
    static Optional<String> note(Duration dnsTtl, @Nullable String security, UnaryOperator<String> properties) {
        String text = security == null ? properties.apply("sun.net.inetaddr.ttl") : security;
        int seconds;
        try {
            seconds = text == null ? DEFAULT_SECONDS : Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            seconds = DEFAULT_SECONDS; // as the JDK does
        }
        boolean longer = seconds < 0 || dnsTtl.compareTo(Duration.ofSeconds(seconds)) < 0;
        if (!longer || dnsTtl.equals(HttpOptions.DEFAULTS.dnsTtl())) {
            return Optional.empty();
        }
        return Optional.of("the JVM keeps addresses of hosts " + (seconds < 0 ? "for ever" : "for " + seconds + " s")
                + ", longer than dnsTtl; -Dsun.net.inetaddr.ttl=0 leaves it to dnsTtl");
    }
}
