// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import io.github.perfjunit.spi.RemoteSettings.PartialResults;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads {@link RemoteSettings} from keys. */
final class RemoteSettingsReader {

    private static final Set<String> NAMES = Set.of(
            "readyTimeout",
            "startLead",
            "look",
            "send",
            "maxStartDelay",
            "silence",
            "maxDuration",
            "partialResults",
            "maxLostShare");

    private final LoadCandidate load;
    private final String prefix;

    RemoteSettingsReader(LoadCandidate load, String prefix) {
        this.load = load;
        this.prefix = prefix;
    }

    static Set<String> keys(String prefix) {
        Set<String> keys = new TreeSet<>();
        NAMES.forEach(name -> keys.add(prefix + name));
        return keys;
    }

    RemoteSettings read(RemoteSettings defaults) {
        try {
            return new RemoteSettings(
                    duration("readyTimeout", defaults.readyTimeout()),
                    duration("startLead", defaults.startLead()),
                    duration("look", defaults.look()),
                    duration("send", defaults.send()),
                    duration("maxStartDelay", defaults.maxStartDelay()),
                    duration("silence", defaults.silence()),
                    duration("maxDuration", defaults.maxDuration()),
                    partialResults(defaults.partialResults()),
                    maxLostShare(defaults.maxLostShare()));
        } catch (IllegalArgumentException e) {
            load.problem(prefix + e.getMessage());
            return defaults;
        }
    }

    private Duration duration(String name, Duration byDefault) {
        Optional<String> text = load.setting(prefix + name);
        return text.flatMap(given -> load.duration(prefix + name, given)).orElse(byDefault);
    }

    private PartialResults partialResults(PartialResults byDefault) {
        Optional<String> text = load.setting(prefix + "partialResults");
        if (text.isEmpty()) {
            return byDefault;
        }
        for (PartialResults each : PartialResults.values()) {
            if (each.name().equalsIgnoreCase(text.get().strip())) {
                return each;
            }
        }
        load.problem(prefix + "partialResults was '" + text.get() + "' but must be one of "
                + PartialResults.FAIL.name().toLowerCase(Locale.ROOT) + ", "
                + PartialResults.TOLERATE.name().toLowerCase(Locale.ROOT));
        return byDefault;
    }

    private double maxLostShare(double byDefault) {
        Optional<String> text = load.setting(prefix + "maxLostShare");
        if (text.isEmpty()) {
            return byDefault;
        }
        String given = text.get().strip();
        try {
            double percent = Double.parseDouble(given.endsWith("%") ? given.substring(0, given.length() - 1) : "");
            if (percent >= 0 && percent <= 100) {
                return percent / 100;
            }
        } catch (NumberFormatException e) {
            // as one that is too great
        }
        load.problem(prefix + "maxLostShare was '" + given + "' but must be a share of the workers such as 10%");
        return byDefault;
    }
}
