// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.aws.internal.cloudwatch.Presets;
import io.github.perfjunit.monitor.LateMonitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CloudWatchMonitorsTests {

    private static List<String> gauges(List<CloudWatchMetric> metrics) {
        return metrics.stream().map(CloudWatchMetric::gauge).toList();
    }

    @Test
    void gaugesAreThoseOfTheDocumentation() {
        assertThat(gauges(Presets.ecs("e", "c", "s"))).containsExactly("e.cpu", "e.cpu.max", "e.memory");
        assertThat(gauges(Presets.loadBalancer("a", "app/x/1")))
                .containsExactly("a.requests", "a.time", "a.time.p95", "a.errors.target", "a.errors.own", "a.rejected");
        assertThat(gauges(Presets.database("d", "i")))
                .containsExactly(
                        "d.cpu", "d.connections", "d.read.time", "d.write.time", "d.memory.free", "d.disk.queue");
        assertThat(gauges(Presets.function("f", "x")))
                .containsExactly("f.invocations", "f.errors", "f.throttles", "f.time", "f.time.p95", "f.concurrent");
        assertThat(gauges(Presets.coldStarts("f", "x")))
                .containsExactly("f.invocations.seen", "f.coldstarts", "f.init.time", "f.init.time.max");
        assertThat(gauges(Presets.table("t", "x")))
                .containsExactly("t.read.units", "t.write.units", "t.read.throttles", "t.write.throttles");
        List<String> ofApis =
                List.of("g.requests", "g.errors.client", "g.errors.server", "g.time", "g.time.p95", "g.backend.time");
        assertThat(gauges(Presets.restApi("g", "x", "prod"))).isEqualTo(ofApis);
        assertThat(gauges(Presets.httpApi("g", "x"))).isEqualTo(ofApis);
    }

    @Test
    void everyPresetIsAMonitorOfItsName() {
        CloudWatchMonitors cloud = CloudWatchMonitors.inRegion("eu-west-1").withProfile("ci");

        assertThat(List.of(
                        cloud.ecsService("m", "c", "s"),
                        cloud.loadBalancer("m", "app/shop/50dc6c495c0c9188"),
                        cloud.database("m", "i"),
                        cloud.function("m", "f"),
                        cloud.coldStarts("m", "f"),
                        cloud.table("m", "t"),
                        cloud.restApi("m", "a", "s"),
                        cloud.httpApi("m", "a")))
                .extracting(LateMonitor::name)
                .containsOnly("m");
        assertThat(cloud.table("m", "t").longestWait()).isEqualTo(Duration.ofMinutes(3));
        assertThat(cloud.waitingFor(Duration.ZERO).table("m", "t").longestWait())
                .isZero();
    }

    @Test
    void mistakesAreTold() {
        CloudWatchMonitors cloud = CloudWatchMonitors.inRegion("eu-west-1");
        CloudWatchMetric metric = CloudWatchMetric.of("a", "", "n", "m", "Sum", Map.of());
        CloudWatchMetric lonely = new CloudWatchMetric("b", "", "n", "m", "Sum", Map.of(), 60, "c");

        assertThatThrownBy(() -> CloudWatchMonitors.inRegion("Ireland"))
                .hasMessage("region was 'Ireland' but must be such as eu-west-1");
        assertThatThrownBy(() -> cloud.loadBalancer("a", "shop"))
                .hasMessage("load balancer was 'shop' but must be such as app/shop/50dc6c495c0c9188");
        assertThatThrownBy(() -> cloud.waitingFor(Duration.ofHours(1)))
                .hasMessage("longest wait was 3600 s but must be from 0 to 900 s");
        assertThatThrownBy(() -> cloud.metrics("m")).hasMessage("metrics were 0 but must be from 1 to 100");
        assertThatThrownBy(() -> cloud.metrics("m", metric, metric)).hasMessage("the gauge 'a' occurs twice");
        assertThatThrownBy(() -> cloud.metrics("m", metric, lonely))
                .hasMessage("zeroBeside of 'b' was 'c' but must be a gauge of the same monitor");
        assertThatThrownBy(() -> CloudWatchMetric.of("a", "", "n", "m", "Mean", Map.of()))
                .hasMessage(
                        "statistic was 'Mean' but must be Sum, Average, Minimum, Maximum, SampleCount or a percentile"
                                + " such as p95");
        assertThatThrownBy(() -> CloudWatchMetric.of(" ", "", "n", "m", "Sum", Map.of()))
                .hasMessage("gauge, namespace and metric must be given, but were ' ', 'n' and 'm'");
        assertThatThrownBy(() -> new CloudWatchMetric("a", "", "n", "m", "Sum", Map.of(), 90, ""))
                .hasMessage("period was 90 but must be 1, 5, 10, 20, 30 or a multiple of 60 seconds");
    }
}
