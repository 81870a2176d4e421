// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.insights;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.github.perfjunit.aws.internal.access.Access;
import io.github.perfjunit.metrics.ResultTable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against the API on loopback, as docs.aws.amazon.com/performance-insights/latest/APIReference tells it. */
class TopStatementsTests {

    private static final Instant FROM = Instant.parse("2026-12-01T12:00:00Z");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void open() throws IOException {
        System.setProperty("aws.accessKeyId", "AKIDEXAMPLE");
        System.setProperty("aws.secretAccessKey", "verysecret");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestMethod() + " "
                        + exchange.getRequestHeaders().getFirst("X-Amz-Target"));
                asked.add(exchange.getRequestHeaders().getFirst("Content-Type"));
                asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
                asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private TopStatementsSection read() {
        URI endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return TopStatements.read(
                new InsightsCall(new Access("eu-west-1", "", endpoint)), "db-ABC", FROM, FROM.plusSeconds(600));
    }

    @Test
    void statementsAreReadWithTheirLoad() {
        answer = "{\"AlignedStartTime\": 1, \"Keys\": ["
                + "{\"Dimensions\": {\"db.sql_tokenized.statement\": \"select * from orders\\n where id = ?\"}, \"Total\": 3.456},"
                + "{\"Dimensions\": {\"db.sql_tokenized.statement\": \"update stock set n = ?\"}, \"Total\": 0.5}]}";

        TopStatementsSection section = read();

        assertThat(section.name()).isEqualTo("top-statements");
        assertThat(section.tables())
                .containsExactly(new ResultTable(
                        "top statements",
                        List.of("statement", "busy sessions"),
                        List.of(
                                List.of("select * from orders where id = ?", "3.46"),
                                List.of("update stock set n = ?", "0.50"))));
        assertThat(section.data().get("missing")).isEqualTo("");
        assertThat(asked.get(0)).isEqualTo("POST PerformanceInsightsv20180227.DescribeDimensionKeys");
        assertThat(asked.get(1)).isEqualTo("application/x-amz-json-1.1");
        assertThat(asked.get(2))
                .startsWith("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/")
                .contains("/eu-west-1/pi/aws4_request")
                .contains("x-amz-target");
        assertThat(asked.get(3))
                .isEqualTo(
                        "{\"ServiceType\":\"RDS\",\"Identifier\":\"db-ABC\",\"StartTime\":1796126400,\"EndTime\":1796127000,"
                                + "\"Metric\":\"db.load.avg\",\"PeriodInSeconds\":1,\"GroupBy\":{\"Group\":\"db.sql_tokenized\","
                                + "\"Limit\":10,\"Dimensions\":[\"db.sql_tokenized.statement\"]}}");
    }

    @Test
    void missingRightIsSaidAndNamesNoAccount() {
        status = 400;
        answer = "{\"__type\": \"com.amazonaws.pi#NotAuthorizedException\","
                + " \"message\": \"User: arn:aws:iam::123456789012:user/ci is not authorized\"}";

        assertThat(read().missing())
                .isEqualTo(
                        "Database Insights answered with status 400, NotAuthorizedException; the credentials need the"
                                + " right pi:DescribeDimensionKeys on this database, and Database Insights must be on");
        assertThat(read().tables().get(0).rows()).hasSize(1);
    }

    @Test
    void otherAnswersAreSaid() {
        assertThat(read().missing()).isEqualTo("Database Insights knows no statement of the time of the load (yet)");
        status = 503;
        answer = "<html>busy</html>";
        assertThat(read().missing())
                .isEqualTo("Database Insights answered with status 503 with something that is no JSON");
        status = 500;
        answer = "{\"__type\": \"InternalServiceError\"}";
        assertThat(read().data())
                .isEqualTo(Map.of(
                        "missing",
                        "Database Insights answered with status 500, InternalServiceError",
                        "statements",
                        List.of()));
    }

    @Test
    void apiThatCannotBeReachedIsSaid() {
        server.stop(0);

        assertThat(read().missing())
                .startsWith("Database Insights answered with ")
                .contains("refused");
    }
}
