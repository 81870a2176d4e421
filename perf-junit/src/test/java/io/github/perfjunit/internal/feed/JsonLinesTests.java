// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonLinesTests {

    private static final Type MAP = new TypeReference<Map<String, Object>>() {}.getType();
    private static final Type NUMBERS = new TypeReference<List<Integer>>() {}.getType();

    record Address(String city, int zip) {}

    record User(String name, int age, List<Address> addresses) {}

    record Texts(String a, String b, String c, String d) {}

    @Test
    void tree_is_given_as_it_is() {
        ReadFeed feed = ReadFeed.jsonLines(JsonNode.class, "{\"a\":1.50}", "", "  ", "[1]");
        assertThat(feed.problems()).isEmpty();
        assertThat(feed.records()).extracting(Object::toString).containsExactly("{\"a\":1.50}", "[1]");
    }

    @Test
    void tree_of_another_kind_is_a_mistake() {
        assertThat(ReadFeed.jsonLines(ObjectNode.class, "[1]").problems())
                .containsExactly("/users.jsonl line 1: was an ArrayNode but must be an ObjectNode");
    }

    @Test
    void record_is_made_with_what_it_holds() {
        ReadFeed feed = ReadFeed.jsonLines(
                User.class,
                "{\"NAME\":\"Ann\",\"age\":30,\"addresses\":[{\"city\":\"Ulm\",\"zip\":89073}],\"more\":true}",
                "{\"name\":\"Bob\",\"age\":\"31\"}");
        assertThat(feed.problems()).isEmpty();
        assertThat(feed.records())
                .containsExactly(new User("Ann", 30, List.of(new Address("Ulm", 89073))), new User("Bob", 31, null));
    }

    @Test
    void map_list_and_single_value_are_converted() {
        assertThat(ReadFeed.jsonLines(MAP, "{\"a\":1.5}").records())
                .containsExactly(Map.of("a", new BigDecimal("1.5")));
        assertThat(ReadFeed.jsonLines(NUMBERS, "[1,2]").records()).containsExactly(List.of(1, 2));
        assertThat(ReadFeed.jsonLines(String.class, "\"a\"", "\"b\"").records()).containsExactly("a", "b");
    }

    @Test
    void numbers_keep_their_digits() {
        String line = "{\"a\":1234567890.123456789,\"b\":0.10,\"c\":12345678901234567890,\"d\":1e400}";

        assertThat(ReadFeed.jsonLines(MAP, line).records())
                .containsExactly(Map.of(
                        "a", new BigDecimal("1234567890.123456789"),
                        "b", new BigDecimal("0.10"),
                        "c", new BigInteger("12345678901234567890"),
                        "d", new BigDecimal("1e400")));
        assertThat(ReadFeed.jsonLines(Texts.class, line).records())
                .containsExactly(new Texts("1234567890.123456789", "0.10", "12345678901234567890", "1E+400"));
        assertThat(ReadFeed.csv(Texts.class, "a,b,c,d", "1234567890.123456789,0.10,-0,1e400")
                        .records())
                .containsExactly(new Texts("1234567890.123456789", "0.10", "-0", "1e400"));
    }

    @Test
    void byte_order_mark_is_no_part_of_the_first_line() {
        assertThat(ReadFeed.jsonLines(MAP, "\uFEFF{\"a\":1}", "{\"a\":2}").records())
                .containsExactly(Map.of("a", 1), Map.of("a", 2));
    }

    @Test
    void wrong_values_are_told_with_line_and_place() {
        ReadFeed feed = ReadFeed.jsonLines(
                User.class,
                "{\"name\":\"a\",\"Age\":1.5}",
                "{\"name\":\"a\",\"age\":null}",
                "{\"name\":\"a\"}",
                "{\"name\":\"a\",\"age\":1,\"addresses\":[{\"city\":\"Ulm\",\"zip\":\"x\"}]}",
                "{\"name\":\"a\",\"age\":1,\"addresses\":{}}");
        assertThat(feed.problems())
                .containsExactly(
                        "/users.jsonl line 1: Age was 1.5 but must be a whole number that fits int",
                        "/users.jsonl line 2: age was null but must be a whole number that fits int",
                        "/users.jsonl line 3: age was missing but must be a whole number that fits int",
                        "/users.jsonl line 4: addresses[0].zip was 'x' but must be a whole number that fits int",
                        "/users.jsonl line 5: addresses was {} but must be a JSON array");
    }

    @Test
    void component_that_no_line_has_is_a_mistake() {
        assertThat(ReadFeed.jsonLines(User.class, "{\"name\":\"a\",\"age\":1}", "{\"name\":\"b\",\"age\":2}")
                        .problems())
                .containsExactly("/users.jsonl has no line with addresses of User");
    }

    @Test
    void line_that_is_no_object_is_a_mistake() {
        assertThat(ReadFeed.jsonLines(User.class, "[1]", "null", "\"x\"").problems())
                .containsExactly(
                        "/users.jsonl line 1: was a JSON array but must be a JSON object",
                        "/users.jsonl line 2: was null but must be a record",
                        "/users.jsonl line 3: was 'x' but must be a JSON object");
    }

    @Test
    void two_names_for_one_component_are_a_mistake() {
        assertThat(ReadFeed.jsonLines(User.class, "{\"name\":\"a\",\"Name\":\"b\",\"age\":1}")
                        .problems())
                .containsExactly("/users.jsonl line 1: has two values for name: name and Name");
    }

    @Test
    void line_that_is_no_json_is_a_mistake() {
        ReadFeed feed = ReadFeed.jsonLines(JsonNode.class, "{\"a\":1} x", "{\"a\":", "{\"a\":1,\"a\":2}");
        assertThat(feed.problems()).hasSize(3);
        assertThat(feed.problems().get(0)).startsWith("/users.jsonl line 1: is not valid JSON: Unrecognized token 'x'");
        assertThat(feed.problems().get(1))
                .startsWith("/users.jsonl line 2: is not valid JSON: Unexpected end-of-input");
        assertThat(feed.problems().get(2)).startsWith("/users.jsonl line 3: is not valid JSON: Duplicate field 'a'");
    }

    @Test
    void deep_nesting_is_a_mistake_and_no_stack_overflow() {
        assertThat(ReadFeed.jsonLines(JsonNode.class, "[".repeat(100_000)).problems())
                .singleElement()
                .asString()
                .startsWith(
                        "/users.jsonl line 1: is not valid JSON: Document nesting depth (1001) exceeds the maximum allowed");
    }

    @Test
    void empty_file_is_a_mistake() {
        assertThat(ReadFeed.jsonLines(JsonNode.class, "", " ").problems())
                .containsExactly("/users.jsonl has no records");
    }

    record Prims(boolean flag, byte small, float single, double twice, char sign) {}

    @Test
    void values_that_do_not_fit_their_type_are_mistakes() {
        assertThat(ReadFeed.jsonLines(
                                Prims.class,
                                "{\"flag\":1,\"small\":1,\"single\":1,\"twice\":1,\"sign\":\"x\"}",
                                "{\"flag\":true,\"small\":255,\"single\":1,\"twice\":1,\"sign\":\"x\"}",
                                "{\"flag\":true,\"small\":1,\"single\":1e40,\"twice\":1,\"sign\":\"x\"}",
                                "{\"flag\":true,\"small\":1,\"single\":1,\"twice\":1e400,\"sign\":\"x\"}",
                                "{\"flag\":true,\"small\":1,\"single\":1,\"twice\":1,\"sign\":65}")
                        .problems())
                .containsExactly(
                        "/users.jsonl line 1: flag was 1 but must be true or false",
                        "/users.jsonl line 2: small was 255 but must be a whole number that fits byte",
                        "/users.jsonl line 3: single was 1E+40 but must be a number",
                        "/users.jsonl line 4: twice was 1E+400 but must be a number",
                        "/users.jsonl line 5: sign was 65 but must be one character");
    }

    @Test
    void numbers_of_every_kind_are_read() {
        assertThat(ReadFeed.jsonLines(
                                Prims.class,
                                "{\"flag\":\"true\",\"small\":\"-128\",\"single\":1.5,\"twice\":2,\"sign\":\"x\"}",
                                "{\"flag\":false,\"small\":127,\"single\":-1e10,\"twice\":\"2.5\",\"sign\":\"y\"}")
                        .records())
                .containsExactly(
                        new Prims(true, (byte) -128, 1.5f, 2, 'x'), new Prims(false, (byte) 127, -1e10f, 2.5, 'y'));
    }

    @Test
    void null_and_missing_primitives_are_mistakes() {
        assertThat(ReadFeed.jsonLines(
                                Prims.class,
                                "{\"flag\":true,\"small\":null,\"single\":1,\"twice\":1,\"sign\":\"x\"}",
                                "{\"flag\":true,\"small\":1,\"single\":1,\"sign\":\"x\"}",
                                "{\"flag\":true,\"small\":true,\"single\":1,\"twice\":1,\"sign\":\"x\"}",
                                "{\"flag\":true,\"small\":1,\"single\":{},\"twice\":1,\"sign\":\"x\"}")
                        .problems())
                .containsExactly(
                        "/users.jsonl line 1: small was null but must be a whole number that fits byte",
                        "/users.jsonl line 2: twice was missing but must be a number",
                        "/users.jsonl line 3: small was true but must be a whole number that fits byte",
                        "/users.jsonl line 4: single was {} but must be a number");
    }

    @Test
    void array_over_several_lines_is_told_once() {
        String told =
                "/users.jsonl is not in JSON lines: line 2 is only the beginning of a JSON value. Hint: write each"
                        + " record on one line, without brackets around all of them.";
        assertThat(ReadFeed.jsonLines(User.class, "", "[", "{\"name\":\"a\"},", "]")
                        .problems())
                .containsExactly(told);
        assertThat(ReadFeed.jsonLines(User.class, "", "{", "\"name\":\"a\"", "}")
                        .problems())
                .containsExactly(told);
    }

    @Test
    void several_values_on_a_line_are_a_mistake() {
        assertThat(ReadFeed.jsonLines(JsonNode.class, "{\"a\":1} {\"a\":2}", "{\"a\":")
                        .problems())
                .containsExactly(
                        "/users.jsonl line 1: holds more than one JSON value but must be one",
                        "/users.jsonl line 2: is not valid JSON: Unexpected end-of-input within/between Object entries"
                                + " (column 6)");
    }
}
