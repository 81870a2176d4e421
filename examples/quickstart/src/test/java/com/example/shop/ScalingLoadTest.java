// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import static io.github.perfjunit.slo.PerfAssertions.assertThat;
import static io.github.perfjunit.slo.PerfAssertions.percent;

import io.github.perfjunit.AfterLoad;
import io.github.perfjunit.Load;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.kind.ScalingReport;
import io.github.perfjunit.metrics.LoadResult;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same load against 1, 2 and 3 processes: what is lost between them. */
class ScalingLoadTest {

    private static final Map<Integer, LoadResult> RESULTS = new TreeMap<>();
    private static volatile int replicas;

    static Stream<Cluster> clusters() {
        return Stream.of(1, 2, 3).map(Cluster::of); // JUnit closes each after its invocation
    }

    @ParameterizedTest
    @MethodSource("clusters")
    @Load(users = 24, warmUp = "1s", duration = "6s")
    void buy(Cluster cluster, Http http) {
        replicas = cluster.size();
        http.post(cluster.url() + "/tickets").name("POST /tickets").expectStatus(204).send();
    }

    @AfterLoad
    void keep(LoadResult result) {
        RESULTS.put(replicas, result);
    }

    @AfterAll
    static void judge() {
        if (RESULTS.isEmpty()) {
            return; // a smoke run
        }
        ScalingReport scaling = ScalingReport.of(RESULTS);
        System.out.print(scaling.text());
        assertThat(scaling).efficiencyAt(3).isGreaterThan(percent(80));
    }
}
