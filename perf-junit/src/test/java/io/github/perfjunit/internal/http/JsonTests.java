// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON is read as it is written: all digits, in every encoding of Unicode. */
class JsonTests {

    record Money(BigDecimal amount, Object any, double rounded) {}

    private static ReceivedResponse response(byte[] body, String contentType) {
        ClassicHttpResponse head = new BasicClassicHttpResponse(200);
        head.addHeader("Content-Type", contentType);
        return new ReceivedResponse(head, body);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1234567890.123456789",
                "12345678901234567890",
                "-12345678901234567890.00",
                "0.10",
                "0.1000000000000000055511151231257827",
                "1e400",
                "1E+2",
                "1e-7",
                "100",
                "-0",
                "-0.0",
                "0",
                "true",
                "null",
                "{\"a\":[1.10,{\"b\":1e400,\"c\":-0}],\"d\":\"1.10\"}",
                "[]"
            })
    void pointer_returnsWhatIsWritten(String written) {
        assertThat(Json.read("{\"x\":{},\"exact\": " + written + " ,\"y\":[1]}", "/exact"))
                .isEqualTo(written);
        assertThat(Json.read("[0, [" + written + "]]", "/1/0")).isEqualTo(written);
        assertThat(Json.read(written, "")).isEqualTo(written);
    }

    @Test
    void pointer_toAnyPlace_isFollowed() {
        String json = "{\"a\":1,\"a\":{\"b/c\":[\"x\",{\"~\":\"y\"}]},\"\":2,\"7\":3}";

        assertThat(Json.read(json, "/a/b~1c/1/~0")).isEqualTo("y");
        assertThat(Json.read(json, "/")).isEqualTo("2");
        assertThat(Json.read(json, "/7")).isEqualTo("3");
        for (String none : new String[] {"/b", "/a/0", "/a/b~1c/2", "/a/b~1c/x", "/7/0", "/a/b~1c/0/0"}) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Json.read(json, none))
                    .withMessage("body has nothing at '" + none + "': " + json);
        }
    }

    @Test
    void damagedBehindTheValue_isNoJson() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Json.read("{\"a\":1,", "/a"))
                .withMessage("body is no JSON: {\"a\":1,");
    }

    @Test
    void emptyText_hasNothing() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Json.read("", "/a"))
                .withMessage("body has nothing at '/a': it is empty");
    }

    @Test
    void typesWithRoomForAllDigits_getThem() {
        String json = "{\"amount\":1234567890.123456789,\"any\":0.10,\"rounded\":1e400}";

        assertThat(Json.read(json, Money.class))
                .isEqualTo(new Money(
                        new BigDecimal("1234567890.123456789"), new BigDecimal("0.10"), Double.POSITIVE_INFINITY));
        Object map = Json.read(json, Map.class);
        assertThat(map)
                .isEqualTo(Map.of(
                        "amount",
                        new BigDecimal("1234567890.123456789"),
                        "any",
                        new BigDecimal("0.10"),
                        "rounded",
                        new BigDecimal("1e400")));
        JsonNode tree = Json.read(json, JsonNode.class);
        assertThat(tree.get("amount").decimalValue()).isEqualTo(new BigDecimal("1234567890.123456789"));
        assertThat(tree.get("any").asText()).isEqualTo("0.10");
        assertThat(Json.read("12345678901234567890", Object.class)).isEqualTo(new BigInteger("12345678901234567890"));
        assertThat(Json.read("1E+2", BigDecimal.class)).isEqualTo(new BigDecimal("1E+2"));
    }

    @Test
    void numberWithoutEnd_saysWhichLimitItPassed() {
        String digits = "1".repeat(10_000);

        assertThat(Json.read(digits, "")).isEqualTo(digits);
        assertThatIllegalStateException()
                .isThrownBy(() -> Json.read(digits + "1", ""))
                .withMessage("body is JSON beyond what is read: Number value length (10001) exceeds the maximum allowed"
                        + " (10000, from `StreamReadConstraints.getMaxNumberLength()`)");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, efbbbf",
        "UTF-8, ''",
        "UTF-16BE, feff",
        "UTF-16BE, ''",
        "UTF-16LE, fffe",
        "UTF-16LE, ''",
        "UTF-32BE, 0000feff",
        "UTF-32BE, ''",
        "UTF-32LE, fffe0000",
        "UTF-32LE, ''"
    })
    void everyEncodingOfUnicode_isRead(String charset, String mark) {
        for (String json : new String[] {"{\"a\":\"\u00fc\u20ac\",\"b\":1.50}", "7", "[1]"}) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int i = 0; i < mark.length(); i += 2) {
                body.write(Integer.parseInt(mark.substring(i, i + 2), 16));
            }
            body.writeBytes(json.getBytes(Charset.forName(charset)));
            for (String type : new String[] {"application/json", "application/json; charset=" + charset}) {
                ReceivedResponse response = response(body.toByteArray(), type);

                assertThat(response.json("")).as(type).isEqualTo(json);
                assertThat(response.json(JsonNode.class).toString()).isEqualTo(json);
            }
        }
    }

    @Test
    void charsetOfTheContentType_holdsWithoutAMark() {
        byte[] body = "\"\u00fc\"".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(response(body, "application/json; charset=ISO-8859-1").json(""))
                .isEqualTo("\u00fc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"efbbbf", "feff", "fffe", "0000feff", "00", "ff"})
    void markAlone_isNoJson(String hex) {
        byte[] body = new BigInteger("1" + hex, 16).toByteArray();
        byte[] mark = Arrays.copyOfRange(body, body.length - hex.length() / 2, body.length);

        assertThatIllegalStateException()
                .isThrownBy(() -> response(mark, "application/json").json("/a"));
    }
}
