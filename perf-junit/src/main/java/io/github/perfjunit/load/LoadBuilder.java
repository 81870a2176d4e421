// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.load;

import io.github.perfjunit.metrics.LoadResult;
import io.github.perfjunit.monitor.Monitor;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * A load in fluent form, given to methods annotated with {@code @PerfTest}.
 *
 * <p>Either one population, set up here and run by {@link #run(UserBody)}, or several, added by
 * {@link #scenario(String, Consumer)} and run by {@link #start()}. Both block until the load has ended and may be called
 * several times in one test; each call starts from fresh settings. Not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LoadBuilder extends LoadSettings<LoadBuilder> {

    /**
     * Sets the name of the next run, which is that of the test class and the test method unless set.
     *
     * @param name 1 to 100 letters, digits, spaces, dots, hyphens and underscores, of which the first is a letter or
     *     digit
     * @return this
     */
    LoadBuilder name(String name);

    /**
     * Sets the seed of all random numbers. It is mixed with the place of each scenario in the load and the number of each
     * user, not with names.
     *
     * @param seed any number
     * @return this
     */
    LoadBuilder seed(long seed);

    /**
     * Runs code once for each virtual user before its first iteration; not measured.
     *
     * @param code the code, run on the user's thread
     * @return this
     */
    LoadBuilder beforeUser(UserBody code);

    /**
     * Runs code once for each virtual user after its last iteration; not measured.
     *
     * @param code the code, run on the user's thread
     * @return this
     */
    LoadBuilder afterUser(UserBody code);

    /**
     * Watches something beside the next run, such as the depth of a queue.
     *
     * @param monitors such as {@link io.github.perfjunit.monitor.Monitors#jvm()}; each is sampled once a second
     * @return this
     */
    LoadBuilder watch(Monitor... monitors);

    /**
     * Makes the next run a stress test: users or rate are the first step of a staircase. Like {@code @Stress}, it judges
     * each step by the objectives of {@code @Slo}, in place of the whole load.
     *
     * @param settings such as {@code s -> s.upTo("400").step("20")}
     * @return this
     */
    LoadBuilder stress(Consumer<StressSettings> settings);

    /**
     * Makes the next run a spike test: users or rate are the base. It is judged as {@code @Spike} is.
     *
     * @param settings such as {@code s -> s.spike("400/s").spikeFor("20s")}
     * @return this
     */
    LoadBuilder spike(Consumer<SpikeSettings> settings);

    /**
     * Makes the next run a capacity test: users or rate are the first probe of a search for the highest load that keeps the
     * objectives of {@code @Slo}. It is judged as {@code @Capacity} is.
     *
     * @param settings such as {@code c -> c.upTo("1000").atLeast("200")}
     * @return this
     */
    LoadBuilder capacity(Consumer<CapacitySettings> settings);

    /**
     * Makes the next run a soak test: it is judged by what changes over its {@link #duration}, as {@code @Soak} is, beside
     * the objectives and assertions of the test.
     *
     * @param settings such as {@code s -> s.tolerance("5%")}
     * @return this
     */
    LoadBuilder soak(Consumer<SoakSettings> settings);

    /**
     * Runs one population as set up so far and waits for its end.
     *
     * @param body code of an iteration
     * @return the measured figures
     */
    LoadResult run(UserBody body);

    /**
     * Runs code once before the first user of the next load starts, on each machine that has users; not measured. It runs
     * on a thread of its own as a virtual user of the first population that takes no part in the load. An exception from it
     * or a failed check in it fails the test before any load.
     *
     * @param code the code
     * @return this
     */
    LoadBuilder beforeLoad(UserBody code);

    /**
     * Runs code once before the next load, however many machines it runs on: in the JVM that judges it, before any machine
     * starts users and before {@link #beforeLoad}. Otherwise it is like {@link #beforeLoad}. Code of the test method before
     * the load, in contrast, runs on every machine.
     *
     * @param code the code, such as one that seeds data that all machines share
     * @return this
     */
    LoadBuilder onController(UserBody code);

    /**
     * Adds a population. It has settings of its own: of those made here before, only name, seed, base URL and
     * the settings of protocols, such as HTTP, hold for it.
     *
     * @param name name of the scenario, 1 to 100 characters, unique within the load
     * @param setup sets it up; must call {@link Scenario#run(UserBody)}
     * @return this
     */
    LoadBuilder scenario(String name, Consumer<Scenario> setup);

    /**
     * Runs all populations added so far and waits for their end.
     *
     * @return the measured figures
     */
    LoadResult start();
}
