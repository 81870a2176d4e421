// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.fluent;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.internal.config.RawLoad;
import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadSettings;
import io.github.perfjunit.load.LoadStage;
import io.github.perfjunit.load.Overflow;
import java.util.List;

/** Collects fluent settings as they were written; they are read when the load starts, all mistakes at once. */
abstract class FluentSettings<S extends LoadSettings<S>> implements LoadSettings<S> {

    RawLoad raw;

    FluentSettings(RawLoad raw) {
        this.raw = raw;
    }

    abstract S self();

    @Override
    public S users(int users) {
        raw.users = users;
        return self();
    }

    @Override
    public S rampUp(String duration) {
        raw.rampUp = duration;
        return self();
    }

    @Override
    public S warmUp(String duration) {
        raw.warmUp = duration;
        return self();
    }

    @Override
    public S duration(String duration) {
        raw.duration = duration;
        return self();
    }

    @Override
    public S rampDown(String duration) {
        raw.rampDown = duration;
        return self();
    }

    @Override
    public S iterations(long iterations) {
        raw.iterations = iterations;
        return self();
    }

    @Override
    public S pacing(String pace) {
        raw.pacing = pace;
        return self();
    }

    @Override
    public S arrivalRate(String rate) {
        raw.arrivalRate = rate;
        return self();
    }

    @Override
    public S maxUsers(int users) {
        raw.maxUsers = users;
        return self();
    }

    @Override
    public S overflow(Overflow overflow) {
        raw.overflow = overflow;
        return self();
    }

    @Override
    public S arrivals(Arrivals arrivals) {
        raw.arrivals = arrivals;
        return self();
    }

    @Override
    public S stages(LoadStage... stages) {
        raw.stages = List.of(stages);
        return self();
    }

    @Override
    public S thinkTime(String pause) {
        raw.thinkTime = pause;
        return self();
    }

    @Override
    public S gracefulStop(String duration) {
        raw.gracefulStop = duration;
        return self();
    }

    @Override
    public S baseUrl(String url) {
        raw.baseUrl = url;
        return self();
    }

    @Override
    public S http(HttpOptions options) {
        raw.httpOptions = options;
        return self();
    }
}
