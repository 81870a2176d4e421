// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import io.github.perfjunit.aws.internal.config.AwsSettings;
import io.github.perfjunit.aws.internal.config.RunOn;
import io.github.perfjunit.aws.internal.run.FargateLoads;
import io.github.perfjunit.aws.internal.run.FargateRun;
import io.github.perfjunit.aws.internal.run.RunPreparation;
import io.github.perfjunit.metrics.LoadData;
import io.github.perfjunit.spi.LoadCandidate;
import io.github.perfjunit.spi.LoadExecutor;
import io.github.perfjunit.spi.LoadJob;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Has a load made by tasks of AWS Fargate, each with a share of its users and arrivals, and one exact result. Chosen by the
 * key {@code perf.aws.runOn}:
 *
 * <table>
 * <caption>Where loads run</caption>
 * <tr><th>{@code perf.aws.runOn}</th><th>meaning</th></tr>
 * <tr><td>{@code local}, or not set</td><td>in this JVM</td></tr>
 * <tr><td>{@code fargate}</td><td>on Fargate, sized by {@link RunOnFargate}; if that is not possible, the test fails</td></tr>
 * <tr><td>{@code plan}</td><td>nowhere: partition, cost, calls and payload are printed, and the test is aborted</td></tr>
 * </table>
 *
 * <p>All mistakes of the settings, and what can be found out about the account, are one error before anything is uploaded or
 * launched. The class path of the tests goes to the bucket, where jars that are there are not uploaded again. Immutable.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class FargateExecutor implements LoadExecutor {

    private final @Nullable FargateRun run;

    /** Creates the executor; for the service loader. */
    public FargateExecutor() {
        this(null);
    }

    private FargateExecutor(@Nullable FargateRun run) {
        this.run = run;
    }

    @Override
    public String name() {
        return "fargate";
    }

    @Override
    public boolean changesCourse() {
        return true;
    }

    @Override
    public Set<String> keys() {
        return RunPreparation.keys();
    }

    @Override
    public boolean isWanted(Function<String, Optional<String>> settings) {
        return settings.apply(AwsSettings.RUN_ON)
                .filter(text -> !RunOn.of(text).equals(Optional.of(RunOn.LOCAL)))
                .isPresent();
    }

    @Override
    public LoadExecutor forLoad(LoadCandidate load) {
        RunPreparation preparation = new RunPreparation(load);
        FargateRun prepared = preparation.run();
        FargateLoads.remember(load.context(), prepared, preparation.planned());
        return new FargateExecutor(prepared);
    }

    @Override
    public LoadData execute(LoadJob job) {
        if (run == null) {
            throw new IllegalStateException("it was not given a load to prepare");
        }
        return run.execute(job);
    }
}
