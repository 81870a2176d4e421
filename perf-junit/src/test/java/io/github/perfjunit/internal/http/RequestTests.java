// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.perfjunit.http.HttpRequest;
import io.github.perfjunit.http.Response;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTests {

    private final RawServer server = RawServer.answering(RawServer.ok(""));
    private final TestUser user = new TestUser(server.url());

    @AfterEach
    void close() {
        user.close();
        server.close();
    }

    private String sent(HttpRequest request) {
        request.send();
        String text = server.requests().get(server.requests().size() - 1);
        return text.replace("\r\n", "\n").replace("Host: localhost:" + server.port() + "\n", "");
    }

    @Test
    void json_ofARecord_isWritten() {
        record Order(int id, List<String> tags) {}
        assertThat(sent(user.http.post("/orders").json(new Order(1, List.of("a")))))
                .isEqualTo("""
                        POST /orders HTTP/1.1
                        User-Agent: perf-junit
                        Accept-Encoding: gzip
                        Content-Length: 21
                        Content-Type: application/json

                        {"id":1,"tags":["a"]}""");
    }

    @Test
    void json_ofText_isSentAsItIs() {
        assertThat(sent(user.http.put("/").json("{ }"))).endsWith("\n\n{ }");
    }

    @Test
    void json_unwritable_isNamed() {
        refused(() -> user.http.post("/").json(new Object()), "cannot write java.lang.Object as JSON: ");
    }

    @Test
    void form_isEncoded() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("a b", 1);
        fields.put("c", "x&y=ü");
        assertThat(sent(user.http.post("/").form(fields)))
                .contains("Content-Type: application/x-www-form-urlencoded\n")
                .endsWith("\n\na+b=1&c=x%26y%3D%C3%BC");
    }

    @Test
    void multipart_isWritten(@TempDir Path dir) throws Exception {
        Path file = Files.writeString(dir.resolve("note.txt"), "hi");
        String sent = sent(user.http.post("/").multipart(parts -> parts.field("a\"\r\nX: y", "1")
                .file("b", "c\".png", new byte[] {'p'}, "image/png")
                .file("d", file, "text/plain")));
        String boundary =
                sent.lines().filter(line -> line.startsWith("--")).findFirst().orElseThrow();
        assertThat(boundary).matches("--perf-junit-[0-9a-f]{2,32}");
        assertThat(sent.substring(sent.indexOf("\n\n") + 2).replace(boundary, "--BOUNDARY"))
                .isEqualTo("""
                        --BOUNDARY
                        Content-Disposition: form-data; name="a%22%0D%0AX: y"

                        1
                        --BOUNDARY
                        Content-Disposition: form-data; name="b"; filename="c%22.png"
                        Content-Type: image/png

                        p
                        --BOUNDARY
                        Content-Disposition: form-data; name="d"; filename="note.txt"
                        Content-Type: text/plain

                        hi
                        --BOUNDARY--
                        """);
    }

    @Test
    void headers_ofTheUser_replaceTheClientsOwn() {
        assertThat(sent(user.http
                        .post("/")
                        .header("user-agent", "me")
                        .header("Host", "shop.example")
                        .header("X-A", "1")
                        .header("X-A", "2")
                        .body("x", "text/plain")
                        .header("content-type", "text/special")))
                .isEqualTo("""
                        POST / HTTP/1.1
                        Accept-Encoding: gzip
                        user-agent: me
                        Host: shop.example
                        X-A: 1
                        X-A: 2
                        content-type: text/special
                        Content-Length: 1

                        x""");
    }

    @Test
    void credentials_replaceEachOther() {
        assertThat(sent(user.http.get("/").basicAuth("ü", "p:w").bearer("t0ken")))
                .contains("Authorization: Bearer t0ken\n")
                .doesNotContain("Basic");
        assertThat(sent(user.http.get("/").basicAuth("ü", "p:w"))).contains("Authorization: Basic w7w6cDp3\n");
    }

    @Test
    void postWithoutBody_hasALength() {
        assertThat(sent(user.http.post("/"))).contains("Content-Length: 0\n");
        assertThat(sent(user.http.delete("/"))).doesNotContain("Content-Length");
    }

    @Test
    void connectionClose_isKept() {
        user.http.get("/").header("Connection", "close").send();
        user.http.get("/").send();
        assertThat(server.connections()).isEqualTo(2);
    }

    @Test
    void badInput_isRefusedWithoutTheSecretInIt() {
        HttpRequest request = user.http.get("/");
        refused(
                () -> request.header("X-A", "a\r\nX-B: c"),
                "header 'X-A' has the character U+000D at index 1"
                        + " but header fields hold only visible characters of ISO 8859-1, spaces and tabs");
        refused(() -> request.header("X-A", "a\u0000"), "header 'X-A' has the character U+0000 at index 1");
        refused(() -> request.header("X-A", "\u010a"), "header 'X-A' has the character U+010A at index 0");
        refused(() -> request.header("X A", "b"), "header name was 'X A' but must be a token such as X-Request-Id");
        refused(() -> request.header("", "b"), "header name was '' but must be a token such as X-Request-Id");
        refused(
                () -> request.header("content-length", "7"),
                "header 'content-length' is the client's own and cannot be set");
        refused(
                () -> request.header("Transfer-Encoding", "x"),
                "header 'Transfer-Encoding' is the client's own and cannot be set");
        refused(() -> request.bearer("a\nb"), "bearer token has the character U+000A at index 1");
        refused(() -> request.basicAuth("a:b", "c"), "user of basicAuth holds a colon, which RFC 7617 does not allow");
        refused(() -> request.body("x", "text/plain\n"), "content type has the character U+000A at index 10");
        refused(() -> request.timeout(Duration.ZERO), "timeout was 'PT0S' but must be above zero");
        refused(() -> request.expectStatus(), "expectStatus needs at least one status");
        refused(() -> request.expectStatus(200, 99), "expected status was '99' but must be from 100 to 599");
        refused(() -> request.name(" "), "name of a request was blank but must be a text such as 'search'");
        refused(
                () -> request.name("(other)"),
                "name of a request was '(other)' but must be another, for results have figures of their own under it");
        refused(() -> user.http.request("GET /", "/"), "method was 'GET /' but must be one such as GET or POST");
        refused(() -> user.http.request("CONNECT", "/"), "method was 'CONNECT' but must be one such as GET or POST");
        assertThat(user.recorded.samples).isEmpty();
    }

    @Test
    void request_sentTwice_isRefused() {
        HttpRequest request = user.http.get("/");
        request.send();
        assertThatIllegalStateException()
                .isThrownBy(request::send)
                .withMessage("this request was sent already: begin a new one");
    }

    private static void refused(ThrowingCallable code, String messageStart) {
        assertThatIllegalArgumentException().isThrownBy(code).withMessageStartingWith(messageStart);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain                        | ü        | UTF-8",
                "text/plain; charset=ISO-8859-1    | ü        | ISO-8859-1",
                "text/plain; Charset=\"utf-16be\";x| ü        | UTF-16BE",
                "text/plain; charset=klingon       | ü        | UTF-8",
                "text/plain; charset=''            | ü        | UTF-8",
            })
    void charset_isThatOfTheContentType(String contentType, String text, String charset) {
        assertThat(ReceivedResponse.charset(contentType)).hasToString(charset);
    }

    @Test
    void gzip_isUnpacked_andJsonIsRead() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("{\"id\":7,\"name\":\"ü\",\"more\":[1,{\"a\":null}]}".getBytes(StandardCharsets.UTF_8));
        }
        record Product(int id, String name) {}
        try (RawServer zipping = RawServer.running(exchange -> {
                    exchange.readRequest();
                    exchange.write("HTTP/1.1 200 OK\r\nContent-Encoding: GZIP\r\nContent-Length: " + packed.size()
                            + "\r\n\r\n");
                    exchange.write(packed.toByteArray());
                });
                TestUser other = new TestUser(zipping.url())) {
            Response response = other.http.get("/").send();

            assertThat(response.json(Product.class)).isEqualTo(new Product(7, "ü"));
            assertThat(response.json("/name")).isEqualTo("ü");
            assertThat(response.json("/more/0")).isEqualTo("1");
            assertThat(response.json("/more/1")).isEqualTo("{\"a\":null}");
            assertThat(response.json("/more/1/a")).isEqualTo("null");
            assertThatIllegalStateException()
                    .isThrownBy(() -> response.json("/none"))
                    .withMessage("body has nothing at '/none': {\"id\":7,\"name\":\"ü\",\"more\":[1,{\"a\":null}]}");
            assertThatIllegalStateException()
                    .isThrownBy(() -> response.json(Integer.class))
                    .withMessageStartingWith("body is no JSON Integer: {\"id\"");
        }
    }
}
