// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.access;

import io.github.perfjunit.spi.LoadCandidate;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * How a service is reached.
 *
 * @param region such as {@code eu-west-1}
 * @param profile of the credentials; empty for the default
 * @param endpoint another address than that of the region; null for that
 */
public record Access(
        String region, String profile, @Nullable URI endpoint) {

    private static final String REGION = "perf.aws.region";
    private static final String PROFILE = "perf.aws.profile";
    private static final String ENDPOINT = "perf.aws.endpoint.";

    /** Returns the keys that {@link #read} reads. */
    public static Set<String> keys(String service) {
        return Set.of(REGION, PROFILE, ENDPOINT + service);
    }

    /**
     * Reads the keys; mistakes go to the load.
     *
     * @param service name of the service among the endpoints
     * @param purpose for a message, such as {@code to publish to CloudWatch there}
     */
    public static Access read(LoadCandidate load, String service, String purpose) {
        Optional<String> region = text(load, REGION).or(() -> load.setting("AWS_REGION"));
        if (region.filter(Access::isRegion).isEmpty()) {
            load.problem(REGION + " was " + region.map(each -> "'" + each + "'").orElse("not set")
                    + " but must be such as eu-west-1, " + purpose);
        }
        String key = ENDPOINT + service;
        URI endpoint = text(load, key).map(each -> endpoint(load, key, each)).orElse(null);
        return new Access(region.orElse(""), text(load, PROFILE).orElse(""), endpoint);
    }

    private static @Nullable URI endpoint(LoadCandidate load, String key, String text) {
        try {
            URI uri = URI.create(text);
            if (uri.getHost() != null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        load.problem(key + " was '" + text + "' but must be such as https://host:port");
        return null;
    }

    /** Returns whether a text has the form of a region. */
    public static boolean isRegion(String text) {
        return text.matches("[a-z0-9-]+");
    }

    /** Returns the value of a key that is not blank. */
    public static Optional<String> text(LoadCandidate load, String key) {
        return load.setting(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** Returns credentials, which the caller closes. */
    public DefaultCredentialsProvider credentials() {
        DefaultCredentialsProvider.Builder builder = DefaultCredentialsProvider.builder();
        return profile.isEmpty()
                ? builder.build()
                : builder.profileName(profile).build();
    }
}
