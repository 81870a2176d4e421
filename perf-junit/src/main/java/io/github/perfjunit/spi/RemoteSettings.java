// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import java.time.Duration;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * How a controller and its workers deal with each other, for {@link LoadJob#runElsewhere}.
 *
 * @param readyTimeout how long the workers may take from their start until all have users that are ready
 * @param startLead time between the controller's word and the start, in which each worker must have read it: longer than
 *     {@code look} and than the error of the store's clock
 * @param look how often each side looks for messages of the other
 * @param send how often a worker sends its intervals; at most once a second, and every second if the course of the load
 *     may be changed while it runs
 * @param maxStartDelay a worker that begins later than this after the start is named as late
 * @param silence a worker ends its load when its controller has given no sign of life for so long, and a controller
 *     takes a worker for lost that has given none; a store that cannot be read is no silence
 * @param maxDuration after this time since its own start a worker ends in any case; zero for the time that the plan may
 *     take at most
 * @param partialResults what becomes of a load of which workers were lost
 * @param maxLostShare the greatest part of the workers, from 0 to 1, that may be lost if partial results are tolerated
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record RemoteSettings(
        Duration readyTimeout,
        Duration startLead,
        Duration look,
        Duration send,
        Duration maxStartDelay,
        Duration silence,
        Duration maxDuration,
        PartialResults partialResults,
        double maxLostShare) {

    /** What becomes of a load of which workers were lost after its start. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public enum PartialResults {

        /** It ends, and the test fails; what was measured is kept. */
        FAIL,

        /**
         * It goes on without them, unless too many are lost, and is judged by what was measured. The result names the
         * lost ones; a missed objective fails the test like any other.
         */
        TOLERATE
    }

    /**
     * Settings for workers on this machine, which talk by files: all ready within 5 min, 1 s from the word to the start,
     * looks at messages each 50 ms, intervals each second, late after 2 s, silence of 1 min, partial results fail.
     */
    public static final RemoteSettings NEAR = new RemoteSettings(
            Duration.ofMinutes(5),
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofMinutes(1),
            Duration.ZERO,
            PartialResults.FAIL,
            0);

    /**
     * Settings for workers that talk by a distant store: all ready within 5 min, 10 s from the word to the start, looks at
     * messages each second, intervals each 10 s, late after 2 s, silence of 2 min, partial results fail.
     */
    public static final RemoteSettings FAR = new RemoteSettings(
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2),
            Duration.ofMinutes(2),
            Duration.ZERO,
            PartialResults.FAIL,
            0);

    /**
     * Checks the values.
     *
     * @param readyTimeout how long the workers may take until all have users that are ready
     * @param startLead time between the controller's word and the start
     * @param look how often each side looks for messages of the other
     * @param send how often a worker sends its intervals
     * @param maxStartDelay a worker that begins later than this after the start is named as late
     * @param silence how long the other side may give no sign of life
     * @param maxDuration after this time a worker ends in any case; zero for the time that the plan may take at most
     * @param partialResults what becomes of a load of which workers were lost
     * @param maxLostShare the greatest part of the workers that may be lost
     * @throws IllegalArgumentException if a time is not positive, the lead is not longer than {@code look}, the silence
     *     not longer than twice {@code send}, or the share not from 0 to 1
     */
    public RemoteSettings {
        positive("readyTimeout", readyTimeout);
        positive("look", look);
        positive("send", send);
        positive("maxStartDelay", maxStartDelay);
        if (startLead.compareTo(look) <= 0) {
            throw new IllegalArgumentException(
                    "startLead was " + startLead + " but must be longer than look, which is " + look);
        }
        if (silence.compareTo(send.multipliedBy(2)) <= 0) {
            throw new IllegalArgumentException(
                    "silence was " + silence + " but must be longer than twice send, which is " + send);
        }
        if (maxDuration.isNegative()) {
            throw new IllegalArgumentException("maxDuration was " + maxDuration + " but must not be negative");
        }
        if (!(maxLostShare >= 0 && maxLostShare <= 1)) {
            throw new IllegalArgumentException("maxLostShare was " + maxLostShare + " but must be from 0 to 1");
        }
    }

    /**
     * Returns the keys that {@link #read} reads.
     *
     * @param prefix how they begin, such as {@code perf.processes.}
     * @return such as {@code perf.processes.readyTimeout}
     */
    public static Set<String> keys(String prefix) {
        return RemoteSettingsReader.keys(prefix);
    }

    /**
     * Reads settings from keys of the names of these components, such as {@code perf.processes.readyTimeout}; what is not
     * set is as in other settings. Mistakes are given to the candidate.
     *
     * @param load a load whose settings are being read
     * @param prefix how the keys begin, with the last dot
     * @param defaults what holds where a key is not set
     * @return the settings; the defaults after a mistake
     */
    public static RemoteSettings read(LoadCandidate load, String prefix, RemoteSettings defaults) {
        return new RemoteSettingsReader(load, prefix).read(defaults);
    }

    private static void positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + " was " + value + " but must be longer than zero");
        }
    }
}
