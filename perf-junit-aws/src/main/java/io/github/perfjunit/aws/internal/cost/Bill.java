// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cost;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * The amounts of a run: {@code tasks * hours * (vCPU * price * factor + GB * price * factor + address) + endpoints * hours +
 * requests}. A task is billed by the second, for a minute at least (aws.amazon.com/fargate/pricing).
 *
 * @param items one for each kind of cost
 * @param unpriced what is not in it for want of a price
 */
record Bill(List<Item> items, List<String> unpriced) {

    private static final long LEAST_SECONDS = 60;
    private static final double SECONDS_AN_HOUR = 3600;
    private static final double THOUSAND = 1000;

    /**
     * One amount.
     *
     * @param what of what
     * @param quantity how much of it
     * @param price of one
     * @param usd all of it
     */
    record Item(String what, String quantity, String price, double usd) {}

    /** Numbers of requests. */
    record Requests(long puts, long gets, long queried) {}

    Bill {
        items = List.copyOf(items);
        unpriced = List.copyOf(unpriced);
    }

    /** Adds a sentence for each price that must be known. */
    static boolean isPriced(RunSize size, Prices prices, Consumer<String> problems) {
        List<Price> needed = new ArrayList<>(List.of(Price.VCPU_HOUR, Price.GB_HOUR));
        if (size.publicAddress()) {
            needed.add(Price.IPV4_HOUR);
        }
        if (size.endpoints() > 0) {
            needed.add(Price.ENDPOINT_HOUR);
        }
        List<String> missing = needed.stream()
                .filter(price -> !prices.knows(price))
                .map(Price::key)
                .toList();
        if (!missing.isEmpty()) {
            problems.accept("the cost of a run in " + prices.region() + " is not known, as only prices of "
                    + Prices.KNOWN_REGION + " are built in: give " + String.join(", ", missing)
                    + " in USD, from https://aws.amazon.com/fargate/pricing and https://aws.amazon.com/vpc/pricing");
        }
        return missing.isEmpty();
    }

    /**
     * Makes the bill.
     *
     * @param each how long each task ran
     * @param spotFactor share of the price on demand
     */
    static Bill of(RunSize size, Prices prices, Collection<Duration> each, double spotFactor, Requests requests) {
        double hours = each.stream().mapToLong(Bill::billed).sum() / SECONDS_AN_HOUR;
        double longest = each.stream().mapToLong(Bill::billed).max().orElse(0) / SECONDS_AN_HOUR;
        List<Item> items = new ArrayList<>();
        items.add(hourly("vCPU", size.vcpu() * hours, prices.of(Price.VCPU_HOUR) * spotFactor));
        items.add(hourly("memory, GB", size.gb() * hours, prices.of(Price.GB_HOUR) * spotFactor));
        if (size.publicAddress()) {
            items.add(hourly("public addresses", hours, prices.of(Price.IPV4_HOUR)));
        }
        if (size.endpoints() > 0) {
            items.add(hourly("endpoints", size.endpoints() * longest, prices.of(Price.ENDPOINT_HOUR)));
        }
        List<String> unpriced = new ArrayList<>();
        requests(items, unpriced, prices, "S3 requests that write", requests.puts(), Price.PUT_THOUSAND);
        requests(items, unpriced, prices, "S3 requests that read", requests.gets(), Price.GET_THOUSAND);
        requests(items, unpriced, prices, "metrics asked for", requests.queried(), Price.METRIC_THOUSAND);
        return new Bill(items, unpriced);
    }

    private static long billed(Duration time) {
        long seconds = time.toSeconds() + (time.toNanosPart() > 0 ? 1 : 0);
        return Math.max(LEAST_SECONDS, seconds);
    }

    private static Item hourly(String what, double hours, double price) {
        return new Item(what, Money.hours(hours), "$" + rounded(price) + "/h", hours * price);
    }

    private static String rounded(double price) {
        return Money.plain(Math.round(price * 1e6) / 1e6);
    }

    private static void requests(
            List<Item> items, List<String> unpriced, Prices prices, String what, long number, Price price) {
        if (number == 0) {
            return;
        }
        if (!prices.knows(price)) {
            unpriced.add(what + " (" + price.key() + ")");
            return;
        }
        items.add(new Item(
                what,
                Long.toString(number),
                "$" + Money.plain(prices.of(price)) + "/1000",
                number / THOUSAND * prices.of(price)));
    }

    double usd() {
        return items.stream().mapToDouble(Item::usd).sum();
    }

    /** What is in no amount, in words. */
    String excluded() {
        List<String> all = new ArrayList<>(List.of("data transfer", "logs", "taxes", "the target"));
        all.addAll(0, unpriced);
        return "not in it: " + String.join(", ", all);
    }
}
