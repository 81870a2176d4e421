// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import io.github.perfjunit.analysis.Recovery;
import io.github.perfjunit.metrics.FigureFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A recovery as data and in words. */
final class RecoveryData {

    private RecoveryData() {}

    static Map<String, ?> of(Recovery recovery) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("verdict", recovery.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        data.put("afterMs", recovery.after().toMillis());
        data.put("baseP95Ms", recovery.baseP95Nanos() / 1e6);
        data.put("remark", recovery.remark());
        return data;
    }

    static String text(Recovery recovery) {
        String remark = recovery.remark().isEmpty() ? "" : " (" + recovery.remark() + ")";
        return switch (recovery.verdict()) {
            case RECOVERED ->
                (recovery.after().isZero() ? "at once" : "after " + FigureFormat.duration(recovery.after())) + remark;
            case NOT_RECOVERED -> recovery.remark();
            case TOO_SHORT -> "not known: " + recovery.remark();
        };
    }
}
