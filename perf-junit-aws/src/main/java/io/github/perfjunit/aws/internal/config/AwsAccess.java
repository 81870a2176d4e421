// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * How services of AWS are reached.
 *
 * @param region such as {@code eu-west-1}
 * @param profile of the credentials; empty for the default
 * @param endpoints addresses by service, such as {@code s3}, instead of those of AWS
 */
public record AwsAccess(String region, String profile, Map<String, URI> endpoints) {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration WITH_RETRIES = Duration.ofSeconds(45);

    /** Copies the endpoints. */
    public AwsAccess {
        endpoints = Map.copyOf(endpoints);
    }

    /** Returns where a service is, if it is elsewhere. */
    public Optional<URI> endpoint(String service) {
        return Optional.ofNullable(endpoints.get(service));
    }

    /**
     * Builds a client.
     *
     * @param builder of the service's client
     * @param service its name among the endpoints
     * @param <B> type of the builder
     * @param <C> type of the client
     * @return the client
     */
    public <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, String service) {
        endpoint(service).ifPresent(builder::endpointOverride);
        return builder.region(Region.of(region))
                .credentialsProvider(credentials())
                .overrideConfiguration(
                        override -> override.apiCallAttemptTimeout(ANSWER).apiCallTimeout(WITH_RETRIES))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ANSWER)
                        .build())
                .build();
    }

    private AwsCredentialsProvider credentials() {
        DefaultCredentialsProvider.Builder builder = DefaultCredentialsProvider.builder();
        return profile.isEmpty()
                ? builder.build()
                : builder.profileName(profile).build();
    }
}
