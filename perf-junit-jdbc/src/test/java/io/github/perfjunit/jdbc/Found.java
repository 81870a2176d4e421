// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.jdbc.report.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The findings of a load, as its {@code results.json} tells them. */
record Found(JsonNode section, List<Finding> findings) {

    static Found by(TestRun run) {
        return in(run.results());
    }

    static Found in(JsonNode results) {
        JsonNode section = results.at("/sections/jdbc");
        List<Finding> findings = new ArrayList<>();
        for (JsonNode finding : section.get("findings")) {
            findings.add(new Finding(
                    Finding.Kind.valueOf(finding.get("kind")
                            .asText()
                            .toUpperCase(Locale.ROOT)
                            .replace('-', '_')),
                    finding.get("subject").asText(),
                    finding.get("evidence").asText(),
                    finding.get("advice").asText()));
        }
        return new Found(section, List.copyOf(findings));
    }

    /** Returns the same without those that are about these settings of the server. */
    Found butForSettings(String... subjects) {
        Set<String> known = Set.of(subjects);
        return new Found(
                section,
                findings.stream()
                        .filter(finding -> finding.kind() != Finding.Kind.SETTING || !known.contains(finding.subject()))
                        .toList());
    }

    void assertNone() {
        assertThat(findings).isEmpty();
    }

    /** Returns the only finding. */
    Finding only(Finding.Kind kind) {
        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).kind()).as(findings.toString()).isEqualTo(kind);
        return findings.get(0);
    }
}
