// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static io.github.perfjunit.internal.http.WireCase.CUT;
import static io.github.perfjunit.internal.http.WireCase.EMPTY_LINES;
import static io.github.perfjunit.internal.http.WireCase.LONG_HEAD;
import static io.github.perfjunit.internal.http.WireCase.LONG_LINE;
import static io.github.perfjunit.internal.http.WireCase.MALFORMED;
import static io.github.perfjunit.internal.http.WireCase.MANY_FIELDS;
import static io.github.perfjunit.internal.http.WireCase.SLOW;
import static io.github.perfjunit.internal.http.WireCase.UNANSWERED;
import static io.github.perfjunit.internal.http.WireCase.VERSION;
import static io.github.perfjunit.internal.http.WireCase.answer;
import static io.github.perfjunit.internal.http.WireCase.dropped;
import static io.github.perfjunit.internal.http.WireCase.fails;
import static io.github.perfjunit.internal.http.WireCase.flood;
import static io.github.perfjunit.internal.http.WireCase.pause;
import static io.github.perfjunit.internal.http.WireCase.reused;
import static io.github.perfjunit.internal.http.WireCase.send;

import java.util.stream.Stream;

/** Status lines and header fields that are odd or worse. */
final class HeadCases {

    private static final RawServer.Script CLOSE = RawServer.Exchange::close;
    private static final RawServer.Script HOLD = RawServer.Exchange::hold;
    private static final String TWO = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n";

    private HeadCases() {}

    static Stream<WireCase> all() {
        return Stream.of(statusLines(), fields(), interim(), versions(), ends()).flatMap(cases -> cases);
    }

    private static Stream<WireCase> statusLines() {
        return Stream.of(
                fails("garbage", MALFORMED, send("\0\1\2garbage\r\n\r\n")),
                fails("SSH banner", MALFORMED, send("SSH-2.0-OpenSSH_9.2\r\n\r\n")),
                fails("TLS alert", MALFORMED, send("\25\3\3\0\2\2\50"), CLOSE),
                fails("HTTP/0.9: the body alone", MALFORMED, send("<html><body>hello</body></html>\r\n"), CLOSE),
                fails("status of letters", MALFORMED, send("HTTP/1.1 abc OK\r\n\r\n")),
                fails("status of two digits", MALFORMED, send("HTTP/1.1 20 OK\r\n\r\n")),
                fails("status of four digits", MALFORMED, send("HTTP/1.1 2000 OK\r\n\r\n")),
                fails("negative status", MALFORMED, send("HTTP/1.1 -20 OK\r\n\r\n")),
                fails("no status", MALFORMED, send("HTTP/1.1\r\n\r\n")),
                fails("status below 100", MALFORMED, send("HTTP/1.1 099 Odd\r\n\r\n")),
                fails("status 000", MALFORMED, send("HTTP/1.1 000 Odd\r\n\r\n")),
                fails("status with a sign", MALFORMED, send("HTTP/1.1 +20 OK\r\n\r\n")),
                fails("status beyond 32 bits", MALFORMED, send("HTTP/1.1 99999999999 OK\r\n\r\n")),
                fails("status with NUL", MALFORMED, send("HTTP/1.1 20\0 OK\r\n\r\n")),
                fails("status beyond ASCII", MALFORMED, send("HTTP/1.1 2\u00b20 OK\r\n\r\n")),
                fails("garbage before the status line", MALFORMED, send("garbage\r\n" + TWO + "\r\nok")),
                fails("blank before the status line", MALFORMED, send(" " + TWO + "\r\nok")),
                fails("byte order mark before the status line", MALFORMED, send("\u00ef\u00bb\u00bf" + TWO + "\r\nok")),
                fails("ICY", MALFORMED, send("ICY 200 OK\r\nContent-Length: 2\r\n\r\nok")),
                fails("returns as line ends", SLOW, send(TWO.replace("\r\n", "\r") + "\rok"), HOLD),
                fails("a return alone", SLOW, send("\r"), HOLD),
                reused("reason beyond ASCII", send(TWO.replace("200 OK", "200 \u00e9\u00ff") + "\r\nok")),
                reused("reason of 8,000 bytes", send(TWO.replace("200 OK", "200 " + "x".repeat(8000)) + "\r\nok")),
                fails("version of letters", MALFORMED, send("HTTP/x.y 200 OK\r\n\r\n")),
                fails("name of the protocol in lower case", MALFORMED, send("http/1.1 200 OK\r\n\r\n")),
                fails("a request as the answer", MALFORMED, send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")),
                fails("endless status line", LONG_LINE, send("HTTP/1.1 200 "), flood("x".repeat(4000), 0)),
                fails("endless empty lines", EMPTY_LINES, flood("\r\n", 0)),
                reused("lone line feeds", send("HTTP/1.1 200 OK\nContent-Length: 2\n\nok")),
                reused("10 empty lines first", send("\r\n".repeat(10) + TWO + "\r\nok")),
                fails("11 empty lines first", EMPTY_LINES, send("\r\n".repeat(11) + TWO + "\r\nok")),
                reused("no reason", send("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok")),
                reused("status nobody knows", send(TWO.replace("200 OK", "299 Odd") + "\r\nok"))
                        .brings("299: ok"),
                fails(
                                "status of a thousand less one",
                                "999: 999 Odd",
                                send(TWO.replace("200 OK", "999 Odd") + "\r\nok"))
                        .reusing(),
                reused("control characters", send("HTTP/1.1 200 \7\33[31m\r\nX: \0\7\r\nContent-Length: 2\r\n\r\nok")));
    }

    private static Stream<WireCase> fields() {
        return Stream.of(
                fails("endless header field", LONG_LINE, send("HTTP/1.1 200 OK\r\nX: "), flood("x".repeat(4000), 0)),
                fails("header field of 64 KiB", LONG_LINE, answer("Content-Length: 2|X: " + "x".repeat(1 << 16), "ok")),
                fails("endless header fields", MANY_FIELDS, send("HTTP/1.1 200 OK\r\n"), flood("X: y\r\n", 0)),
                fails("a million header fields", MANY_FIELDS, answer("X: y|".repeat(1_000_000) + "Z: z", "ok")),
                fails("1,001 header fields", MANY_FIELDS, answer("X: y|".repeat(1000) + "Content-Length: 2", "ok")),
                fails(
                        "header fields of 257 KiB",
                        LONG_HEAD,
                        answer(("X: " + "x".repeat(8000) + "|").repeat(33) + "Content-Length: 2", "ok")),
                reused(
                        "header fields of 250 KiB",
                        answer(("X: " + "x".repeat(8000) + "|").repeat(32) + "Content-Length: 2", "ok")),
                reused("1,000 header fields", answer("X: y|".repeat(999) + "Content-Length: 2", "ok")),
                reused("header field of 8,000 bytes", answer("Content-Length: 2|X: " + "x".repeat(8000), "ok")),
                fails(
                        "endless folded field",
                        LONG_LINE,
                        send("HTTP/1.1 200 OK\r\nX: y\r\n"),
                        flood(" " + "z".repeat(2000) + "\r\n", 0)),
                fails("no colon", MALFORMED, answer("Secret", "")),
                fails("no header name", MALFORMED, answer(": x", "")),
                fails("blank before colon", MALFORMED, answer("A : x", "")),
                reused("name beyond ASCII", answer("\u00e4: x|Content-Length: 2", "ok")),
                fails("name with NUL", MALFORMED, answer("A\0B: x|Content-Length: 2", "ok")),
                reused("name with a blank", answer("A B: x|Content-Length: 2", "ok")),
                fails("blank before the colon of the length", MALFORMED, answer("Content-Length : 2", "ok")),
                fails("tab before the colon of the coding", MALFORMED, answer("Transfer-Encoding\t: chunked", "")),
                fails("folded line first", MALFORMED, answer(" X: y|Content-Length: 2", "ok")),
                fails("folded length first", MALFORMED, answer("\tContent-Length: 2", "ok")),
                reused("folded coding", answer("Transfer-Encoding:| chunked", "2\r\nok\r\n0\r\n\r\n")),
                reused("folded length", answer("Content-Length:|\t2", "ok")),
                reused("folded field", answer("X: a| b|Content-Length: 2", "ok")),
                reused("field without value", answer("X:|Content-Length: 2", "ok")),
                reused("return inside a field", answer("X: a\rb|Content-Length: 2", "ok")),
                reused("bytes beyond ASCII", answer("X: \u00e4\u00ff|Content-Length: 2", "ok")),
                reused("length in capitals", answer("CONTENT-LENGTH:2", "ok")),
                dropped("close", answer("Connection: close|Content-Length: 2", "ok")),
                dropped("close in capitals", answer("connection: CLOSE|Content-Length: 2", "ok")),
                dropped("close and keep-alive", answer("Connection: keep-alive, close|Content-Length: 2", "ok")),
                dropped(
                        "close and keep-alive apart",
                        answer("Connection: keep-alive|Connection: close|Content-Length: 2", "ok")),
                reused("options nobody knows", answer("Connection: ,,x;;=,\"|Content-Length: 2", "ok")),
                reused("cookies nobody can read", answer("Set-Cookie: =;\0;;|Set-Cookie: \"|Content-Length: 2", "ok")),
                reused("upgrade offered", answer("Upgrade: h2c|Connection: Upgrade|Content-Length: 2", "ok")));
    }

    private static Stream<WireCase> interim() {
        String hints = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
        return Stream.of(
                reused("interim answers", send("HTTP/1.1 100 Continue\r\n\r\n" + hints + TWO + "\r\nok")),
                reused("20 interim answers", send(hints.repeat(20) + TWO + "\r\nok")),
                fails("21 interim answers", "protocol: % sent more than 20 interim answers", send(hints.repeat(21))),
                fails(
                        "endless interim answers",
                        "protocol: % sent more than 20 interim answers",
                        flood("HTTP/1.1 102 Processing\r\n\r\n", 0)),
                fails("interim answers, then silence", SLOW, send(hints), HOLD),
                fails("interim answers, then the end", CUT, send(hints), CLOSE),
                fails(
                        "interim answer with a body",
                        MALFORMED,
                        send("HTTP/1.1 103 Odd\r\nContent-Length: 2\r\n\r\nok" + TWO + "\r\nok")),
                fails(
                        "switching protocols",
                        "protocol: % switched to another protocol, which was not asked for",
                        send("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n")));
    }

    private static Stream<WireCase> versions() {
        return Stream.of(
                fails("HTTP/2 as text", VERSION, send("HTTP/2.0 200 OK\r\n\r\n")),
                fails("HTTP/2 preface", MALFORMED, send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")),
                fails("HTTP/2 settings frame", MALFORMED, send("\0\0\0\4\0\0\0\0\0"), CLOSE),
                fails("HTTP/3 as text", VERSION, send("HTTP/3 200 OK\r\n\r\n")),
                reused("HTTP/1.2", send(TWO.replace("1.1", "1.2") + "\r\nok")),
                dropped("HTTP/1.0", send(TWO.replace("1.1", "1.0") + "\r\nok")),
                reused("HTTP/1.0 kept", send(TWO.replace("1.1", "1.0") + "Connection: keep-alive\r\n\r\nok")),
                dropped(
                        "HTTP/1.0 kept and closed",
                        send(TWO.replace("1.1", "1.0") + "Connection: keep-alive, close\r\n\r\nok")),
                dropped("HTTP/1.0 without length", send("HTTP/1.0 200 OK\r\n\r\nok"), CLOSE),
                dropped(
                        "HTTP/1.0 with chunks",
                        send(
                                "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n")));
    }

    private static Stream<WireCase> ends() {
        return Stream.of(
                fails("end at once", UNANSWERED, CLOSE),
                fails("end of the server's side at once", UNANSWERED, RawServer.Exchange::endOutput),
                fails("reset at once", "reset: % reset the connection before it answered", RawServer.Exchange::reset),
                fails("end in status line", MALFORMED, send("HTTP/1.1 2"), CLOSE),
                fails("end after status line", CUT, send("HTTP/1.1 200 OK\r\n"), CLOSE),
                fails("end in header", CUT, send("HTTP/1.1 200 OK\r\nContent-Length: 1"), CLOSE),
                fails("end after header field", CUT, send("HTTP/1.1 200 OK\r\nX: y\r\n"), CLOSE),
                fails(
                        "reset in header",
                        "reset: % reset the connection in the middle of its answer",
                        send("HTTP/1.1 200 OK\r\nX: y\r\n"),
                        pause(50),
                        RawServer.Exchange::reset),
                fails("silence", "timeout: no answer from % within 300 ms", HOLD),
                fails("half a status line", SLOW, send("HTTP/1.1 2"), HOLD),
                fails("dripping head", SLOW, send("HTTP/1.1 200 OK\r\nX: "), flood("x", 20)),
                reused(
                        "head in pieces",
                        send("HT"),
                        pause(10),
                        send("TP/1.1 200 OK\r"),
                        pause(10),
                        send("\nContent-Length:"),
                        pause(10),
                        send(" 2\r\n\r"),
                        pause(10),
                        send("\nok")),
                fails(
                                "redirect to nonsense",
                                "redirect: % redirected to a location that is no URL",
                                send("HTTP/1.1 302 Found\r\nLocation: http://[::\r\nContent-Length: 0\r\n\r\n"))
                        .reusing(),
                fails(
                                "redirect to another scheme",
                                "redirect: % redirected to something else than http and https",
                                send("HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n"))
                        .reusing());
    }
}
