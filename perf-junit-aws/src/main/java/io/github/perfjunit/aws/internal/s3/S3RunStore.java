// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.s3;

import io.github.perfjunit.aws.internal.config.AwsAccess;
import io.github.perfjunit.spi.RunStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A folder of a bucket with an object for each message. S3 is strongly consistent: whoever reads an object after it was put
 * gets it (https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html#ConsistencyModel).
 */
public final class S3RunStore implements RunStore, AutoCloseable {

    private static final int ALREADY_THERE = 412;
    private static final int AT_THE_SAME_TIME = 409;
    private static final int CONFLICTS = 5;

    private final S3Client client;
    private final BucketAddress address;
    private final StoreClock clock;

    S3RunStore(S3Client client, BucketAddress address, StoreClock clock) {
        this.client = client;
        this.address = address;
        this.clock = clock;
    }

    /** Opens a folder, which need not be there. */
    public static S3RunStore open(BucketAddress address, AwsAccess access) {
        return new S3RunStore(
                access.client(
                        S3Client.builder()
                                .forcePathStyle(
                                        access.endpoint(BucketAddress.SCHEME).isPresent()),
                        BucketAddress.SCHEME),
                address,
                StoreClock.SYSTEM);
    }

    /** Returns another folder of the bucket, which shares the connection. */
    public S3RunStore within(String folder) {
        return new S3RunStore(client, address.within(folder), clock);
    }

    /** Returns where this is. */
    public BucketAddress address() {
        return address;
    }

    @Override
    public void put(String key, byte[] content) throws IOException {
        try {
            client.putObject(
                    put -> put.bucket(address.bucket()).key(address.prefix() + key), RequestBody.fromBytes(content));
        } catch (SdkException e) {
            throw S3Failure.of("put", address + key, e);
        }
    }

    @Override
    public boolean putIfAbsent(String key, byte[] content) throws IOException {
        SdkException last = null;
        for (int i = 0; i < CONFLICTS; i++) {
            try {
                client.putObject(
                        put -> put.bucket(address.bucket())
                                .key(address.prefix() + key)
                                .ifNoneMatch("*"),
                        RequestBody.fromBytes(content));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == ALREADY_THERE) {
                    return false;
                }
                if (e.statusCode() != AT_THE_SAME_TIME) {
                    throw S3Failure.of("put", address + key, e);
                }
                last = e; // another such request is under way, and may fail
            } catch (SdkException e) {
                throw S3Failure.of("put", address + key, e);
            }
        }
        throw S3Failure.of("put", address + key, Objects.requireNonNull(last));
    }

    @Override
    public byte @Nullable [] get(String key) throws IOException {
        try {
            return client.getObjectAsBytes(get -> get.bucket(address.bucket()).key(address.prefix() + key))
                    .asByteArray();
        } catch (NoSuchKeyException e) {
            return null;
        } catch (SdkException e) {
            throw S3Failure.of("get", address + key, e);
        }
    }

    @Override
    public List<String> list(String prefix) throws IOException {
        return objects(prefix).stream()
                .map(object -> object.key().substring(address.prefix().length()))
                .toList();
    }

    /** Returns when a message was last left under a prefix; empty if there is none. */
    public Optional<Instant> latest(String prefix) throws IOException {
        return objects(prefix).stream().map(S3Object::lastModified).max(Instant::compareTo);
    }

    private List<S3Object> objects(String prefix) throws IOException {
        try {
            List<S3Object> objects = new ArrayList<>();
            client.listObjectsV2Paginator(list -> list.bucket(address.bucket()).prefix(address.prefix() + prefix))
                    .contents()
                    .forEach(objects::add);
            return objects;
        } catch (SdkException e) {
            throw S3Failure.of("list", address + prefix, e);
        }
    }

    /** Returns the names of the folders directly in this one. */
    public List<String> folders() throws IOException {
        try {
            List<String> folders = new ArrayList<>();
            client.listObjectsV2Paginator(list -> list.bucket(address.bucket())
                            .prefix(address.prefix())
                            .delimiter("/"))
                    .commonPrefixes()
                    .forEach(common -> folders.add(common.prefix()
                            .substring(
                                    address.prefix().length(), common.prefix().length() - 1)));
            return folders;
        } catch (SdkException e) {
            throw S3Failure.of("list", address.toString(), e);
        }
    }

    @Override
    public Duration clockOffset() throws IOException {
        return clock.offset(this::date);
    }

    private String date() throws IOException {
        try {
            ListObjectsV2Response answer = client.listObjectsV2(list ->
                    list.bucket(address.bucket()).prefix(address.prefix()).maxKeys(1));
            return answer.sdkHttpResponse()
                    .firstMatchingHeader("Date")
                    .orElseThrow(() -> new IOException("S3 did not tell its time"));
        } catch (SdkException e) {
            throw S3Failure.of("list", address.toString(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
