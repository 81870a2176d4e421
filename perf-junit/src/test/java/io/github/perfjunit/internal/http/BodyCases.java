// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static io.github.perfjunit.internal.http.WireCase.CHUNKS;
import static io.github.perfjunit.internal.http.WireCase.CODING;
import static io.github.perfjunit.internal.http.WireCase.CUT;
import static io.github.perfjunit.internal.http.WireCase.GZIP;
import static io.github.perfjunit.internal.http.WireCase.LENGTH;
import static io.github.perfjunit.internal.http.WireCase.LONG_LINE_OF_BODY;
import static io.github.perfjunit.internal.http.WireCase.MANY_TRAILERS;
import static io.github.perfjunit.internal.http.WireCase.SLOW;
import static io.github.perfjunit.internal.http.WireCase.answer;
import static io.github.perfjunit.internal.http.WireCase.chunks;
import static io.github.perfjunit.internal.http.WireCase.dropped;
import static io.github.perfjunit.internal.http.WireCase.fails;
import static io.github.perfjunit.internal.http.WireCase.flood;
import static io.github.perfjunit.internal.http.WireCase.gzip;
import static io.github.perfjunit.internal.http.WireCase.pause;
import static io.github.perfjunit.internal.http.WireCase.reused;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

/** Bodies that are odd or worse, of answers that may have one; each is played with the body kept and discarded. */
final class BodyCases {

    private static final RawServer.Script CLOSE = RawServer.Exchange::close;
    private static final RawServer.Script HOLD = RawServer.Exchange::hold;
    private static final RawServer.Script RESET = RawServer.Exchange::reset;
    private static final String BROKEN_OFF = "reset: % reset the connection in the middle of its answer";
    private static final String OVER_100 = "too large: % sent a body of more than 100 bytes";
    private static final byte[] OK = gzip("ok");

    private BodyCases() {}

    static Stream<WireCase> all() {
        return Stream.of(lengths(), chunked(), trailers(), codings(), packed(), limits())
                .flatMap(cases -> cases);
    }

    private static Stream<WireCase> lengths() {
        return Stream.of(
                fails("negative length", LENGTH, answer("Content-Length: -1", "")),
                fails("length of letters", LENGTH, answer("Content-Length: abc", "")),
                fails("hexadecimal length", LENGTH, answer("Content-Length: 0x2", "ok")),
                fails("empty length", LENGTH, answer("Content-Length:", "ok")),
                fails("length with a fraction", LENGTH, answer("Content-Length: 2.0", "ok")),
                fails("length beyond 64 bits", LENGTH, answer("Content-Length: 99999999999999999999", "")),
                fails("length with a sign", LENGTH, answer("Content-Length: +2", "ok")),
                fails("length less than nothing", LENGTH, answer("Content-Length: -0", "ok")),
                fails("length of 63 bits and one", LENGTH, answer("Content-Length: 9223372036854775808", "ok")),
                fails("length of 64 bits and two", LENGTH, answer("Content-Length: 18446744073709551618", "ok")),
                fails("length with NUL", LENGTH, answer("Content-Length: 2\0", "ok")),
                fails("length with a blank inside", LENGTH, answer("Content-Length: 2 2", "ok")),
                fails("length with a return inside", LENGTH, answer("Content-Length: 2\r2", "ok")),
                fails("length with a semicolon", LENGTH, answer("Content-Length: 2;", "ok")),
                fails("length in quotes", LENGTH, answer("Content-Length: \"2\"", "ok")),
                fails("length with an exponent", LENGTH, answer("Content-Length: 2e0", "ok")),
                fails("length of a superscript", LENGTH, answer("Content-Length: \u00b2", "ok")),
                fails("length and an empty one", LENGTH, answer("Content-Length: 2|Content-Length:", "ok")),
                reused("blanks around the length", answer("Content-Length: \t 2 \t", "ok")),
                fails("two lengths", LENGTH, answer("Content-Length: 1|Content-Length: 2", "ok")),
                fails("two lengths in one field", LENGTH, answer("Content-Length: 2, 1", "ok")),
                fails("one length twice", LENGTH, answer("Content-Length: 2|Content-Length: 2", "ok")),
                fails("one length twice in one field", LENGTH, answer("Content-Length: 2, 2", "ok")),
                reused("length with zeros first", answer("Content-Length: 0000000000002", "ok")),
                fails("end before the body", CUT, answer("Content-Length: 2", ""), CLOSE),
                fails("end in body", CUT, answer("Content-Length: 10", "abc"), CLOSE),
                fails("reset in body", BROKEN_OFF, answer("Content-Length: 100000", "abc"), pause(50), RESET),
                fails("length that never comes", SLOW, answer("Content-Length: 60000000", "abc"), HOLD),
                reused("body in pieces", answer("Content-Length: 2", ""), pause(10), send("o"), pause(10), send("k")),
                dropped("body to the end of the connection", answer("", "ok"), CLOSE),
                dropped("body to the end of the server's side", answer("", "ok"), RawServer.Exchange::endOutput),
                fails("body to the reset of the connection", BROKEN_OFF, answer("", "ok"), pause(50), RESET),
                fails("endless body, slow", SLOW, answer("", ""), flood("x", 20)));
    }

    private static Stream<WireCase> chunked() {
        return Stream.of(
                fails("bad chunk size", CHUNKS, chunks("xyz\r\nabc\r\n0\r\n\r\n")),
                fails("negative chunk size", CHUNKS, chunks("-3\r\nabc\r\n0\r\n\r\n")),
                fails("chunk size beyond 64 bits", CHUNKS, chunks("fffffffffffffffff\r\nabc")),
                fails("chunk size of 64 bits", CHUNKS, chunks("ffffffffffffffff\r\nabc")),
                fails("empty chunk size", CHUNKS, chunks("\r\nok\r\n0\r\n\r\n")),
                fails("hexadecimal mark of a chunk size", CHUNKS, chunks("0x2\r\nok\r\n0\r\n\r\n")),
                reused("chunk size with a sign", chunks("+2\r\nok\r\n0\r\n\r\n")),
                fails("chunk size with NUL", CHUNKS, chunks("2\0\r\nok\r\n0\r\n\r\n")),
                fails("chunk size with an underscore", CHUNKS, chunks("0_2\r\nok\r\n0\r\n\r\n")),
                fails("chunk size with a blank inside", CHUNKS, chunks("0 2\r\nok\r\n0\r\n\r\n")),
                fails("chunk size after a comma", CHUNKS, chunks("2,2\r\nok\r\n0\r\n\r\n")),
                fails("chunk size beyond 32 bits that never comes", SLOW, chunks("100000002\r\nok"), HOLD),
                fails("chunk size of 63 bits that never comes", SLOW, chunks("7fffffffffffffff\r\nok"), HOLD),
                fails("negative sum of chunk sizes", CHUNKS, chunks("2\r\nok\r\nfffffffffffffffe\r\n0\r\n\r\n")),
                fails("extension without chunk size", CHUNKS, chunks(";a=b\r\nok\r\n0\r\n\r\n")),
                fails("no chunks where they are announced", CHUNKS, chunks("ok"), CLOSE),
                fails("an answer where chunks are announced", CHUNKS, chunks("HTTP/1.1 200 OK\r\n\r\n")),
                fails("last chunk that never comes", SLOW, chunks("2\r\nok\r\n"), HOLD),
                fails("end of the trailers that never comes", SLOW, chunks("2\r\nok\r\n0\r\n"), HOLD),
                fails("chunk longer than said", CHUNKS, chunks("2\r\nabcd\r\n0\r\n\r\n")),
                fails("chunk without line end", CHUNKS, chunks("2\r\nok0\r\n\r\n")),
                fails("endless chunk size", LONG_LINE_OF_BODY, chunks(""), flood("0".repeat(1000), 0)),
                fails("endless chunk extension", LONG_LINE_OF_BODY, chunks("2;x="), flood("y".repeat(1000), 0)),
                fails("end before the first chunk", CUT, chunks(""), CLOSE),
                fails("end in chunk size", CUT, chunks("a"), CLOSE),
                fails("end in chunk", CUT, chunks("a\r\nabc"), CLOSE),
                fails("end before last chunk", CUT, chunks("3\r\nabc\r\n"), CLOSE),
                fails("end after last chunk", CUT, chunks("2\r\nok\r\n0\r\n"), CLOSE),
                fails("reset in chunk", BROKEN_OFF, chunks("a\r\nabc"), pause(50), RESET),
                fails("endless chunks, slow", SLOW, chunks(""), flood("1\r\nx\r\n", 20)),
                reused("chunks", chunks("1\r\no\r\n1;ext=1\r\nk\r\n0\r\n\r\n")),
                reused("chunk sizes with zeros and capitals", chunks("0002\r\nok\r\n000\r\n\r\n")),
                reused("chunk extension in quotes", chunks("2;a=\"b;c\"; d\r\nok\r\n0;e\r\n\r\n")),
                reused("blank after chunk size", chunks("2 \r\nok\r\n0\r\n\r\n")),
                reused("chunks with lone line feeds", chunks("2\nok\n0\n\n")),
                reused(
                        "chunks in pieces",
                        chunks("2"),
                        pause(10),
                        send("\r"),
                        pause(10),
                        send("\no"),
                        pause(10),
                        send("k\r\n0\r\n\r"),
                        pause(10),
                        send("\n")));
    }

    private static Stream<WireCase> trailers() {
        return Stream.of(
                reused("trailers", chunks("2\r\nok\r\n0\r\nX: y\r\n\r\n")),
                reused(
                        "trailers announced",
                        answer("Trailer: X|Transfer-Encoding: chunked", "2\r\nok\r\n0\r\nX: y\r\n\r\n")),
                reused("a length as trailer", chunks("2\r\nok\r\n0\r\nContent-Length: 1000\r\n\r\n")),
                reused("the end as trailer", chunks("2\r\nok\r\n0\r\nConnection: close\r\nSet-Cookie: a=b\r\n\r\n")),
                fails("end in trailer", CUT, chunks("2\r\nok\r\n0\r\nX: y\r\n"), CLOSE),
                fails("trailer without colon", CHUNKS, chunks("2\r\nok\r\n0\r\nsecret\r\n\r\n")),
                fails(
                        "trailer of 64 KiB",
                        LONG_LINE_OF_BODY,
                        chunks("2\r\nok\r\n0\r\nX: " + "y".repeat(1 << 16) + "\r\n\r\n")),
                fails("1,001 trailers", MANY_TRAILERS, chunks("0\r\n" + "X: y\r\n".repeat(1001) + "\r\n")),
                reused("1,000 trailers", chunks("2\r\nok\r\n0\r\n" + "X: y\r\n".repeat(1000) + "\r\n")),
                fails("endless trailer", LONG_LINE_OF_BODY, chunks("0\r\nX: "), flood("y".repeat(1000), 0)),
                fails("endless trailers, slow", SLOW, chunks("0\r\n"), flood("X: y\r\n", 20)),
                fails("endless trailers", MANY_TRAILERS, chunks("0\r\n"), flood("X: y\r\n", 0)));
    }

    private static Stream<WireCase> codings() {
        return Stream.of(
                fails("unknown transfer coding", CODING, answer("Transfer-Encoding: rot13", "ok")),
                fails("packed transfer", CODING, answer("Transfer-Encoding: gzip, chunked", "ok")),
                fails("no transfer coding", CODING, answer("Transfer-Encoding: identity", "ok")),
                fails("empty transfer coding", CODING, answer("Transfer-Encoding:", "ok")),
                fails("chunks with a vertical tab before", CODING, answer("Transfer-Encoding: \u000bchunked", "")),
                fails("chunks with NUL after", CODING, answer("Transfer-Encoding: chunked\0", "")),
                fails("chunks with a parameter", CODING, answer("Transfer-Encoding: chunked;q=1", "")),
                fails("chunks in quotes", CODING, answer("Transfer-Encoding: \"chunked\"", "")),
                fails("chunks and no coding", CODING, answer("Transfer-Encoding: chunked, identity", "")),
                fails(
                        "chunks in two fields",
                        CODING,
                        answer("Transfer-Encoding: chunked|Transfer-Encoding: chunked", "2\r\nok\r\n0\r\n\r\n")),
                fails(
                        "chunks and another coding apart",
                        CODING,
                        answer("Transfer-Encoding: chunked|Transfer-Encoding: x", "2\r\nok\r\n0\r\n\r\n")),
                reused("name much like the coding", answer("Transfer_Encoding: chunked|Content-Length: 2", "ok")),
                reused("tab before chunked", answer("Transfer-Encoding:\tchunked", "2\r\nok\r\n0\r\n\r\n")),
                fails("chunks twice", CODING, answer("Transfer-Encoding: chunked, chunked", "2\r\nok\r\n0\r\n\r\n")),
                fails(
                        "chunks, then something",
                        CODING,
                        answer("Transfer-Encoding: chunked, x", "2\r\nok\r\n0\r\n\r\n")),
                fails("chunks with mark before", CODING, answer("Transfer-Encoding: xchunked", "2\r\nok\r\n0\r\n\r\n")),
                reused("chunks in capitals", answer("transfer-encoding: CHUNKED", "2\r\nok\r\n0\r\n\r\n")),
                dropped(
                        "length and chunks",
                        answer("Content-Length: 9|Transfer-Encoding: chunked", "2\r\nok\r\n0\r\n\r\n")),
                dropped(
                        "chunks and length",
                        answer("Transfer-Encoding: chunked|Content-Length: 2", "2\r\nok\r\n0\r\n\r\n")),
                reused("unknown content coding", answer("Content-Encoding: br|Content-Length: 2", "ok")),
                reused(
                        "content coding twice",
                        answer("Content-Encoding: gzip|Content-Encoding: gzip|Content-Length: 2", "ok")),
                reused("unknown charset", answer("Content-Type: text/plain; charset=klingon|Content-Length: 2", "ok")),
                reused("damaged content type", answer("Content-Type: ;;charset=\"|Content-Length: 2", "ok")));
    }

    private static Stream<WireCase> packed() {
        byte[] twoParts = joined(gzip("o"), gzip("k"));
        byte[] endless = gzip(new byte[5000]);
        byte[] wrongSum = OK.clone();
        wrongSum[wrongSum.length - 8] ^= 1;
        byte[] wrongLength = OK.clone();
        wrongLength[wrongLength.length - 1] ^= 1;
        return Stream.of(
                reused("gzip", packed(OK)),
                reused("gzip by its old name", answer("Content-Encoding: X-GZIP|Content-Length: " + OK.length, OK)),
                reused("gzip in two parts", packed(twoParts)),
                reused(
                        "gzip in two parts, apart",
                        answer("Content-Encoding: gzip|Content-Length: " + twoParts.length, gzip("o")),
                        pause(20),
                        WireCase.send(gzip("k"))),
                reused("gzip with something after it", packed(joined(OK, WireCase.latin1("garbage")))),
                reused("gzip with zeros after it", packed(joined(OK, new byte[5000]))),
                dropped("gzip to the end of the connection", answer("Content-Encoding: gzip", OK), CLOSE),
                reused("no body, said to be gzip", answer("Content-Encoding: gzip|Content-Length: 0", ""))
                        .brings("200: "),
                fails("gzip garbage", GZIP, answer("Content-Encoding: gzip|Content-Length: 3", "abc")),
                fails("gzip cut off", GZIP, packed(Arrays.copyOf(endless, endless.length - 9))),
                fails("gzip of a wrong sum", GZIP, packed(wrongSum)),
                fails("gzip of a wrong length", GZIP, packed(wrongLength)),
                fails("gzip with reserved flags", GZIP, packed(withFlags(0xe0))),
                fails("gzip with a name that never ends", GZIP, packed(withFlags(8))),
                fails("gzip of another method", GZIP, packed(new byte[] {31, (byte) 139, 9, 0, 0, 0, 0, 0, 0, 0})),
                fails("gzip mark alone", GZIP, packed(new byte[] {31, (byte) 139})),
                reused("gzip of nothing", packed(gzip(""))).brings("200: "),
                reused("gzip and no coding", answer("Content-Encoding: gzip, identity|Content-Length: 2", "ok")),
                reused("deflate", answer("Content-Encoding: deflate|Content-Length: 2", "ok")),
                fails("gzip head alone", GZIP, packed(Arrays.copyOf(OK, 10))),
                fails(
                        "end in gzip",
                        CUT,
                        answer("Content-Encoding: gzip|Content-Length: " + endless.length, Arrays.copyOf(endless, 15)),
                        CLOSE),
                fails(
                        "end of the connection in gzip",
                        GZIP,
                        answer("Content-Encoding: gzip", Arrays.copyOf(endless, 15)),
                        CLOSE),
                fails(
                        "reset in gzip",
                        BROKEN_OFF,
                        answer("Content-Encoding: gzip|Content-Length: " + endless.length, Arrays.copyOf(endless, 15)),
                        pause(50),
                        RESET));
    }

    private static Stream<WireCase> limits() {
        byte[] bomb = gzip(new byte[1 << 20]);
        return Stream.of(
                fails(
                        "huge length",
                        "too large: % sent a body of more than 64 MB",
                        answer("Content-Length: 9223372036854775807", "abc"),
                        HOLD),
                fails(
                                "endless body at full speed",
                                "too large: % sent a body of more than 64 MB",
                                answer("", ""),
                                flood("x".repeat(1 << 20), 0))
                        .within(Duration.ofSeconds(20)),
                fails("length above the limit", OVER_100, answer("Content-Length: 101", ""), HOLD)
                        .to(http -> http.post("/x").maxResponseSize(100)),
                fails("chunks above the limit", OVER_100, chunks("65\r\n" + "x".repeat(101)), HOLD)
                        .to(http -> http.post("/x").maxResponseSize(100)),
                fails("body above the limit", OVER_100, answer("", "x".repeat(101)), HOLD)
                        .to(http -> http.post("/x").maxResponseSize(100)),
                fails("gzip bomb", "too large: % sent a body of more than 8 KiB", packed(bomb))
                        .to(http -> http.post("/x").maxResponseSize(8 << 10)),
                fails("zeros after gzip", OVER_100, answer("Content-Encoding: gzip", joined(OK, new byte[101])), HOLD)
                        .to(http -> http.post("/x").maxResponseSize(100)),
                reused("body of the limit", answer("Content-Length: 2", "ok"))
                        .to(http -> http.post("/x").maxResponseSize(2)),
                reused("chunks of the limit", chunks("1\r\no\r\n1\r\nk\r\n0\r\n\r\n"))
                        .to(http -> http.post("/x").maxResponseSize(2)));
    }

    private static byte[] withFlags(int flags) {
        byte[] packed = OK.clone();
        packed[3] = (byte) flags;
        Arrays.fill(packed, 10, packed.length, (byte) 'x');
        return packed;
    }

    private static RawServer.Script packed(byte[] body) {
        return answer("Content-Encoding: gzip|Content-Length: " + body.length, body);
    }

    private static RawServer.Script send(String text) {
        return WireCase.send(text);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
