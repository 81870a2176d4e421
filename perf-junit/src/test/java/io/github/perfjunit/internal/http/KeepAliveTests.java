// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.impl.DefaultConnectionReuseStrategy;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepAliveTests {

    private static final List<String> CONNECTION =
            List.of("", "", "", "keep-alive", "Keep-Alive", "close", "keep-alive, close", "upgrade");
    private static final List<String> LENGTH = List.of("", "0", "3", "3", "x");
    private static final List<String> CODING = List.of("", "", "", "chunked");

    @ParameterizedTest
    @CsvSource({"GET, 200", "GET, 204", "GET, 304", "HEAD, 200", "POST, 404"})
    void everyExchange_isJudgedAsHttpCoreJudgesIt(String method, int status) {
        Random random = new Random(7);
        int usable = 0;
        for (int i = 0; i < 2_000; i++) {
            BasicClassicHttpRequest request = new BasicClassicHttpRequest(method, "/");
            add(request, "Connection", CONNECTION, random);
            BasicClassicHttpResponse head = new BasicClassicHttpResponse(status);
            head.setVersion(random.nextBoolean() ? HttpVersion.HTTP_1_1 : HttpVersion.HTTP_1_0);
            add(head, "Connection", CONNECTION, random);
            add(head, "Proxy-Connection", CONNECTION, random);
            add(head, "Content-Length", LENGTH, random);
            add(head, "Transfer-Encoding", CODING, random);

            // The one exception: HTTP/1.0 must say keep-alive, and nothing else.
            boolean clear = head.getVersion().equals(HttpVersion.HTTP_1_1)
                    || "keep-alive"
                            .equalsIgnoreCase(Objects.toString(head.getFirstHeader("Connection"), "")
                                    .replace("Connection: ", ""));
            boolean expected = clear && DefaultConnectionReuseStrategy.INSTANCE.keepAlive(request, head, null);

            assertThat(KeepAlive.allows(request, head))
                    .as("%s %s", List.of(request.getHeaders()), List.of(head.getHeaders()))
                    .isEqualTo(expected);
            usable += expected ? 1 : 0;
        }
        assertThat(usable).isBetween(1, 1_999);
    }

    @Test
    void severalFields_areNotUsual() {
        BasicClassicHttpResponse head = new BasicClassicHttpResponse(200);
        head.setVersion(HttpVersion.HTTP_1_1);
        head.addHeader("Content-Length", "3");
        head.addHeader("Connection", "keep-alive");
        head.addHeader("Connection", "close");

        assertThat(KeepAlive.allows(new BasicClassicHttpRequest("GET", "/"), head))
                .isFalse();
    }

    private static void add(HttpMessage message, String name, List<String> values, Random random) {
        String value = values.get(random.nextInt(values.size()));
        if (!value.isEmpty()) {
            message.addHeader(name, value);
        }
    }
}
