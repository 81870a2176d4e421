// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.s3;

import io.github.perfjunit.aws.internal.config.AwsAccess;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A folder in a bucket, with what is needed to get there, such as {@code s3://bucket/perf/runs/1?region=eu-west-1}. With
 * {@code &endpoint=http://127.0.0.1:9090} it is in another service than that of AWS.
 *
 * @param bucket its name
 * @param prefix how all keys begin: empty, or a path that ends with a slash
 * @param region such as {@code eu-west-1}
 * @param endpoint address of the service; empty for AWS
 */
public record BucketAddress(String bucket, String prefix, String region, Optional<URI> endpoint) {

    /** The scheme of such addresses. */
    public static final String SCHEME = "s3";

    /**
     * Reads an address.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static BucketAddress of(URI address) {
        String bucket = address.getAuthority();
        if (!SCHEME.equals(address.getScheme()) || bucket == null || bucket.isEmpty()) {
            throw new IllegalArgumentException(
                    "store was '" + address + "' but must be such as s3://bucket/runs/1?region=eu-west-1");
        }
        Map<String, String> query = query(address);
        String region = query.getOrDefault("region", "");
        if (region.isEmpty()) {
            throw new IllegalArgumentException(
                    "store was '" + address + "' but must tell its region, such as ?region=eu-west-1");
        }
        String path = address.getPath().replaceFirst("^/+", "");
        return new BucketAddress(
                bucket,
                path.isEmpty() || path.endsWith("/") ? path : path + "/",
                region,
                Optional.ofNullable(query.get("endpoint")).map(URI::create));
    }

    private static Map<String, String> query(URI address) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = address.getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    query.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        }
        return query;
    }

    /** Returns the folder of that name in this one. */
    public BucketAddress within(String folder) {
        return new BucketAddress(bucket, prefix + folder + "/", region, endpoint);
    }

    /** Returns the address as a worker is given it. */
    public URI toUri() {
        return URI.create(SCHEME + "://" + bucket + "/" + prefix + "?region=" + region
                + endpoint.map(uri -> "&endpoint=" + URLEncoder.encode(uri.toString(), StandardCharsets.UTF_8))
                        .orElse(""));
    }

    /** Returns how the service is reached with the credentials of this machine. */
    AwsAccess access() {
        return new AwsAccess(
                region, "", endpoint.map(uri -> Map.of(SCHEME, uri)).orElse(Map.of()));
    }

    /** Returns bucket and prefix in words. */
    @Override
    public String toString() {
        return SCHEME + "://" + bucket + "/" + prefix;
    }
}
