// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.insights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.perfjunit.aws.internal.access.Access;
import io.github.perfjunit.metrics.PrintableText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Calls {@code DescribeDimensionKeys} of the API {@code pi}, in JSON 1.1 and signed by the SDK, which has a module for it
 * that is as large as all of this one.
 *
 * @param access how it is reached
 */
record InsightsCall(Access access) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1_000_000;
    private static final int OK = 200;
    private static final int LONGEST_TEXT = 200;

    /**
     * Sends a request.
     *
     * @throws IOException with a message that names no account, if there is no answer or it is an error
     */
    JsonNode send(JsonNode body) throws IOException {
        byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
        URI endpoint = access.endpoint();
        SdkHttpRequest request = SdkHttpRequest.builder()
                .uri(endpoint == null ? address() : endpoint)
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "PerformanceInsightsv20180227.DescribeDimensionKeys")
                .build();
        try (SdkHttpClient http = UrlConnectionHttpClient.builder()
                .connectionTimeout(LONGEST)
                .socketTimeout(LONGEST)
                .build()) {
            SignedRequest signed = signed(request, bytes);
            HttpExecuteResponse answer = http.prepareRequest(HttpExecuteRequest.builder()
                            .request(signed.request())
                            .contentStreamProvider(signed.payload().orElse(null))
                            .build())
                    .call();
            return read(answer);
        } catch (SdkException e) {
            throw new IOException("no credentials: " + e.getMessage(), e);
        }
    }

    private URI address() {
        String region = access.region();
        Region known = Region.of(region);
        return URI.create(
                "https://pi." + region + "." + known.metadata().partition().dnsSuffix());
    }

    private SignedRequest signed(SdkHttpRequest request, byte[] bytes) {
        try (DefaultCredentialsProvider opened = access.credentials()) {
            AwsCredentials credentials = opened.resolveCredentials();
            return AwsV4HttpSigner.create().sign(sign -> sign.identity(credentials)
                    .request(request)
                    .payload(ContentStreamProvider.fromByteArray(bytes))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "pi")
                    .putProperty(AwsV4HttpSigner.REGION_NAME, access.region()));
        }
    }

    private static JsonNode read(HttpExecuteResponse answer) throws IOException {
        int status = answer.httpResponse().statusCode();
        byte[] bytes = new byte[0];
        if (answer.responseBody().isPresent()) {
            try (InputStream in = answer.responseBody().get()) {
                bytes = in.readNBytes(MOST_BYTES);
            }
        }
        JsonNode json;
        try {
            json = JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            throw new IOException("status " + status + " with something that is no JSON", e);
        }
        if (status != OK) {
            String type = json.path("__type").asText();
            String code = PrintableText.compact(type.substring(type.indexOf('#') + 1), LONGEST_TEXT);
            throw new IOException("status " + status + (code.isEmpty() ? "" : ", " + code)
                    + (code.contains("NotAuthorized") || code.contains("AccessDenied")
                            ? "; the credentials need the right pi:DescribeDimensionKeys on this database, and Database"
                                    + " Insights must be on"
                            : ""));
        }
        return json;
    }
}
