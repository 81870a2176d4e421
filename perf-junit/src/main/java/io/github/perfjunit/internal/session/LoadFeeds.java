// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.session;

import io.github.perfjunit.internal.config.BadValueException;
import io.github.perfjunit.internal.config.Placeholders;
import io.github.perfjunit.internal.engine.ScenarioEnd;
import io.github.perfjunit.internal.feed.FeedExhausted;
import io.github.perfjunit.internal.feed.FeedSpec;
import io.github.perfjunit.internal.feed.Feeder;
import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.LoadPlan;
import io.github.perfjunit.load.VirtualUser;
import io.github.perfjunit.load.WorkerShare;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The records of one load: read before it starts, closed when it has ended. */
public final class LoadFeeds implements AutoCloseable {

    /**
     * A feed as declared by a test.
     *
     * @param place its place in the test, for messages about the text of the source
     * @param name its form in the test, such as {@code @Feed} or {@code feed}
     * @param source where the records are, placeholders included
     * @param strategy the choice of the record for an iteration
     * @param type type of the records
     * @param scenario the scenario whose users take the records
     */
    public record Wanted(String place, String name, String source, FeedStrategy strategy, Type type, String scenario) {}

    /** Supplies the record for an iteration. */
    @FunctionalInterface
    public interface Supply {
        Object next(VirtualUser user) throws InterruptedException;
    }

    private final ExtensionContext context;
    private final LoadSetUp setUp;
    private final List<Feeder> feeders = new ArrayList<>();

    public LoadFeeds(ExtensionContext context, LoadSetUp setUp) {
        this.context = context;
        this.setUp = setUp;
    }

    /**
     * Reads records. Without a plan their mistakes are still reported, with those of the plan.
     *
     * @return the records; empty if there is a mistake, which is then reported
     */
    public Optional<Supply> open(Wanted wanted, Optional<LoadPlan> plan) {
        String source;
        try {
            source = new Placeholders(setUp.settings()).resolve(wanted.source());
        } catch (BadValueException e) {
            setUp.problems().add(wanted.place() + " " + e.getMessage());
            return Optional.empty();
        }
        FeedSpec spec = new FeedSpec(
                source,
                wanted.strategy(),
                wanted.type(),
                context.getRequiredTestClass(),
                context.getRequiredTestInstance(),
                plan.map(p -> users(p, wanted.scenario())).orElse(1),
                plan.map(LoadPlan::share).orElse(WorkerShare.WHOLE));
        List<String> mistakes = new ArrayList<>();
        Optional<Feeder> loaded = Feeder.load(spec, mistakes);
        mistakes.forEach(setUp.problems()::add);
        return loaded.map(feeder -> {
            feeders.add(feeder);
            return user -> {
                Object record = feeder.next(user.id(), user.random());
                if (record == FeedExhausted.INSTANCE) {
                    throw new ScenarioEnd(wanted.name() + "(\"" + source + "\") is used up");
                }
                return record;
            };
        });
    }

    /** Returns the maximum number of users of a scenario on all workers. */
    private static int users(LoadPlan plan, String scenario) {
        LoadModel model = plan.scenarios().stream()
                .filter(s -> s.name().equals(scenario))
                .findFirst()
                .orElseThrow()
                .model();
        return model instanceof LoadModel.Open open ? open.maxUsers() : (int) Math.ceil(model.peak());
    }

    @Override
    public void close() {
        feeders.forEach(Feeder::close);
    }
}
