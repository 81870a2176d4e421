// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.DefaultHttpRequestWriter;
import org.apache.hc.core5.http.impl.io.SessionOutputBufferImpl;
import org.apache.hc.core5.http.io.HttpMessageWriter;
import org.apache.hc.core5.http.message.BasicHeader;
import org.junit.jupiter.api.Test;

class HeadWriterTests {

    private static final Reception RECEPTION = new Reception(1_000, true, new BodyMemory(Long.MAX_VALUE).share());

    private final HeadWriter writer = new HeadWriter();

    @Test
    void plainGet_isWrittenAsIs() throws Exception {
        RequestTarget target = new RequestTarget(Origin.parse("http://shop.test:8080"), "/products/7?a=b");

        assertThat(written(writer, new Outgoing("GET", target, List.of(), null, RECEPTION).message(null))
                        .lines())
                .containsExactly(
                        "GET /products/7?a=b HTTP/1.1",
                        "Host: shop.test:8080",
                        "User-Agent: perf-junit",
                        "Accept-Encoding: gzip",
                        "");
    }

    @Test
    void anyRequest_isWrittenAsHttpCoreWritesIt() throws Exception {
        RequestTarget target = new RequestTarget(Origin.parse("http://127.0.0.1"), "/orders");
        List<Header> own = List.of(
                new BasicHeader("Authorization", "Bearer abc"),
                new BasicHeader("X-Empty", ""),
                new BasicHeader("User-Agent", "mine"),
                new BasicHeader("X-Accent", "caf\u00e9"));
        for (Outgoing request : List.of(
                new Outgoing("POST", target, own, new Content.Bytes(new byte[7], "text/plain"), RECEPTION),
                new Outgoing("POST", target, List.of(), null, RECEPTION),
                new Outgoing("DELETE", target, own, null, RECEPTION))) {
            ClassicHttpRequest message = request.message(new HeadWriter.Encoded("Cookie", "a=b"));

            assertThat(written(writer, message)).isEqualTo(written(new DefaultHttpRequestWriter(), message));
        }
    }

    private static String written(HttpMessageWriter<ClassicHttpRequest> writer, ClassicHttpRequest message)
            throws IOException, HttpException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SessionOutputBufferImpl buffer = new SessionOutputBufferImpl(4096);
        writer.write(message, buffer, out);
        buffer.flush(out);
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
