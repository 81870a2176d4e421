// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.perfjunit.aws.fake.FakeS3;
import io.github.perfjunit.aws.fake.TestCredentials;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestCredentials.class)
class S3RunStoreTests {

    private FakeS3 s3;
    private S3RunStore store;

    @BeforeEach
    void start() throws IOException {
        s3 = FakeS3.start();
        store = open("/runs/1", FakeS3.BUCKET);
    }

    @AfterEach
    void end() {
        store.close();
        s3.close();
    }

    private S3RunStore open(String path, String bucket) throws IOException {
        return (S3RunStore) new S3RunStores()
                .open(URI.create("s3://" + bucket + path + "?region=eu-west-1&endpoint="
                        + URLEncoder.encode(s3.endpoint().toString(), UTF_8)));
    }

    @Test
    void put_thenGet_sameBytesUnderThePrefix() throws IOException {
        byte[] content = new byte[300_000];
        new Random(1).nextBytes(content);

        store.put("part/00001/00002", content);
        store.put("empty", new byte[0]);

        assertThat(store.get("part/00001/00002")).isEqualTo(content);
        assertThat(store.get("empty")).isEmpty();
        assertThat(s3.content("runs/1/part/00001/00002")).isEqualTo(content);
    }

    @Test
    void get_noSuchMessage_null() throws IOException {
        assertThat(store.get("start")).isNull();
    }

    @Test
    void putIfAbsent_twice_firstOneStays() throws IOException {
        assertThat(store.putIfAbsent("start", "1".getBytes(UTF_8))).isTrue();
        assertThat(store.putIfAbsent("start", "2".getBytes(UTF_8))).isFalse();
        assertThat(store.get("start")).asString(UTF_8).isEqualTo("1");
    }

    @Test
    void putIfAbsent_otherWriteUnderWay_triesAgain() throws IOException {
        AtomicInteger conflicts = new AtomicInteger();
        s3.refuse(request -> request.startsWith("PUT") && conflicts.getAndIncrement() < 2
                ? new FakeS3.Refusal(409, "ConditionalRequestConflict")
                : null);

        assertThat(store.putIfAbsent("start", "1".getBytes(UTF_8))).isTrue();
        assertThat(conflicts).hasValue(3);
    }

    @Test
    void list_severalPages_keysUnderThePrefixInOrder() throws IOException {
        s3.page(2);
        for (String key : new String[] {"done/00003", "done/00001", "ready/00001", "done/00002", "done/00010"}) {
            store.put(key, new byte[1]);
        }
        s3.put("runs/10/done/00009", new byte[1]);

        assertThat(store.list("done/")).containsExactly("done/00001", "done/00002", "done/00003", "done/00010");
        assertThat(store.list("part/")).isEmpty();
        assertThat(open("/runs", FakeS3.BUCKET).folders()).containsExactly("1", "10");
        assertThat(store.latest("done/")).get().satisfies(when -> assertThat(when)
                .isAfter(Instant.now().minusSeconds(60)));
    }

    @Test
    void get_rightIsMissing_saysThatNoListMayLookLikeIt() {
        s3.refuse(request -> new FakeS3.Refusal(403, "AccessDenied"));

        assertThatIOException()
                .isThrownBy(() -> store.get("start"))
                .withMessage("S3 answered 403 AccessDenied to get s3://loads/runs/1/start: the credentials lack"
                        + " s3:GetObject, or s3:ListBucket, without which S3 answers 403 instead of 404 if there is no such"
                        + " object. Hint: allow it for the bucket and this prefix");
    }

    @Test
    void putAndList_rightIsMissing_namesIt() {
        s3.refuse(request -> new FakeS3.Refusal(403, "AccessDenied"));

        assertThatIOException()
                .isThrownBy(() -> store.put("start", new byte[1]))
                .withMessage("S3 answered 403 AccessDenied to put s3://loads/runs/1/start: the credentials lack"
                        + " s3:PutObject. Hint: allow it for the bucket and this prefix");
        assertThatIOException()
                .isThrownBy(() -> store.list("done/"))
                .withMessageContaining("the credentials lack s3:ListBucket");
    }

    @Test
    void put_noSuchBucket_saysSo() throws IOException {
        S3RunStore other = open("/runs/1", "other");

        assertThatIOException()
                .isThrownBy(() -> other.put("start", new byte[1]))
                .withMessage("S3 answered 404 NoSuchBucket to put s3://other/runs/1/start: there is no such bucket."
                        + " Hint: check perf.aws.bucket");
        assertThatIOException().isThrownBy(() -> other.get("start")).withMessageContaining("there is no such bucket");
    }

    @Test
    void get_serverErrors_triedAgain() throws IOException {
        store.put("start", "1".getBytes(UTF_8));
        AtomicInteger failures = new AtomicInteger();
        s3.refuse(request -> failures.getAndIncrement() < 2 ? new FakeS3.Refusal(503, "SlowDown") : null);

        assertThat(store.get("start")).asString(UTF_8).isEqualTo("1");
        assertThat(failures).hasValue(3);
    }

    @Test
    void get_serverErrorsWithoutEnd_fails() {
        s3.refuse(request -> new FakeS3.Refusal(500, "InternalError"));

        assertThatIOException()
                .isThrownBy(() -> store.get("start"))
                .withMessage("S3 answered 500 InternalError to get s3://loads/runs/1/start");
    }

    @Test
    void clockOffset_sameClock_withinASecondOfZero() throws IOException {
        assertThat(store.clockOffset()).isBetween(Duration.ofSeconds(-1), Duration.ofSeconds(1));
    }

    @Test
    void open_addressIsIncomplete_saysWhatItMustBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new S3RunStores().open(URI.create("s3:///runs")))
                .withMessage("store was 's3:///runs' but must be such as s3://bucket/runs/1?region=eu-west-1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new S3RunStores().open(URI.create("s3://bucket/runs")))
                .withMessage("store was 's3://bucket/runs' but must tell its region, such as ?region=eu-west-1");
    }

    @Test
    void address_writtenAndRead_same() {
        BucketAddress address = BucketAddress.of(
                URI.create("s3://bucket/perf/runs/1?region=eu-west-1&endpoint=http%3A%2F%2F127.0.0.1%3A9"));

        assertThat(BucketAddress.of(address.toUri())).isEqualTo(address);
        assertThat(address.within("cp").toUri())
                .hasToString("s3://bucket/perf/runs/1/cp/?region=eu-west-1&endpoint=http%3A%2F%2F127.0.0.1%3A9");
        assertThat(address.endpoint()).contains(URI.create("http://127.0.0.1:9"));
    }
}
