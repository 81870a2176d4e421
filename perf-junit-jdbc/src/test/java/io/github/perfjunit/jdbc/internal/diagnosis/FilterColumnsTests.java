// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterColumnsTests {

    private static final Set<String> COLUMNS = Set.of("id", "customer_id", "state", "created", "email", "\"Mixed\"");

    private static final Set<String> TEXTS = Set.of("state", "email");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            (orders.customer_id = $1)                                             | customer_id
            (customer_id = ANY ($1))                                              | customer_id
            ((o.created >= $1) AND ((o.state)::text = 'customer_id = '::text))    | state, created
            ((o.created >= $1) AND (o.created < $2))                              | created
            ($1 = o.customer_id)                                                  | customer_id
            (orders."Mixed" = 5)                                                  | "Mixed"
            (o.email IS NULL)                                                     | email
            (o.state = 'NEW'::state)                                              | state
            (orders.customer_id = (InitPlan 1).col1)                              | customer_id
            """)
    void comparedColumns_makeAnIndex(String filter, String columns) {
        assertThat(String.join(", ", FilterColumns.of(filter, COLUMNS, TEXTS).indexed()))
                .isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            (lower((o.email)::text) = $1)                         | email
            ((o.email)::text ~~ $1)                               | email
            ((o.created)::date = $1)                              | created
            ((o.id)::text = $1)                                   | id
            (o.state <> $1)                                       | state
            ((o.customer_id = $1) OR ((o.email)::text = $2))      | customer_id, email
            (o.customer_id = o.id)                                | customer_id, id
            (o.created = (o.id + 1))                              | created, id
            (NOT (hashed SubPlan 1))                              |
            """)
    void otherConditions_makeNoPlainIndex(String filter, String columns) {
        FilterColumns found = FilterColumns.of(filter, COLUMNS, TEXTS);

        assertThat(found.indexed()).isEmpty();
        assertThat(String.join(", ", found.other())).isEqualTo(columns == null ? "" : columns);
    }

    @Test
    void endlessFilter_isBounded() {
        assertThat(FilterColumns.of("(".repeat(50_000) + "'".repeat(50_001), COLUMNS, TEXTS)
                        .indexed())
                .isEmpty();
    }
}
