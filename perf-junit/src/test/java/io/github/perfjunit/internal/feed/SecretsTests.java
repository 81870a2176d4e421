// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No message shows the value of a field whose name says that it is a secret. */
class SecretsTests {

    private static final String SECRET = "hunter2";

    record Account(String name, int pinCode, int password) {}

    record Login(String user, String apiKey) {
        Login {
            throw new IllegalArgumentException("no such key " + apiKey);
        }
    }

    record Nested(String name, Map<String, Integer> credentials, List<Integer> tokens) {}

    enum Secret {
        A
    }

    private static void assertHidden(ReadFeed feed, String... problems) {
        assertThat(feed.problems()).containsExactly(problems).noneMatch(problem -> problem.contains(SECRET));
    }

    @Test
    void fieldOfARow_isHidden() {
        assertHidden(
                ReadFeed.csv(Account.class, "name,pin-code,PASSWORD", "ann,1," + SECRET, "bob," + SECRET + ",1"),
                "/products.csv line 2: PASSWORD was (not shown) but must be a whole number that fits int",
                "/products.csv line 3: pin-code was (not shown) but must be a whole number that fits int");
    }

    @Test
    void onlyColumn_isHidden() {
        assertHidden(
                ReadFeed.csv(int.class, "access_token", SECRET, "\"\""),
                "/products.csv line 2: access_token was (not shown) but must be a whole number that fits int",
                "/products.csv line 3: access_token was (not shown) but must be a whole number that fits int");
        assertHidden(
                ReadFeed.csv(Secret.class, "secret", SECRET),
                "/products.csv line 2: secret was (not shown) but must be one of A");
    }

    @Test
    void recordThatRefuses_isNamedWithoutItsWords() {
        assertHidden(
                ReadFeed.csv(Login.class, "user,api key", "ann," + SECRET),
                "/products.csv line 2: Login refused it with java.lang.IllegalArgumentException");
        assertHidden(
                ReadFeed.jsonLines(Login.class, "{\"user\":\"ann\",\"apiKey\":\"hunter2\"}"),
                "/users.jsonl line 1: Login refused it with java.lang.IllegalArgumentException");
    }

    @Test
    void valuesBelowASecret_areHidden() {
        assertHidden(
                ReadFeed.jsonLines(
                        Nested.class,
                        "{\"name\":\"a\",\"credentials\":{\"ann\":\"hunter2\"}}",
                        "{\"name\":\"a\",\"tokens\":[1,\"hunter2\"]}",
                        "{\"name\":\"a\",\"tokens\":\"hunter2\"}",
                        "{\"name\":{\"password\":\"hunter2\"}}",
                        "[{\"password\":\"hunter2\"}]"),
                "/users.jsonl line 1: credentials.ann was (not shown) but must be a whole number that fits int",
                "/users.jsonl line 2: tokens[1] was (not shown) but must be a whole number that fits int",
                "/users.jsonl line 3: tokens was (not shown) but must be a JSON array",
                "/users.jsonl line 4: name was (not shown) but must be a text",
                "/users.jsonl line 5: was a JSON array but must be a JSON object");
    }

    @Test
    void mapOfSecrets_isHidden() {
        assertHidden(
                ReadFeed.csv(new TypeReference<Map<String, Integer>>() {}.getType(), "id,session-id", "1," + SECRET),
                "/products.csv line 2: session-id was (not shown) but must be a whole number that fits int");
    }

    @Test
    void lineThatIsNoJson_isNotQuoted() {
        assertHidden(
                ReadFeed.jsonLines(Account.class, "{\"password\": hunter2}", "x".repeat(2_000) + "{cookie: hunter2}"),
                "/users.jsonl line 1: is not valid JSON (column 14)",
                "/users.jsonl line 2: is not valid JSON (column 1)");
    }

    @Test
    void fileWithoutHeader_isNotShownAsItsHeader() {
        assertHidden(
                ReadFeed.csv(Account.class, "ann,1," + SECRET),
                "/products.csv has no column for name, pinCode, password of Account; its header row is (not shown), for"
                        + " it may be a record");
    }

    @Test
    void otherValues_areShortened() {
        assertThat(ReadFeed.csv(Account.class, "name,pinCode,password,note", "a,1,1,x")
                        .problems())
                .isEmpty();
        assertThat(ReadFeed.jsonLines(int.class, "\"" + "9".repeat(50) + "\"", "1" + "0".repeat(60))
                        .problems())
                .containsExactly(
                        "/users.jsonl line 1: was '" + "9".repeat(40) + "...' but must be a whole number that fits int",
                        "/users.jsonl line 2: was 1" + "0".repeat(39) + "... but must be a whole number that fits int");
    }
}
