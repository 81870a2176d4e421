// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit;

import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.load.Load;
import io.github.perfjunit.load.Scenario;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.LoadResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The {@link Load} that a test method gets. Settings made for one population are forgotten once it has run. */
final class FluentLoad extends FluentSettings<Load> implements Load {

    private static final String PLACE = "load";

    private final FluentLoads loads;
    private final List<FluentScenario> scenarios = new ArrayList<>();
    private UserBody before = user -> {};
    private UserBody after = user -> {};

    FluentLoad(FluentLoads loads) {
        super(new RawLoad(PLACE));
        this.loads = loads;
    }

    @Override
    Load self() {
        return this;
    }

    @Override
    public Load name(String name) {
        raw.name = name;
        return this;
    }

    @Override
    public Load seed(long seed) {
        raw.seed = seed;
        return this;
    }

    @Override
    public Load beforeUser(UserBody code) {
        before = code;
        return this;
    }

    @Override
    public Load afterUser(UserBody code) {
        after = code;
        return this;
    }

    @Override
    public LoadResult run(UserBody body) {
        if (!scenarios.isEmpty()) {
            throw new IllegalStateException(
                    "run(...) was called after scenario(...), but a load has either one population"
                            + " or several; call start() to run those added");
        }
        FluentScenario only = new FluentScenario(loads.scenario(raw.name), raw);
        only.beforeUser(before).afterUser(after).run(body);
        return run(List.of(only));
    }

    @Override
    public Load scenario(String name, Consumer<Scenario> setup) {
        FluentScenario scenario = new FluentScenario(name, new RawLoad("scenario(\"" + name + "\")"));
        scenario.raw.baseUrl = raw.baseUrl;
        scenario.raw.name = raw.name;
        scenario.raw.seed = raw.seed;
        setup.accept(scenario);
        scenarios.add(scenario);
        return this;
    }

    @Override
    public LoadResult start() {
        return run(List.copyOf(scenarios));
    }

    private LoadResult run(List<FluentScenario> all) {
        try {
            return loads.run(all);
        } finally {
            raw = new RawLoad(PLACE);
            scenarios.clear();
            before = user -> {};
            after = user -> {};
        }
    }
}
