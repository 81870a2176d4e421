// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http2.hpack.HPackEncoder;
import org.apache.hc.core5.util.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Valid conversations of a server with bytes changed, lost and added at random. */
@Timeout(30)
class Http2FuzzTests {

    private static final int CASES = 20_000;
    private static final Origin ORIGIN = Origin.parse("http://localhost:1");

    private enum End {
        ANSWERED,
        STREAM_FAILED,
        CONNECTION_FAILED
    }

    @Test
    void brokenConversations_all_endInAnAnswerOrAnError() throws Exception {
        byte[] valid = conversation();
        assertThat(end(valid)).isEqualTo(End.ANSWERED);
        Random random = new Random(42);
        Map<End, Integer> ends = new EnumMap<>(End.class);
        for (int i = 0; i < CASES; i++) {
            ends.merge(end(mutated(valid, random)), 1, Integer::sum);
        }

        assertThat(ends).containsOnlyKeys(End.values());
    }

    @Test
    void conversationsCutOff_atEachByte_endInAnError() throws Exception {
        byte[] valid = conversation();
        for (int length = 0; length < valid.length - 17; length++) {
            assertThat(end(Arrays.copyOf(valid, length)))
                    .as("cut after %s", length)
                    .isEqualTo(End.CONNECTION_FAILED);
        }
    }

    /** Anything but an answer, a stream that failed and an {@code IOException} leaves through this method. */
    private static End end(byte[] bytes) throws Exception {
        Http2Session session = new Http2Session(
                ORIGIN,
                new Http2Input(new ByteArrayInputStream(bytes)),
                new Http2Output(OutputStream.nullOutputStream()));
        BasicClassicHttpRequest request = new BasicClassicHttpRequest("POST", "/");
        request.setEntity(new ByteArrayEntity(new byte[100], null));
        Http2Answer answer = new Http2Answer(
                request,
                ORIGIN,
                new Reception(64_000_000, true, new BodyMemory(Long.MAX_VALUE).share()).withLimit(1 << 20));
        Http2Stream stream = new Http2Stream(request, answer);
        try {
            session.begin();
            session.send(stream);
            session.await(stream);
        } catch (IOException e) {
            if (!stream.isDone()) {
                return End.CONNECTION_FAILED;
            }
        }
        if (stream.failure() != null) {
            return End.STREAM_FAILED;
        }
        assertThat(answer.head()).isNotNull();
        assertThat(answer.body()).hasSizeLessThanOrEqualTo(1 << 20);
        return End.ANSWERED;
    }

    private static byte[] mutated(byte[] valid, Random random) {
        byte[] bytes = valid.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                default -> {
                    byte[] longer = Arrays.copyOf(bytes, bytes.length + 5);
                    System.arraycopy(bytes, at, longer, at + 5, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }

    private static byte[] conversation() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Http2Output out = new Http2Output(bytes);
        HPackEncoder encoder = new HPackEncoder(4096, (Charset) null);
        frame(out, 4, 0, 0, Http2Peer.setting(4, 50));
        frame(out, 4, 1, 0);
        frame(out, 6, 0, 0, new byte[8]);
        frame(out, 8, 0, 1, Http2Peer.ints(1000));
        frame(out, 1, 4, 1, packed(encoder, ":status", "103", "link", "</a.css>"));
        byte[] head = packed(encoder, ":status", "200", "content-length", "8", "set-cookie", "id=7");
        frame(out, 1, 0, 1, Arrays.copyOf(head, 5));
        frame(out, 9, 4, 1, Arrays.copyOfRange(head, 5, head.length));
        frame(out, 0, 8, 1, (byte) 2, (byte) 'a', (byte) 'b', (byte) 'c', (byte) 'd', (byte) 0, (byte) 0);
        frame(out, 0xa, 0, 0, (byte) 1);
        frame(out, 0, 0, 1, "efgh".getBytes(StandardCharsets.US_ASCII));
        frame(out, 1, 5, 1, packed(encoder, "x-trailer", "1"));
        frame(out, 7, 0, 0, Http2Peer.ints(1, 0));
        return bytes.toByteArray();
    }

    private static byte[] packed(HPackEncoder encoder, String... namesAndValues) throws Exception {
        ByteArrayBuffer packed = new ByteArrayBuffer(100);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            encoder.encodeHeader(packed, namesAndValues[i], namesAndValues[i + 1], false);
        }
        return packed.toByteArray();
    }

    private static void frame(Http2Output out, int type, int flags, int stream, byte... payload) {
        out.head(payload.length, type, flags, stream);
        out.bytes(payload, 0, payload.length);
        out.flush();
    }
}
