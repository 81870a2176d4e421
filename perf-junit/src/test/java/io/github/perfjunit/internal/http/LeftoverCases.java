// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static io.github.perfjunit.internal.http.WireCase.answer;
import static io.github.perfjunit.internal.http.WireCase.chunks;
import static io.github.perfjunit.internal.http.WireCase.dropped;
import static io.github.perfjunit.internal.http.WireCase.fails;
import static io.github.perfjunit.internal.http.WireCase.pause;
import static io.github.perfjunit.internal.http.WireCase.reused;
import static io.github.perfjunit.internal.http.WireCase.send;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpRequest;
import java.util.stream.Stream;

/** Bytes that nobody asked for, before or after the end of an answer: none of them is ever part of the next one. */
final class LeftoverCases {

    private static final RawServer.Script CLOSE = RawServer.Exchange::close;
    private static final RawServer.Script OK = answer("Content-Length: 2", "ok");
    private static final String SMUGGLED = "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nsmuggled";
    // A user that thinks for longer than that finds what came meanwhile.
    private static final int LATER = 30;

    private LeftoverCases() {}

    static Stream<WireCase> all() {
        return Stream.of(atOnce(), withoutBody(), later()).flatMap(cases -> cases);
    }

    private static Stream<WireCase> atOnce() {
        return Stream.of(
                dropped("second answer", answer("Content-Length: 2", "ok" + SMUGGLED)),
                dropped("second answer after chunks", chunks("2\r\nok\r\n0\r\n\r\n" + SMUGGLED)),
                dropped("second answer after trailers", chunks("2\r\nok\r\n0\r\nX: y\r\n\r\n" + SMUGGLED)),
                dropped(
                                "second answer after a long one",
                                answer("X: y|Content-Length: 9000", "x".repeat(9000) + SMUGGLED))
                        .brings("200: " + "x".repeat(9000)),
                dropped("second answer after an empty one", answer("Content-Length: 0", SMUGGLED))
                        .brings("200: "),
                dropped("bytes after the length", answer("Content-Length: 2", "okay")),
                dropped("line end after the length", answer("Content-Length: 2", "ok\r\n")),
                dropped(
                        "interim answer after the answer",
                        answer("Content-Length: 2", "okHTTP/1.1 100 Continue\r\n\r\n")),
                dropped(
                                "length and chunks, with an answer between the two ends",
                                answer("Content-Length: 2|Transfer-Encoding: chunked", "0\r\n\r\n" + SMUGGLED))
                        .brings("200: "),
                fails(
                        "second answer after an error",
                        "500: 500 Broken",
                        send("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\n\r\n" + SMUGGLED)),
                reused("second answer as the body", answer("Content-Length: " + SMUGGLED.length(), SMUGGLED))
                        .brings("200: " + SMUGGLED));
    }

    private static Stream<WireCase> withoutBody() {
        String noContent = "HTTP/1.1 204 No Content\r\n";
        return Stream.of(
                reused("HEAD with a length", answer("Content-Length: 99", ""))
                        .to(LeftoverCases::head)
                        .brings("200: "),
                reused("HEAD with a length above the limit", answer("Content-Length: 9000000000", ""))
                        .to(LeftoverCases::head)
                        .brings("200: "),
                reused("HEAD with chunks announced", chunks(""))
                        .to(LeftoverCases::head)
                        .brings("200: "),
                reused("HEAD with gzip announced", answer("Content-Encoding: gzip", ""))
                        .to(LeftoverCases::head)
                        .brings("200: "),
                dropped("HEAD with a body", answer("Content-Length: 2", "ok"))
                        .to(LeftoverCases::head)
                        .brings("200: "),
                dropped("HEAD with an answer as body", answer("Content-Length: 50", SMUGGLED))
                        .to(LeftoverCases::head)
                        .brings("200: "),
                reused("204", send(noContent + "\r\n")).brings("204: "),
                reused("204 of length 0", send(noContent + "Content-Length: 0\r\n\r\n"))
                        .brings("204: "),
                dropped("204 with a length", send(noContent + "Content-Length: 2\r\n\r\n"))
                        .brings("204: "),
                dropped("204 with a body", send(noContent + "Content-Length: 2\r\n\r\nok"))
                        .brings("204: "),
                dropped("204 with chunks", send(noContent + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                        .brings("204: "),
                reused("304 with a length", send("HTTP/1.1 304 Not Modified\r\nContent-Length: 99\r\n\r\n"))
                        .brings("304: "),
                dropped("304 with an answer as body", send("HTTP/1.1 304 Not Modified\r\n\r\n" + SMUGGLED))
                        .brings("304: "),
                reused("205 with chunks", send("HTTP/1.1 205 Reset\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"))
                        .brings("205: "));
    }

    private static Stream<WireCase> later() {
        return Stream.of(
                        dropped("second answer later", OK, pause(LATER), send(SMUGGLED)),
                        dropped(
                                "end of idleness later",
                                OK,
                                pause(LATER),
                                send("HTTP/1.1 408 Request Timeout\r\n\r\n"),
                                CLOSE),
                        dropped("interim answer later", OK, pause(LATER), send("HTTP/1.1 100 Continue\r\n\r\n")),
                        dropped("half an answer later", OK, pause(LATER), send("HTTP/1.1 200 OK\r\nX: ")),
                        dropped("line end later", OK, pause(LATER), send("\r\n")),
                        dropped("body of HEAD later", answer("Content-Length: 50", ""), pause(LATER), send(SMUGGLED))
                                .to(LeftoverCases::head)
                                .brings("200: "),
                        dropped("end later", OK, pause(LATER), CLOSE),
                        dropped("reset later", OK, pause(LATER), RawServer.Exchange::reset),
                        fails(
                                "answer after the timeout",
                                "timeout: no answer from % within 300 ms",
                                pause(300 + LATER),
                                send(SMUGGLED)))
                .map(WireCase::withThinking);
    }

    private static HttpRequest head(Http http) {
        return http.head("/x");
    }
}
