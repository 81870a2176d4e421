// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cloudwatch;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClientBuilder;

/**
 * How CloudWatch is reached.
 *
 * @param region such as {@code eu-west-1}
 * @param profile of the credentials; empty for the default
 * @param endpoint another address than that of the region; null for that
 */
public record Clients(
        String region, String profile, @Nullable URI endpoint) {

    private static final Duration ATTEMPT = Duration.ofSeconds(5);
    private static final Duration CALL = Duration.ofSeconds(20);

    CloudWatchClient open() {
        DefaultCredentialsProvider.Builder credentials = DefaultCredentialsProvider.builder();
        if (!profile.isEmpty()) {
            credentials.profileName(profile);
        }
        CloudWatchClientBuilder builder = CloudWatchClient.builder()
                .region(Region.of(region))
                .credentialsProvider(credentials.build())
                .overrideConfiguration(
                        each -> each.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(ATTEMPT)
                        .socketTimeout(ATTEMPT)
                        .build());
        if (endpoint != null) {
            builder.endpointOverride(endpoint);
        }
        return builder.build();
    }
}
