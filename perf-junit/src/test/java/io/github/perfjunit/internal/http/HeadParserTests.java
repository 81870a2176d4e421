// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParser;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heads mean what HttpCore's own parser says they mean, whatever was read on the connection before. */
class HeadParserTests {

    private static final Http1Config CONFIG =
            Http1Config.custom().setMaxHeaderCount(5).setMaxLineLength(300).build();

    private static final List<String> STATUS_LINES = List.of(
            "HTTP/1.1 200 OK",
            "HTTP/1.1 200 ok",
            "HTTP/1.0 200 OK",
            "HTTP/1.1 204 ",
            "HTTP/1.1 404",
            "HTTP/1.1 2000 OK",
            "HTTP/1.9 200 OK",
            "HTTP/2.0 200 OK",
            "http 200",
            "\r\nHTTP/1.1 200 OK");

    private static final List<String> LINES = List.of(
            "Content-Length: 3",
            "content-length:3",
            "Content-Length: 4",
            "Server: one",
            "Server: ones",
            "Date: Sat, 21 Nov 2026 05:00:00 GMT",
            "Date: Sat, 21 Nov 2026 05:00:01 GMT",
            "Set-Cookie: a=b",
            "X:",
            "X: \t spaces \t ",
            " folded",
            "\tfolded again",
            "Name : blank before the colon",
            "no colon",
            ": no name",
            "Long: " + "x".repeat(250),
            "Accent: caf\u00e9");

    private final HeadParser parser = new HeadParser(CONFIG);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sequenceOfHeads_meansWhatHttpCoreSays(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder(pick(STATUS_LINES, random, 0.8));
            for (int lines = random.nextInt(5); lines > 0; lines--) {
                text.append(random.nextInt(10) == 0 ? "\n" : "\r\n").append(pick(LINES, random, 0.3));
            }
            text.append(random.nextInt(20) == 0 ? "" : "\r\n\r\n");

            assertThat(described(parser, text.toString()))
                    .as("seed %d, head %d: %s", seed, i, text)
                    .isEqualTo(described(new DefaultHttpResponseParser(CONFIG), text.toString()));
        }
    }

    @Test
    void sameLines_areTheSameObjects() throws Exception {
        ClassicHttpResponse first = parse(parser, "HTTP/1.1 200 OK\r\nServer: x\r\nDate: 1\r\n\r\n");
        ClassicHttpResponse second = parse(parser, "HTTP/1.1 200 OK\r\nServer: x\r\nDate: 2\r\n\r\n");

        assertThat(second.getHeaders()[0]).isSameAs(first.getHeaders()[0]);
        assertThat(second.getHeaders()[1]).isNotSameAs(first.getHeaders()[1]);
        assertThat(first.getHeaders()[1].getValue()).isEqualTo("1");
        assertThat(second.getHeaders()[1].getValue()).isEqualTo("2");
    }

    @Test
    void longLine_isNotRemembered() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nLong: " + "x".repeat(280) + "\r\n\r\n";

        assertThat(parse(parser, head).getHeaders()[0])
                .isNotSameAs(parse(parser, head).getHeaders()[0]);
    }

    @Test
    void lineThatFailed_failsAgain() {
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(ParseException.class)
                    .isThrownBy(() -> parse(parser, "HTTP/1.1 200 OK\r\nno colon\r\n\r\n"));
        }
    }

    @Test
    void foldedValueBeyondTheLineLimit_isRefused() {
        String fold = " " + "x".repeat(200) + "\r\n";

        assertThatExceptionOfType(MessageConstraintException.class)
                .isThrownBy(() -> parse(parser, "HTTP/1.1 200 OK\r\nA: b\r\n" + fold + fold + "\r\n"))
                .withMessage("a line of its head is longer than 8 KiB");
    }

    @Test
    void bytesAfterTheHead_areLeftover() throws Exception {
        assertThat(parser.hasLeftover()).isFalse();
        parse(parser, "HTTP/1.1 204 No Content\r\n\r\n");
        assertThat(parser.hasLeftover()).isFalse();
        parse(parser, "HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1");
        assertThat(parser.hasLeftover()).isTrue();
    }

    private static String pick(List<String> choices, Random random, double first) {
        return random.nextDouble() < first ? choices.get(0) : choices.get(random.nextInt(choices.size()));
    }

    private static String described(HttpMessageParser<ClassicHttpResponse> parser, String text) {
        try {
            ClassicHttpResponse head = parse(parser, text);
            if (head == null) {
                return "nothing";
            }
            StringBuilder said = new StringBuilder()
                    .append(head.getVersion())
                    .append(' ')
                    .append(head.getCode())
                    .append(' ')
                    .append(head.getReasonPhrase());
            for (Header field : head.getHeaders()) {
                said.append('|').append(field.getName()).append('=').append(field.getValue());
            }
            return said.toString();
        } catch (IOException | HttpException | RuntimeException e) {
            return e instanceof MessageConstraintException
                    ? "MessageConstraintException"
                    : e.getClass().getSimpleName();
        }
    }

    private static ClassicHttpResponse parse(HttpMessageParser<ClassicHttpResponse> parser, String text)
            throws IOException, HttpException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        SessionInputBufferImpl buffer = new SessionInputBufferImpl(4096, CONFIG.getMaxLineLength());
        return parser.parse(buffer, new ByteArrayInputStream(Arrays.copyOf(bytes, bytes.length)));
    }
}
