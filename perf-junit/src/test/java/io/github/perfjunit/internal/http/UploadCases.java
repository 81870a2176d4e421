// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static io.github.perfjunit.internal.http.WireCase.CUT;
import static io.github.perfjunit.internal.http.WireCase.MALFORMED;
import static io.github.perfjunit.internal.http.WireCase.UNANSWERED;
import static io.github.perfjunit.internal.http.WireCase.answer;
import static io.github.perfjunit.internal.http.WireCase.dropped;
import static io.github.perfjunit.internal.http.WireCase.fails;
import static io.github.perfjunit.internal.http.WireCase.pause;
import static io.github.perfjunit.internal.http.WireCase.readBody;
import static io.github.perfjunit.internal.http.WireCase.reused;
import static io.github.perfjunit.internal.http.WireCase.send;

import io.github.perfjunit.http.Http;
import io.github.perfjunit.http.HttpRequest;
import java.io.ByteArrayInputStream;
import java.util.stream.Stream;

/** Answers before, while and after the body of a request is sent. */
final class UploadCases {

    private static final RawServer.Script CLOSE = RawServer.Exchange::close;
    private static final RawServer.Script HOLD = RawServer.Exchange::hold;
    // Not as HOLD, which reads.
    private static final RawServer.Script READ_NOTHING = pause(1000);
    private static final RawServer.Script OK = answer("Content-Length: 2", "ok");
    private static final RawServer.Script CONTINUE = send("HTTP/1.1 100 Continue\r\n\r\n");
    private static final RawServer.Script REFUSED = send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
    private static final String RESET = "reset: % reset the connection before it answered";
    private static final int LENGTH = 8 << 20;
    private static final byte[] BYTES = new byte[LENGTH];

    private UploadCases() {}

    static Stream<WireCase> all() {
        return Stream.of(
                        asking().map(odd -> odd.to(UploadCases::askingRequest)),
                        sending("stream").map(odd -> odd.to(UploadCases::streamRequest)),
                        sending("array").map(odd -> odd.to(UploadCases::arrayRequest)))
                .flatMap(cases -> cases);
    }

    private static Stream<WireCase> asking() {
        return Stream.of(
                reused("100", CONTINUE, readBody(5), OK),
                reused("100 twice", CONTINUE, CONTINUE, readBody(5), OK),
                reused("103, then 100", send("HTTP/1.1 103 Early Hints\r\n\r\n"), CONTINUE, readBody(5), OK),
                reused(
                        "100 in pieces",
                        send("HTTP/1.1 1"),
                        pause(10),
                        send("00\r\n\r"),
                        pause(10),
                        send("\n"),
                        readBody(5),
                        OK),
                reused("no 100", readBody(5), OK),
                reused("100 too late", pause(1050), CONTINUE, readBody(5), OK),
                fails(
                        "417",
                        "417: 417 Expectation Failed",
                        send("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n")),
                fails("401 instead of 100", "401: 401 Who", send("HTTP/1.1 401 Who\r\nContent-Length: 0\r\n\r\n")),
                fails("413 instead of 100, with the end", "413: 413 Too Large", REFUSED, CLOSE),
                dropped("200 instead of 100", OK),
                dropped(
                        "100 and 200 at once",
                        send("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")),
                dropped("200 of HTTP/1.0 instead of 100", send("HTTP/1.0 200 OK\r\n\r\nok"), CLOSE),
                fails("garbage instead of 100", MALFORMED, send("garbage\r\n\r\n")),
                fails(
                        "101 instead of 100",
                        "protocol: % switched to another protocol, which was not asked for",
                        send("HTTP/1.1 101 Switching\r\n\r\n")),
                fails(
                        "103 without end instead of 100",
                        "protocol: % sent more than 20 interim answers",
                        WireCase.flood("HTTP/1.1 103 Early Hints\r\n\r\n", 0)),
                fails("end instead of 100", UNANSWERED, CLOSE),
                fails("end in 100", MALFORMED, send("HTTP/1.1 10"), CLOSE),
                fails("end after 100", CUT, CONTINUE, readBody(5), CLOSE),
                fails("reset instead of 100", RESET, RawServer.Exchange::reset),
                fails("silence instead of 100", "timeout: no answer from % within 300 ms", HOLD));
    }

    private static Stream<WireCase> sending(String body) {
        return Stream.of(
                reused(body + ": answer after it", readBody(LENGTH), OK),
                reused(body + ": interim answers before it", CONTINUE, CONTINUE, readBody(LENGTH), OK),
                reused(
                        body + ": interim answers in it",
                        readBody(LENGTH / 2),
                        CONTINUE,
                        pause(20),
                        readBody(LENGTH / 2),
                        OK),
                fails(body + ": refused before it", "413: 413 Too Large", REFUSED, HOLD),
                fails(
                        body + ": refused in it",
                        "413: 413 Too Large",
                        readBody(LENGTH / 2),
                        REFUSED,
                        readBody(LENGTH / 2),
                        CLOSE),
                dropped(body + ": answered before it", OK, pause(50), readBody(LENGTH / 2)),
                fails(body + ": garbage in it", MALFORMED, readBody(1000), send("garbage\r\n\r\n"), HOLD),
                fails(body + ": reset in it", RESET, readBody(1000), RawServer.Exchange::reset),
                fails(body + ": never read", "timeout: no answer from % within 300 ms", READ_NOTHING));
    }

    private static HttpRequest askingRequest(Http http) {
        return http.post("/x").body("hello", "text/plain").expectContinue();
    }

    private static HttpRequest streamRequest(Http http) {
        return http.post("/x").body(LENGTH, () -> new ByteArrayInputStream(BYTES), "application/octet-stream");
    }

    private static HttpRequest arrayRequest(Http http) {
        return http.post("/x").body(BYTES, "application/octet-stream");
    }
}
