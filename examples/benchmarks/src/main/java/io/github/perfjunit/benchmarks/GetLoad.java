// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.benchmarks;

import io.github.perfjunit.PerfTest;
import io.github.perfjunit.http.Http;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.metrics.LoadResult;
import java.net.URI;

/** One GET as fast as the users can, or at a rate, written as a user of the library would write it. */
class GetLoad {

    @PerfTest
    void get(LoadBuilder load, Http http) {
        URI url = URI.create(System.getProperty("benchmark.url", ""));
        int users = Integer.getInteger("benchmark.users", 1);
        int rate = Integer.getInteger("benchmark.rate", 0);
        String path = url.getRawPath();

        load.baseUrl(url.getScheme() + "://" + url.getRawAuthority())
                .duration(System.getProperty("benchmark.seconds", "1") + "s")
                .gracefulStop("5s");
        if (rate > 0) {
            load.arrivalRate(rate + "/s").maxUsers(users);
        } else {
            load.users(users);
        }
        String warmUp = System.getProperty("benchmark.warmUp");
        if (warmUp != null) {
            load.warmUp(warmUp);
        }
        LoadResult result = load.run(user -> http.get(path).expectStatus(200).send());
        EngineMain.print(result, result.all());
    }
}
