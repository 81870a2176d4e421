// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.fluent;

import io.github.perfjunit.internal.config.LoadAttribute;
import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.internal.session.Preparation;
import io.github.perfjunit.load.CapacitySettings;
import io.github.perfjunit.load.LoadBuilder;
import io.github.perfjunit.load.Scenario;
import io.github.perfjunit.load.SoakSettings;
import io.github.perfjunit.load.SpikeSettings;
import io.github.perfjunit.load.StressSettings;
import io.github.perfjunit.load.UserBody;
import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.monitor.Monitor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The {@link LoadBuilder} of a test method. Settings of one population are reset once it has run. */
final class FluentLoad extends FluentSettings<LoadBuilder> implements LoadBuilder {

    private static final String PLACE = "load";
    private static final UserBody NOTHING = user -> {};

    private final FluentLoads loads;
    private final List<FluentScenario> scenarios = new ArrayList<>();
    private final List<Monitor> monitors = new ArrayList<>();
    private @Nullable FluentKind kind;
    private UserBody before = NOTHING;
    private UserBody after = NOTHING;
    private final List<Preparation.Part> preparations = new ArrayList<>();

    FluentLoad(FluentLoads loads) {
        super(new RawLoad(PLACE));
        this.loads = loads;
    }

    @Override
    LoadBuilder self() {
        return this;
    }

    @Override
    public LoadBuilder name(String name) {
        raw.set(LoadAttribute.NAME, name);
        return this;
    }

    @Override
    public LoadBuilder seed(long seed) {
        raw.set(LoadAttribute.SEED, seed);
        return this;
    }

    @Override
    public LoadBuilder beforeUser(UserBody code) {
        before = code;
        return this;
    }

    @Override
    public LoadBuilder afterUser(UserBody code) {
        after = code;
        return this;
    }

    @Override
    public LoadBuilder beforeLoad(UserBody code) {
        preparations.add(new Preparation.Part("beforeLoad", false, code));
        return this;
    }

    @Override
    public LoadBuilder onController(UserBody code) {
        preparations.add(new Preparation.Part("onController", true, code));
        return this;
    }

    @Override
    public LoadBuilder watch(Monitor... watched) {
        monitors.addAll(List.of(watched));
        return this;
    }

    @Override
    public LoadBuilder stress(Consumer<StressSettings> settings) {
        return kind("stress", StressSettings.class, settings);
    }

    @Override
    public LoadBuilder spike(Consumer<SpikeSettings> settings) {
        return kind("spike", SpikeSettings.class, settings);
    }

    @Override
    public LoadBuilder capacity(Consumer<CapacitySettings> settings) {
        return kind("capacity", CapacitySettings.class, settings);
    }

    @Override
    public LoadBuilder soak(Consumer<SoakSettings> settings) {
        return kind("soak", SoakSettings.class, settings);
    }

    private <S> LoadBuilder kind(String name, Class<S> type, Consumer<S> settings) {
        if (kind != null) {
            throw new IllegalStateException(
                    "load." + name + " was called after " + kind.place() + ", but a load is of one kind");
        }
        kind = FluentKind.of(loads.kind(name), type, settings);
        return this;
    }

    @Override
    public LoadResult run(UserBody body) {
        if (!scenarios.isEmpty()) {
            throw new IllegalStateException(
                    "run(...) was called after scenario(...), but a load has either one population"
                            + " or several; call start() to run those added");
        }
        FluentScenario only = new FluentScenario(loads.scenario(raw.text(LoadAttribute.NAME)), raw);
        only.feeds.addAll(feeds);
        only.beforeUser(before).afterUser(after).run(body);
        return run(List.of(only), List.of());
    }

    @Override
    public LoadBuilder scenario(String name, Consumer<Scenario> setup) {
        FluentScenario scenario = new FluentScenario(name, new RawLoad("scenario(\"" + name + "\")"));
        scenario.raw.inherit(raw);
        setup.accept(scenario);
        scenarios.add(scenario);
        return this;
    }

    @Override
    public LoadResult start() {
        if (kind != null) {
            throw new IllegalStateException("start() was called after " + kind.place()
                    + ", but only a load of one population can be of this kind; call run(...)");
        }
        return run(List.copyOf(scenarios), ofOnePopulation());
    }

    private List<String> ofOnePopulation() {
        List<String> set = new ArrayList<>(raw.ofOnePopulation());
        if (!feeds.isEmpty()) {
            set.add("feed");
        }
        if (before != NOTHING) {
            set.add("beforeUser");
        }
        if (after != NOTHING) {
            set.add("afterUser");
        }
        return set;
    }

    /** Names the scenarios that were set up since the last load and not run. */
    List<String> notRun() {
        List<String> setUp = new ArrayList<>();
        scenarios.forEach(scenario -> setUp.add("scenario \"" + scenario.name() + "\""));
        setUp.addAll(ofOnePopulation());
        if (kind != null) {
            setUp.add(kind.place());
        }
        preparations.forEach(part -> setUp.add(part.name()));
        return setUp;
    }

    private LoadResult run(List<FluentScenario> all, List<String> unused) {
        try {
            return loads.run(all, unused, new Preparation(preparations), List.copyOf(monitors), kind);
        } finally {
            raw = new RawLoad(PLACE);
            feeds.clear();
            scenarios.clear();
            preparations.clear();
            monitors.clear();
            kind = null;
            before = NOTHING;
            after = NOTHING;
        }
    }
}
