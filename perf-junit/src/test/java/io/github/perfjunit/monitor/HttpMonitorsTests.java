// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Monitors that ask a server. */
class HttpMonitorsTests {

    private static final String QUERY = "/api/v1/query";

    private TextServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TextServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String withUser(String path) {
        return server.url().replace("//", "//me:geheim@") + path;
    }

    @Test
    void prometheus_itsSeries_areGauges() {
        server.with("/metrics", "# TYPE sent_total counter\nsent_total 5\ndepth{q=\"a\"} 7\n");
        Monitor monitor = Monitors.prometheus(withUser("/metrics?x=1"), "queue depth=depth", "sent_total", "other");
        Sampled first = Sampled.of(monitor);
        server.with("/metrics", "# TYPE sent_total counter\nsent_total 25\ndepth{q=\"a\"} 8\n");
        Sampled second = Sampled.of(monitor);

        assertThat(first.units())
                .containsExactly(entry("queue depth", ""), entry("sent_total", "/s"), entry("other", ""));
        assertThat(first.value("queue depth")).isEqualTo(7);
        assertThat(first.value("sent_total")).isNaN();
        assertThat(second.value("sent_total")).isPositive();
        assertThat(second.value("other")).isNaN();
        assertThat(server.asked()).hasSize(2).allMatch("/metrics?x=1 Basic bWU6Z2VoZWlt"::equals);
        assertThat(monitor.name()).isEqualTo(server.url() + "/metrics");
    }

    @Test
    void prometheus_serverThatRefuses_isAFailureWithoutSecrets() {
        Monitor monitor = Monitors.prometheus(withUser("/none?token=geheim"), "depth");

        assertThatThrownBy(() -> Sampled.of(monitor)).hasRootCauseMessage("status 404 of " + server.url() + "/none");
    }

    @Test
    void promql_oneSeriesOrANumber_isAGauge() {
        Monitor monitor = Monitors.promql("depth", "msg", server.url() + "/", "sum(a{b=\"c d\"})");
        server.with(QUERY, """
                {"status":"success","data":{"resultType":"vector","result":[{"metric":{},"value":[1.7e9,"12.5"]}]}}""");
        assertThat(Sampled.of(monitor).values()).containsExactly(entry("depth", 12.5));
        assertThat(Sampled.of(monitor).units()).containsExactly(entry("depth", "msg"));
        server.with(QUERY, """
                {"status":"success","data":{"resultType":"scalar","result":[1.7e9,"3"]}}""");
        assertThat(Sampled.of(monitor).value("depth")).isEqualTo(3);
        server.with(QUERY, """
                {"status":"success","data":{"resultType":"vector","result":[]}}""");
        assertThat(Sampled.of(monitor).value("depth")).isNaN();
        assertThat(server.asked()).allMatch((QUERY + "?query=sum%28a%7Bb%3D%22c+d%22%7D%29")::equals);
    }

    @Test
    void promql_severalSeriesOrAnError_isAFailure() {
        Monitor monitor = Monitors.promql("depth", "", server.url(), "a");
        server.with(QUERY, """
                {"status":"success","data":{"resultType":"vector","result":[{"value":[1,"1"]},{"value":[1,"2"]}]}}""");
        assertThatThrownBy(() -> Sampled.of(monitor))
                .hasRootCauseMessage(
                        "the query gave 2 series but must give one: put it into sum(...), max(...) or avg(...)");
        server.with(QUERY, "{\"status\":\"error\",\"error\":\"parse error:\\u001b no\"}");
        assertThatThrownBy(() -> Sampled.of(monitor))
                .hasRootCauseMessage("status 200 of " + server.url() + QUERY + ": parse error:? no");
        server.with(QUERY, "<html>");
        assertThatThrownBy(() -> Sampled.of(monitor)).hasRootCauseMessage("status 200 of " + server.url() + QUERY);
    }

    @Test
    void actuator_itsMetrics_areGauges() {
        server.with("/actuator/metrics", "{\"names\":[]}")
                .with("/actuator/metrics/jvm.threads.live", """
                        {"name":"jvm.threads.live","baseUnit":"threads",
                         "measurements":[{"statistic":"VALUE","value":31.0}],"availableTags":[]}""")
                .with("/actuator/metrics/http.server.requests", """
                        {"name":"http.server.requests","baseUnit":"seconds","measurements":[
                         {"statistic":"COUNT","value":9},{"statistic":"TOTAL_TIME","value":1},{"statistic":"MAX","value":2}]}""");
        Monitor monitor = Monitors.actuator(
                server.url() + "/actuator/", "threads=jvm.threads.live", "http.server.requests{uri=/a b}", "not.yet");
        Sampled.of(monitor);
        Sampled second = Sampled.of(monitor);

        assertThat(second.units())
                .containsExactly(
                        entry("threads", "threads"),
                        entry("http.server.requests{uri=/a b}", "/s"),
                        entry("not.yet", ""));
        assertThat(second.value("threads")).isEqualTo(31);
        assertThat(second.value("http.server.requests{uri=/a b}")).isZero();
        assertThat(second.value("not.yet")).isNaN();
        assertThat(server.asked()).contains("/actuator/metrics/http.server.requests?tag=uri%3A%2Fa+b");
        monitor.close();
        assertThat(Sampled.of(monitor).value("threads"))
                .as("after it was closed")
                .isEqualTo(31);
    }

    @Test
    void actuator_withoutTheEndpoint_isAFailure() {
        assertThatThrownBy(() -> Sampled.of(Monitors.actuator(server.url() + "/actuator")))
                .hasRootCauseMessage("status 404 of " + server.url() + "/actuator/metrics");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:9090", "file:///etc/passwd", "http:///metrics", "ftp://h/", "http://a b/"})
    void address_thatIsNoneOfHttp_isRefused(String url) {
        assertThatThrownBy(() -> Monitors.prometheus(url, "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the address must be one of HTTP such as http://localhost:9090");
    }

    @Test
    void prometheus_withoutSeries_isRefused() {
        assertThatThrownBy(() -> Monitors.prometheus("http://localhost/"))
                .hasMessage("series must name at least one series of the endpoint");
    }
}
