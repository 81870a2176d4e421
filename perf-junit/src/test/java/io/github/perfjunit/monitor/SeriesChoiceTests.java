// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesChoiceTests {

    private static final String TEXT = """
            # HELP rabbitmq_queue_messages Sum of ready and unacknowledged messages
            # TYPE rabbitmq_queue_messages gauge
            rabbitmq_queue_messages{vhost="/",queue="orders"} 17
            rabbitmq_queue_messages{vhost="/",queue="mails, \\"late\\" } ones"} 5 1700000000000
            # TYPE http_requests_total counter
            http_requests_total{code="200"} 1.5e3
            http_requests_total{code="500"} 1
            # TYPE jobs counter
            jobs_total 12 # {trace_id="abc"} 1.0
            # TYPE latency histogram
            latency_bucket{le="+Inf"} 40
            latency_count 40
            # TYPE rpc summary
            rpc{quantile="0.99"} 0.25
            plain_total 3
            broken{a="b
            nan NaN
            """;

    private static PrometheusText.Value value(String choice) {
        return PrometheusText.read(TEXT, List.of(SeriesChoice.of(choice))).get(0);
    }

    @Test
    void choice_withAndWithoutALabelAndAName_isRead() {
        assertThat(SeriesChoice.of(" up ")).isEqualTo(new SeriesChoice("up", "up", Map.of()));
        assertThat(SeriesChoice.of("queue depth = rabbitmq_queue_messages{queue=\"orders\", vhost=/}"))
                .isEqualTo(new SeriesChoice(
                        "queue depth", "rabbitmq_queue_messages", Map.of("queue", "orders", "vhost", "/")));
        assertThat(SeriesChoice.of("hikaricp.connections.active{pool=main}"))
                .isEqualTo(new SeriesChoice(
                        "hikaricp.connections.active{pool=main}",
                        "hikaricp.connections.active",
                        Map.of("pool", "main")));
        assertThat(SeriesChoice.of("a:b{c=\"d=\\\"e\\\",{f}\"}").labels()).containsEntry("c", "d=\"e\",{f}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1a", "a b", "a{", "a{b}", "a{b=\"c}", "a{b=c\"d}", "sum(a)"})
    void choice_ofAnotherForm_isRefused(String text) {
        assertThatThrownBy(() -> SeriesChoice.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("series '" + text + "' must have the form metric, metric{label=\"value\"} or name of the"
                        + " gauge=metric{label=\"value\"}");
    }

    @Test
    void text_seriesThatMatch_areAddedUp() {
        assertThat(value("rabbitmq_queue_messages")).isEqualTo(new PrometheusText.Value(22, false));
        assertThat(value("rabbitmq_queue_messages{queue=orders}")).isEqualTo(new PrometheusText.Value(17, false));
        assertThat(value("rabbitmq_queue_messages{queue=\"mails, \\\"late\\\" } ones\"}")
                        .value())
                .isEqualTo(5);
        assertThat(value("rabbitmq_queue_messages{queue=none}").value()).isNaN();
        assertThat(value("http_requests_total")).isEqualTo(new PrometheusText.Value(1501, true));
    }

    @Test
    void text_whatOnlyGrows_isKnownByItsType() {
        assertThat(value("jobs_total")).isEqualTo(new PrometheusText.Value(12, true));
        assertThat(value("latency_count")).isEqualTo(new PrometheusText.Value(40, true));
        assertThat(value("latency_bucket")).isEqualTo(new PrometheusText.Value(40, true));
        assertThat(value("rpc{quantile=0.99}")).isEqualTo(new PrometheusText.Value(0.25, false));
        assertThat(value("plain_total"))
                .as("without a type it is taken as it is")
                .isEqualTo(new PrometheusText.Value(3, false));
        assertThat(value("nan").value()).isNaN();
        assertThat(value("broken").value()).isNaN();
    }
}
