// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.insights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.perfjunit.metrics.PrintableText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements that loaded a database most in some time, without their values
 * (docs.aws.amazon.com/performance-insights/latest/APIReference/API_DescribeDimensionKeys.html).
 */
final class TopStatements {

    private static final int MOST = 10;
    private static final int LONGEST_STATEMENT = 500;
    private static final String STATEMENT = "db.sql_tokenized.statement";

    private TopStatements() {}

    static TopStatementsSection read(InsightsCall call, String database, Instant from, Instant to) {
        try {
            return TopStatementsSection.of(statements(call.send(request(database, from, to))));
        } catch (IOException e) {
            return TopStatementsSection.without("Database Insights answered with " + e.getMessage());
        }
    }

    private static ObjectNode request(String database, Instant from, Instant to) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("ServiceType", "RDS").put("Identifier", database);
        body.put("StartTime", from.getEpochSecond()).put("EndTime", to.getEpochSecond());
        body.put("Metric", "db.load.avg").put("PeriodInSeconds", 1);
        ObjectNode group = body.putObject("GroupBy");
        group.put("Group", "db.sql_tokenized").put("Limit", MOST);
        group.putArray("Dimensions").add(STATEMENT);
        return body;
    }

    private static List<TopStatementsSection.Statement> statements(JsonNode answer) {
        List<TopStatementsSection.Statement> statements = new ArrayList<>();
        for (JsonNode key : answer.path("Keys")) {
            String text = key.path("Dimensions").path(STATEMENT).asText();
            if (!text.isBlank() && statements.size() < MOST) {
                statements.add(new TopStatementsSection.Statement(
                        PrintableText.compact(text, LONGEST_STATEMENT),
                        key.path("Total").asDouble()));
            }
        }
        return statements;
    }
}
