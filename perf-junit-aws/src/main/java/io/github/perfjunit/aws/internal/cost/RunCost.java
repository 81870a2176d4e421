// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.cost;

import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run cost, by the times of its tasks; still an estimate, because the bill alone is the truth.
 *
 * @param bill the amounts
 * @param tasks number of tasks, those that were launched again included
 * @param source where the prices are from
 * @param estimated what was expected before, in USD; null if nothing was
 */
record RunCost(
        Bill bill, int tasks, String source, @Nullable Double estimated) implements ResultSection {

    @Override
    public String name() {
        return "cost";
    }

    @Override
    public Map<String, ?> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("usd", bill.usd());
        if (estimated != null) {
            data.put("estimatedUsd", estimated);
        }
        data.put("prices", source);
        data.put("tasks", tasks);
        data.put(
                "items",
                bill.items().stream()
                        .map(item -> Map.of("what", item.what(), "quantity", item.quantity(), "usd", item.usd()))
                        .toList());
        data.put("unpriced", bill.unpriced());
        return data;
    }

    @Override
    public List<ResultTable> tables() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("cost about " + Money.usd(bill.usd())
                + (estimated == null ? "" : ", " + Money.usd(estimated) + " were expected") + " (" + source + ")"));
        bill.items()
                .forEach(item -> rows.add(List.of(
                        item.what() + ": " + item.quantity() + " at " + item.price() + " = " + Money.usd(item.usd()))));
        rows.add(List.of(bill.excluded()));
        return List.of(new ResultTable("cost of " + tasks + (tasks == 1 ? " task" : " tasks"), List.of(), rows));
    }
}
