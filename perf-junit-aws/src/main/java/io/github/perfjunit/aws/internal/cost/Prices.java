// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cost;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Prices of one region and one kind of processor; what is not known there has none. Immutable. */
public final class Prices {

    /** The region whose prices are known. */
    public static final String KNOWN_REGION = "us-east-1";

    /** When they were read. */
    public static final String DATED = "March 2026";

    /** The key of the date of prices that a user gives. */
    public static final String DATE_KEY = "perf.aws.price.date";

    private final String region;
    private final String dated;
    private final Map<Price, Double> known;
    private final Set<Price> given;

    private Prices(String region, String dated, Map<Price, Double> known, Set<Price> given) {
        this.region = region;
        this.dated = dated;
        this.known = known;
        this.given = given;
    }

    /** Returns all keys that {@link #of} reads. */
    public static Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        Arrays.stream(Price.values()).map(Price::key).forEach(keys::add);
        keys.add(DATE_KEY);
        return keys;
    }

    /**
     * Takes the prices that are given, and of us-east-1 those that are known for the others.
     *
     * @param region such as {@code eu-west-1}
     * @param arm whether tasks have ARM processors
     * @param settings finds the value of a key
     * @param problems gets a sentence for each value that is no price
     */
    public static Prices of(
            String region, boolean arm, Function<String, Optional<String>> settings, Consumer<String> problems) {
        Map<Price, Double> known = new EnumMap<>(Price.class);
        Set<Price> given = EnumSet.noneOf(Price.class);
        for (Price price : Price.values()) {
            if (region.equals(KNOWN_REGION) || price == Price.SPOT_FACTOR) {
                known.put(price, price.known(arm));
            }
            settings.apply(price.key()).map(String::strip).ifPresent(text -> {
                double value = number(text);
                double most = price == Price.SPOT_FACTOR ? 1 : 1000;
                if (value >= 0 && value <= most) {
                    known.put(price, value);
                    given.add(price);
                } else {
                    problems.accept(price.key() + " was '" + text + "' but must be "
                            + (price == Price.SPOT_FACTOR
                                    ? "a share of the price on demand from 0 to 1, such as 0.3"
                                    : "a price in USD from 0 to 1000, such as " + price.known(arm)));
                }
            });
        }
        String date = settings.apply(DATE_KEY).map(String::strip).orElse("");
        return new Prices(region, date.isEmpty() ? DATED : date, known, given);
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    boolean knows(Price price) {
        return known.containsKey(price);
    }

    double of(Price price) {
        Double value = known.get(price);
        if (value == null) {
            throw new IllegalStateException(price.key() + " is not known in " + region);
        }
        return value;
    }

    String region() {
        return region;
    }

    /** Returns where the prices are from, in words. */
    String source() {
        String own =
                given.isEmpty() ? "" : ", of which " + given.size() + (given.size() == 1 ? " was" : " were") + " given";
        return "prices of " + region + " as of " + dated + own;
    }
}
