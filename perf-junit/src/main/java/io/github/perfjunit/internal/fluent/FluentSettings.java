// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.fluent;

import io.github.perfjunit.internal.config.LoadAttribute;
import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.LoadSettings;
import io.github.perfjunit.load.LoadStage;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.Records;
import io.github.perfjunit.protocol.ProtocolSettings;
import java.util.ArrayList;
import java.util.List;

/** Collects fluent settings as given; they are validated when the load starts, all mistakes at once. */
abstract class FluentSettings<S extends LoadSettings<S>> implements LoadSettings<S> {

    RawLoad raw;
    final List<FluentRecords<?>> feeds = new ArrayList<>();

    FluentSettings(RawLoad raw) {
        this.raw = raw;
    }

    abstract S self();

    @Override
    public S users(int users) {
        raw.set(LoadAttribute.USERS, users);
        return self();
    }

    @Override
    public S rampUp(String duration) {
        raw.set(LoadAttribute.RAMP_UP, duration);
        return self();
    }

    @Override
    public S warmUp(String duration) {
        raw.set(LoadAttribute.WARM_UP, duration);
        return self();
    }

    @Override
    public S duration(String duration) {
        raw.set(LoadAttribute.DURATION, duration);
        return self();
    }

    @Override
    public S rampDown(String duration) {
        raw.set(LoadAttribute.RAMP_DOWN, duration);
        return self();
    }

    @Override
    public S iterations(long iterations) {
        raw.set(LoadAttribute.ITERATIONS, iterations);
        return self();
    }

    @Override
    public S iterationsPerUser(long iterations) {
        raw.set(LoadAttribute.ITERATIONS_PER_USER, iterations);
        return self();
    }

    @Override
    public S pacing(String pace) {
        raw.set(LoadAttribute.PACING, pace);
        return self();
    }

    @Override
    public S arrivalRate(String rate) {
        raw.set(LoadAttribute.ARRIVAL_RATE, rate);
        return self();
    }

    @Override
    public S maxUsers(int users) {
        raw.set(LoadAttribute.MAX_USERS, users);
        return self();
    }

    @Override
    public S overflow(Overflow overflow) {
        raw.set(LoadAttribute.OVERFLOW, overflow);
        return self();
    }

    @Override
    public S arrivals(Arrivals arrivals) {
        raw.set(LoadAttribute.ARRIVALS, arrivals);
        return self();
    }

    @Override
    public S stages(LoadStage... stages) {
        raw.set(LoadAttribute.STAGES, List.of(stages));
        return self();
    }

    @Override
    public S thinkTime(String pause) {
        raw.set(LoadAttribute.THINK_TIME, pause);
        return self();
    }

    @Override
    public S gracefulStop(String duration) {
        raw.set(LoadAttribute.GRACEFUL_STOP, duration);
        return self();
    }

    @Override
    public S baseUrl(String url) {
        raw.set(LoadAttribute.BASE_URL, url);
        return self();
    }

    @Override
    public <T> Records<T> feed(String source, Class<T> type, FeedStrategy strategy) {
        FluentRecords<T> records = new FluentRecords<>(source, type, strategy);
        feeds.add(records);
        return records;
    }

    @Override
    public S protocol(ProtocolSettings settings) {
        raw.protocol(settings);
        return self();
    }
}
