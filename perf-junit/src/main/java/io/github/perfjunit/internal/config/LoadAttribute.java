// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.load.Arrivals;
import io.github.perfjunit.load.LoadStage;
import io.github.perfjunit.load.Overflow;
import io.github.perfjunit.load.ThinkTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table of all settings of a load: how each is called in annotations and in the fluent form, how it is written and
 * read, and with which forms of load it may stand. Annotations and fluent methods declare the settings; everything
 * behind them goes by this table.
 *
 * @param <W> how the setting is written
 * @param <R> type of the value that is read
 */
public final class LoadAttribute<W, R> {

    private static final Set<LoadForm> ANY = Set.of(LoadForm.values());
    private static final Set<LoadForm> FLAT = Set.of(LoadForm.USERS, LoadForm.RATE);
    private static final Set<LoadForm> CLOSED = Set.of(LoadForm.USERS, LoadForm.STAGES_OF_USERS);
    private static final Set<LoadForm> OPEN = Set.of(LoadForm.RATE, LoadForm.STAGES_OF_RATES);
    private static final Set<LoadForm> USERS_ALONE = Set.of(LoadForm.USERS);
    private static final Set<LoadForm> RATE_ALONE = Set.of(LoadForm.RATE);

    private static final long MOST_PER_USER = 1_000_000_000;

    /** Users of a closed model. */
    public static final LoadAttribute<Integer, Integer> USERS =
            number("users", USERS_ALONE, Numbers.MAX_USERS).asLevel();

    /** Rate of an open model, read as iterations a second. */
    public static final LoadAttribute<String, Double> ARRIVAL_RATE =
            text("arrivalRate", RATE_ALONE, Rates::parsePositive).asLevel();

    /** Course of users or rate, read by {@link StageReader}. */
    public static final LoadAttribute<List<LoadStage>, List<LoadStage>> STAGES = new LoadAttribute<
                    List<LoadStage>, List<LoadStage>>("stages", List.of(), LoadForm.STAGES, Function.identity())
            .asLevel();

    /** Growth of users or rate. */
    public static final LoadAttribute<String, Duration> RAMP_UP = text("rampUp", FLAT, Durations::parse);

    /** Time not measured after the ramp, or {@code auto}, which may stand with stages too. */
    public static final LoadAttribute<String, Duration> WARM_UP = text("warmUp", FLAT, LoadReader::warmUp);

    /** Measured time. */
    public static final LoadAttribute<String, Duration> DURATION = text("duration", FLAT, Durations::parsePositive);

    /** Fall of users or rate. */
    public static final LoadAttribute<String, Duration> RAMP_DOWN = text("rampDown", FLAT, Durations::parse);

    /** Time from one iteration of a user to its next one. */
    public static final LoadAttribute<String, Duration> PACING = text("pacing", CLOSED, Durations::parsePositive);

    /** Measured iterations of all users together. */
    public static final LoadAttribute<Long, Long> ITERATIONS = number("iterations", USERS_ALONE, Long.MAX_VALUE);

    /** Measured iterations of each user. */
    public static final LoadAttribute<Long, Long> ITERATIONS_PER_USER =
            number("iterationsPerUser", USERS_ALONE, MOST_PER_USER);

    /** Most users of an open model; the default depends on the rate. */
    public static final LoadAttribute<Integer, Integer> MAX_USERS = number("maxUsers", OPEN, Numbers.MAX_USERS);

    /** How an iteration is treated that is due while all users of an open model are busy. */
    public static final LoadAttribute<Overflow, Overflow> OVERFLOW = option("overflow", OPEN, Overflow.QUEUE);

    /** How arrivals of an open model are spread. */
    public static final LoadAttribute<Arrivals, Arrivals> ARRIVALS = option("arrivals", OPEN, Arrivals.EVEN);

    /** Pause after each iteration. */
    public static final LoadAttribute<String, ThinkTime> THINK_TIME =
            text("thinkTime", ANY, Pauses::parse).byDefault(ThinkTime.NONE);

    /** Time for running iterations at the end. */
    public static final LoadAttribute<String, Duration> GRACEFUL_STOP =
            text("gracefulStop", ANY, Durations::parse).byDefault(Duration.ofSeconds(30));

    /** Pause before a scenario; in the fluent form alone, where there can be several. */
    public static final LoadAttribute<String, Duration> START_AFTER =
            text("startAfter", ANY, Durations::parse).byDefault(Duration.ZERO).inScenariosAlone();

    /** Name of the load; the first scenario that sets one names the plan. */
    public static final LoadAttribute<String, String> NAME =
            text("name", ANY, PlanReader::loadName).ofWholeLoad();

    /** Seed of all random numbers; the first scenario that sets one decides. */
    public static final LoadAttribute<Long, Long> SEED = new LoadAttribute<Long, Long>(
                    "seed", 1L, ANY, Function.identity())
            .byDefault(1L)
            .ofWholeLoad();

    /** Base of relative URLs. */
    public static final LoadAttribute<String, String> BASE_URL =
            text("baseUrl", ANY, BaseUrls::parse).byDefault("").ofWholeLoad();

    /** All of them, in the order in which mistakes are reported. */
    public static final List<LoadAttribute<?, ?>> ALL = List.of(
            USERS,
            ARRIVAL_RATE,
            STAGES,
            RAMP_UP,
            WARM_UP,
            DURATION,
            RAMP_DOWN,
            PACING,
            ITERATIONS,
            ITERATIONS_PER_USER,
            MAX_USERS,
            OVERFLOW,
            ARRIVALS,
            THINK_TIME,
            GRACEFUL_STOP,
            START_AFTER,
            NAME,
            SEED,
            BASE_URL);

    private enum Scope {
        POPULATION,
        SCENARIO,
        LOAD
    }

    private final String name;
    private final W none;
    private final Set<LoadForm> forms;
    private final Function<W, R> reader;
    private final @Nullable R byDefault;
    private final Scope scope;
    private final boolean level;

    private LoadAttribute(String name, W none, Set<LoadForm> forms, Function<W, R> reader) {
        this(name, none, forms, reader, null, Scope.POPULATION, false);
    }

    private LoadAttribute(
            String name,
            W none,
            Set<LoadForm> forms,
            Function<W, R> reader,
            @Nullable R byDefault,
            Scope scope,
            boolean level) {
        this.name = name;
        this.none = none;
        this.forms = forms;
        this.reader = reader;
        this.byDefault = byDefault;
        this.scope = scope;
        this.level = level;
    }

    private static <R> LoadAttribute<String, R> text(String name, Set<LoadForm> forms, Function<String, R> parser) {
        return new LoadAttribute<>(name, "", forms, parser);
    }

    private static LoadAttribute<Integer, Integer> number(String name, Set<LoadForm> forms, int most) {
        return new LoadAttribute<>(name, 0, forms, value -> Numbers.inRange(value, most));
    }

    private static LoadAttribute<Long, Long> number(String name, Set<LoadForm> forms, long most) {
        return new LoadAttribute<>(name, 0L, forms, value -> Numbers.inRange(value, most));
    }

    private static <E extends Enum<E>> LoadAttribute<E, E> option(String name, Set<LoadForm> forms, E byDefault) {
        return new LoadAttribute<E, E>(name, byDefault, forms, Function.identity()).byDefault(byDefault);
    }

    private LoadAttribute<W, R> byDefault(R value) {
        return new LoadAttribute<>(name, none, forms, reader, value, scope, level);
    }

    private LoadAttribute<W, R> ofWholeLoad() {
        return new LoadAttribute<>(name, none, forms, reader, byDefault, Scope.LOAD, level);
    }

    private LoadAttribute<W, R> inScenariosAlone() {
        return new LoadAttribute<>(name, none, forms, reader, byDefault, Scope.SCENARIO, level);
    }

    private LoadAttribute<W, R> asLevel() {
        return new LoadAttribute<>(name, none, forms, reader, byDefault, scope, true);
    }

    /**
     * Returns its name in annotations, in the fluent form and in messages.
     *
     * @return such as {@code rampUp}
     */
    public String name() {
        return name;
    }

    /**
     * Returns the value that stands in an annotation where the setting is not set.
     *
     * @return such as an empty text or 0
     */
    public W none() {
        return none;
    }

    /**
     * Returns whether annotations have it.
     *
     * @return false if it is of the fluent form alone
     */
    public boolean isAnnotated() {
        return scope != Scope.SCENARIO;
    }

    /**
     * Returns whether a load of several scenarios passes it on to each of them.
     *
     * @return false if each scenario sets its own
     */
    public boolean isOfWholeLoad() {
        return scope == Scope.LOAD;
    }

    /**
     * Returns whether it sets the amount of load; a load sets one of those.
     *
     * @return true for users, rate and stages
     */
    public boolean isLevel() {
        return level;
    }

    /** Returns with which forms of load it may stand. */
    Set<LoadForm> forms() {
        return forms;
    }

    /** Returns the value where none is set; null if there is no such value or it depends on others. */
    @Nullable
    R byDefault() {
        return byDefault;
    }

    /** Returns whether it is written as a text, in which placeholders are replaced. */
    boolean isText() {
        return none instanceof String;
    }

    /**
     * Reads a value.
     *
     * @throws BadValueException if it is not allowed
     */
    R read(W written) {
        return reader.apply(written);
    }

    @Override
    public String toString() {
        return name;
    }
}
