// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.fluent;

import io.github.perfjunit.internal.config.LoadAttribute;
import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.internal.config.ScenarioLoad;
import io.github.perfjunit.internal.engine.ScenarioCode;
import io.github.perfjunit.internal.session.LoadFeeds;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.Scenario;
import io.github.perfjunit.load.UserBody;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One population of a fluent load. */
final class FluentScenario extends FluentSettings<Scenario> implements Scenario {

    private static final UserBody NOTHING = user -> {};

    private final String name;
    private UserBody before = NOTHING;
    private UserBody after = NOTHING;
    private @Nullable UserBody body;

    FluentScenario(String name, RawLoad raw) {
        super(raw);
        this.name = name;
    }

    @Override
    Scenario self() {
        return this;
    }

    @Override
    public Scenario startAfter(String delay) {
        raw.set(LoadAttribute.START_AFTER, delay);
        return this;
    }

    @Override
    public Scenario tag(String tag, String value) {
        raw.tag(tag, value);
        return this;
    }

    @Override
    public Scenario beforeUser(UserBody code) {
        before = code;
        return this;
    }

    @Override
    public Scenario afterUser(UserBody code) {
        after = code;
        return this;
    }

    @Override
    public Scenario run(UserBody code) {
        body = code;
        return this;
    }

    void openFeeds(LoadFeeds from, Optional<LoadPlan> plan) {
        feeds.forEach(records -> records.open(from, raw.place, name, plan));
    }

    void closeFeeds() {
        feeds.forEach(FluentRecords::close);
    }

    String name() {
        return name;
    }

    boolean hasBody() {
        return body != null;
    }

    ScenarioLoad load() {
        return new ScenarioLoad(name, raw);
    }

    ScenarioCode code(UnaryOperator<UserBody> surrounded, UnaryOperator<UserBody> watched) {
        UserBody given = surrounded.apply(body == null ? NOTHING : body);
        return new ScenarioCode(watched.apply(before), watched.apply(given), watched.apply(after));
    }
}
