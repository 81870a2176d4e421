// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws;

import io.github.perfjunit.kind.InstanceCount;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.apiguardian.api.API;

/**
 * What the instances cost a month that a load needs, by a measured capacity and your prices, and which of them are cheapest
 * how. An instance is worth a savings plan if it is used for a larger share of the hours than the plan's price is of that on
 * demand; the others are for on demand, or for spot where an interruption does no harm.
 *
 * <p>Only instances are in it. Scaling is taken to follow the load at once.
 *
 * @param price the prices
 * @param most instances at the highest load
 * @param base instances that are worth a savings plan
 * @param hours hours of the curve
 * @param usedHours for each instance the hours in which it is needed, the first one first
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CapacityCost(InstancePrice price, int most, int base, double hours, List<Double> usedHours) {

    /**
     * Copies the list.
     *
     * @param price the prices
     * @param most instances at the highest load
     * @param base instances that are worth a savings plan
     * @param hours hours of the curve
     * @param usedHours for each instance the hours in which it is needed
     */
    public CapacityCost {
        usedHours = List.copyOf(usedHours);
    }

    /**
     * Reckons.
     *
     * @param instancesFor how many instances a load needs, such as {@code capacity::instancesFor} of a {@link
     *     io.github.perfjunit.kind.CapacityReport} or {@code scaling::instancesFor} of a {@link
     *     io.github.perfjunit.kind.ScalingReport}
     * @param curve the load of a month
     * @param price the prices
     * @return the cost
     * @throws IllegalStateException if a load of the curve needs a number of instances that was not measured, with what to
     *     measure
     */
    public static CapacityCost of(DoubleFunction<InstanceCount> instancesFor, LoadCurve curve, InstancePrice price) {
        List<Double> used = new ArrayList<>();
        double hours = 0;
        for (LoadCurve.Part part : curve.parts()) {
            int count = instancesFor.apply(part.load()).orElseThrow();
            hours += part.hours();
            for (int i = 0; i < count; i++) {
                if (i == used.size()) {
                    used.add(0.0);
                }
                used.set(i, used.get(i) + part.hours());
            }
        }
        double all = hours;
        int base = (int) used.stream()
                .filter(each -> price.savingsPlan() * all < price.onDemand() * each)
                .count();
        return new CapacityCost(price, used.size(), base, hours, used);
    }

    /**
     * Returns the price of a month if every instance is on demand and runs only while it is needed.
     *
     * @return USD
     */
    public double onDemand() {
        return price.onDemand()
                * usedHours.stream().mapToDouble(Double::doubleValue).sum();
    }

    /**
     * Returns the price of a month with savings plans for the base and the peaks on demand.
     *
     * @return USD, never more than {@link #onDemand()}
     */
    public double planned() {
        return base * price.savingsPlan() * hours + price.onDemand() * peakHours();
    }

    /**
     * Returns the price of a month with savings plans for the base and the peaks on spot.
     *
     * @return USD
     */
    public double plannedWithSpot() {
        return base * price.savingsPlan() * hours + price.spot() * peakHours();
    }

    private double peakHours() {
        return usedHours.stream().skip(base).mapToDouble(Double::doubleValue).sum();
    }

    /**
     * Returns all of it in words.
     *
     * @return a sentence each
     */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(most + (most == 1 ? " instance" : " instances") + " at the highest load, " + price.instance()
                + ", prices as of " + price.dated());
        sentences.add("all on demand, each while it is needed: " + usd(onDemand()) + " a month");
        if (base > 0) {
            sentences.add(range(1, base) + ", needed " + percent(base - 1) + " of the time or more: savings plan, "
                    + usd(base * price.savingsPlan() * hours) + " a month");
        }
        if (base < most) {
            sentences.add(range(base + 1, most) + ", needed " + percent(base) + " of the time or less: on demand, "
                    + usd(price.onDemand() * peakHours()) + " a month, or spot, " + usd(price.spot() * peakHours())
                    + ", where an interruption does no harm");
        }
        sentences.add("together " + usd(planned()) + " a month"
                + (base < most ? ", " + usd(plannedWithSpot()) + " with spot" : ""));
        return sentences;
    }

    private static String range(int from, int to) {
        return from == to ? "instance " + from : "instances " + from + " to " + to;
    }

    private String percent(int index) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * usedHours.get(index) / hours);
    }

    private static String usd(double amount) {
        return String.format(Locale.ROOT, "$%.2f", amount);
    }
}
