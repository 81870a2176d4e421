// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import io.github.perfjunit.analysis.Recovery;
import io.github.perfjunit.metrics.FigureFormat;
import io.github.perfjunit.metrics.ResultSection;
import io.github.perfjunit.metrics.ResultTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code @Spike} test found: what the users saw within the spike, and whether the target recovered.
 *
 * @param open whether levels are rates; otherwise users
 * @param base the base before the spike, and the verdict on it
 * @param spike the spike, which is reported and not judged
 * @param backlog most iterations that were due and waited for a free user; zero in a closed model
 * @param dropped iterations that were due and never started
 * @param failures the measured errors, the most frequent kind first
 * @param recovery the recovery after the spike; null if the base did not meet its objectives
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record SpikeReport(
        boolean open,
        LoadStep base,
        LoadStep spike,
        long backlog,
        long dropped,
        List<String> failures,
        @Nullable Recovery recovery)
        implements ResultSection, WithRecovery {

    /**
     * Copies the list.
     *
     * @param open whether levels are rates
     * @param base the base before the spike
     * @param spike the spike
     * @param backlog most iterations that were due and waited for a free user
     * @param dropped iterations that were due and never started
     * @param failures the measured errors
     * @param recovery the recovery after the spike; null if the base did not meet its objectives
     */
    public SpikeReport {
        failures = List.copyOf(failures);
    }

    @Override
    public String name() {
        return "spike";
    }

    @Override
    public Map<String, ?> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("unit", open ? "perSecond" : "users");
        data.put("parts", StepTable.data(List.of(base, spike)));
        data.put("backlog", backlog);
        data.put("dropped", dropped);
        data.put("failures", failures);
        if (recovery != null) {
            data.put("recovery", RecoveryData.of(recovery));
        }
        return data;
    }

    @Override
    public List<ResultTable> tables() {
        List<ResultTable> tables = new ArrayList<>();
        List<List<String>> sentences = new ArrayList<>();
        sentences.add(List.of(seen()));
        if (!base.state().isHeld()) {
            sentences.add(List.of("the base was " + base.state().words() + ": " + base.reason()));
        }
        failures.forEach(failure -> sentences.add(List.of(failure)));
        tables.add(new ResultTable("spike", List.of(), sentences));
        if (recovery != null) {
            tables.add(new ResultTable("recovery", List.of(), List.of(List.of(RecoveryData.text(recovery)))));
        }
        return tables;
    }

    private String seen() {
        return LevelText.of(base.level(), open) + " to " + LevelText.of(spike.level(), open) + ": p95 "
                + FigureFormat.duration(base.p95()) + " to " + FigureFormat.duration(spike.p95()) + ", "
                + FigureFormat.rate(base.throughput()) + " to " + FigureFormat.rate(spike.throughput()) + ", "
                + FigureFormat.percent(spike.errorPercent()) + " errors in the spike"
                + (open ? ", up to " + FigureFormat.count(backlog, "iteration") + " waiting" : "")
                + (dropped > 0 ? ", " + FigureFormat.count(dropped) + " dropped" : "");
    }
}
