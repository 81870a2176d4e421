// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.WorkerShare;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRecordsTests {

    private static final Type TEXT_MAP = new TypeReference<Map<String, String>>() {}.getType();
    private static final Type NUMBER_MAP = new TypeReference<Map<String, Integer>>() {}.getType();
    private static final Type LIST = new TypeReference<List<String>>() {}.getType();

    enum Color {
        RED,
        GREEN
    }

    record Product(int id, String name, BigDecimal price) {}

    record Order(int userId, String shipTo) {}

    record Everything(
            boolean flag,
            byte small,
            short shorter,
            long big,
            float single,
            double twice,
            char sign,
            Integer boxed,
            BigInteger huge,
            Color color,
            UUID uuid,
            URI uri,
            Duration duration,
            Instant instant,
            LocalDate date,
            LocalTime time,
            LocalDateTime dateTime,
            OffsetDateTime offset,
            ZonedDateTime zoned) {}

    record Optionals(
            Integer number, String text, BigDecimal price, Color color, UUID uuid, LocalDate date, Boolean flag) {}

    record Checked(int id) {
        Checked {
            if (id < 1) {
                throw new IllegalArgumentException("id must be positive");
            }
        }
    }

    static class Bean {
        private String name = "none";
        private int stock = 7;

        public String getName() {
            return name;
        }

        public void setName(String name) {
            this.name = name;
        }

        public int getStock() {
            return stock;
        }

        public void setStock(int stock) {
            this.stock = stock;
        }
    }

    interface Shape {
        void setName(String name);
    }

    @Test
    void record_is_made_by_component_names() {
        ReadFeed feed = ReadFeed.csv(Product.class, "id,name,price", "1,Tea,2.50", "2,\"Cup, blue\",7");
        assertThat(feed.problems()).isEmpty();
        assertThat(feed.records())
                .containsExactly(
                        new Product(1, "Tea", new BigDecimal("2.50")),
                        new Product(2, "Cup, blue", new BigDecimal("7")));
    }

    @ParameterizedTest
    @CsvSource({"userId,shipTo", "USERID,SHIPTO", "user-id,ship_to", "User Id,Ship-To", "' userId ',' shipTo '"})
    void header_matches_whatever_case_hyphens_underscores_and_spaces(String first, String second) {
        ReadFeed feed = ReadFeed.csv(Order.class, first + "," + second + ",unused", "4,Paris,x");
        assertThat(feed.problems()).isEmpty();
        assertThat(feed.records()).containsExactly(new Order(4, "Paris"));
    }

    @Test
    void text_becomes_every_single_value() {
        ReadFeed feed = ReadFeed.csv(
                Everything.class,
                "flag,small,shorter,big,single,twice,sign,boxed,huge,color,uuid,uri,duration,instant,date,time,date_time,"
                        + "offset,zoned",
                "true,1,2,3,1.5,2.5,x,4,123456789012345678901234567890,GREEN,123e4567-e89b-12d3-a456-426614174000,"
                        + "http://x/,PT1.5S,2026-01-31T08:30:00Z,2026-01-31,08:30,2026-01-31T08:30,"
                        + "2026-01-31T08:30+01:00,2026-01-31T08:30+01:00[Europe/Paris]");
        assertThat(feed.problems()).isEmpty();
        assertThat(feed.records())
                .containsExactly(new Everything(
                        true,
                        (byte) 1,
                        (short) 2,
                        3,
                        1.5f,
                        2.5,
                        'x',
                        4,
                        new BigInteger("123456789012345678901234567890"),
                        Color.GREEN,
                        UUID.fromString("123e4567-e89b-12d3-a456-426614174000"),
                        URI.create("http://x/"),
                        Duration.ofMillis(1500),
                        Instant.parse("2026-01-31T08:30:00Z"),
                        LocalDate.of(2026, 1, 31),
                        LocalTime.of(8, 30),
                        LocalDateTime.of(2026, 1, 31, 8, 30),
                        OffsetDateTime.parse("2026-01-31T08:30+01:00"),
                        ZonedDateTime.parse("2026-01-31T08:30+01:00[Europe/Paris]")));
    }

    @Test
    void empty_field_is_empty_text_or_null() {
        ReadFeed feed = ReadFeed.csv(Optionals.class, "number,text,price,color,uuid,date,flag", ",,,,,,");
        assertThat(feed.problems()).isEmpty();
        assertThat(feed.records()).containsExactly(new Optionals(null, "", null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "int|abc|a whole number that fits int",
                "int|1.5|a whole number that fits int",
                "int|99999999999|a whole number that fits int",
                "int|''|a whole number that fits int",
                "long|x|a whole number that fits long",
                "short|99999|a whole number that fits short",
                "byte|999|a whole number that fits byte",
                "byte|128|a whole number that fits byte",
                "byte|255|a whole number that fits byte",
                "byte|-129|a whole number that fits byte",
                "byte|1.0|a whole number that fits byte",
                "byte|1e1|a whole number that fits byte",
                "byte|''|a whole number that fits byte",
                "java.lang.Byte|255|a whole number that fits byte",
                "double|1e400|a number",
                "double|NaN|a number",
                "double|-INF|a number",
                "double|1d|a number",
                "double|0x1p3|a number",
                "double|''|a number",
                "java.lang.Double|Infinity|a number",
                "float|1e40|a number",
                "java.lang.Float|-1e40|a number",
                "java.time.Year|x26|a year such as 2026",
                "java.time.YearMonth|2026-13|a month such as 2026-01",
                "java.time.MonthDay|02-30|a day of the year such as --01-31",
                "java.time.Period|1D|a period such as P1Y2M3D",
                "java.time.OffsetTime|08:30|a time with offset such as 08:30:00+01:00",
                "java.time.ZoneId|Nowhere/No|a time zone such as Europe/Paris",
                "java.time.ZoneOffset|1 h|an offset such as +01:00",
                "java.lang.Integer|1e3|a whole number that fits int",
                "java.math.BigInteger|1.5|a whole number",
                "double|abc|a number",
                "float|abc|a number",
                "java.math.BigDecimal|1,5|a number",
                "boolean|yes|true or false",
                "char|ab|one character",
                "java.util.UUID|17|a UUID such as 123e4567-e89b-12d3-a456-426614174000",
                "java.net.URI|a b|a URI",
                "java.time.Duration|5s|a duration such as PT1.5S",
                "java.time.LocalDate|31.1.2026|a date such as 2026-01-31",
                "java.time.Instant|now|an instant such as 2026-01-31T08:30:00Z"
            })
    void wrong_value_is_told_with_line_column_and_what_is_allowed(String type, String given, String allowed)
            throws Exception {
        ReadFeed feed = ReadFeed.csv(type(type), "price", "\"" + given + "\"");
        assertThat(feed.problems())
                .containsExactly("/products.csv line 2: price was '" + given + "' but must be " + allowed);
    }

    private static Type type(String name) throws ClassNotFoundException {
        return switch (name) {
            case "int" -> int.class;
            case "long" -> long.class;
            case "short" -> short.class;
            case "byte" -> byte.class;
            case "double" -> double.class;
            case "float" -> float.class;
            case "boolean" -> boolean.class;
            case "char" -> char.class;
            default -> Class.forName(name);
        };
    }

    @Test
    void wrong_component_is_told_by_the_name_of_its_column() {
        ReadFeed feed = ReadFeed.csv(Order.class, "user-id,ship-to", "1,\"a", "b\"", "x,c");
        assertThat(feed.problems())
                .containsExactly("/products.csv line 4: user-id was 'x' but must be a whole number that fits int");
    }

    @Test
    void enum_is_told_with_its_constants() {
        ReadFeed feed = ReadFeed.csv(Color.class, "color", "red", "1");
        assertThat(feed.problems())
                .containsExactly(
                        "/products.csv line 2: color was 'red' but must be one of RED, GREEN",
                        "/products.csv line 3: color was '1' but must be one of RED, GREEN");
    }

    @Test
    void five_bad_rows_are_told_and_the_others_counted() {
        ReadFeed feed = ReadFeed.csv(int.class, "id", "a", "b", "c", "d", "e", "f", "8", "g");
        assertThat(feed.problems())
                .containsExactly(
                        "/products.csv line 2: id was 'a' but must be a whole number that fits int",
                        "/products.csv line 3: id was 'b' but must be a whole number that fits int",
                        "/products.csv line 4: id was 'c' but must be a whole number that fits int",
                        "/products.csv line 5: id was 'd' but must be a whole number that fits int",
                        "/products.csv line 6: id was 'e' but must be a whole number that fits int",
                        "/products.csv has mistakes in 2 more records");
    }

    @Test
    void refusal_by_the_record_itself_is_told() {
        ReadFeed feed = ReadFeed.csv(Checked.class, "id", "0");
        assertThat(feed.problems())
                .containsExactly("/products.csv line 2: Checked refused it with java.lang.IllegalArgumentException:"
                        + " id must be positive");
    }

    @Test
    void hostile_value_is_bounded_and_escaped() {
        ReadFeed feed = ReadFeed.csv(int.class, "id", "\u001b[2J" + "x".repeat(200));
        assertThat(feed.problems())
                .containsExactly("/products.csv line 2: id was '\\u001b[2J" + "x".repeat(36)
                        + "...' but must be a whole number that fits int");
    }

    @Test
    void map_has_the_fields_in_order_and_cannot_be_changed() {
        ReadFeed feed = ReadFeed.csv(TEXT_MAP, " id ,name", "1,");
        assertThat(feed.problems()).isEmpty();
        @SuppressWarnings("unchecked")
        Map<String, String> record = (Map<String, String>) feed.records().get(0);
        assertThat(record).containsExactly(Map.entry("id", "1"), Map.entry("name", ""));
        assertThatThrownBy(() -> record.put("id", "2")).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void map_of_numbers_is_converted() {
        ReadFeed feed = ReadFeed.csv(NUMBER_MAP, "a,b", "1,2");
        assertThat(feed.records()).containsExactly(Map.of("a", 1, "b", 2));
        assertThat(ReadFeed.csv(NUMBER_MAP, "a,b", "1,x").problems())
                .containsExactly("/products.csv line 2: b was 'x' but must be a whole number that fits int");
    }

    @Test
    void tree_has_the_fields_as_text() {
        ReadFeed feed = ReadFeed.csv(JsonNode.class, "id,name", "1,Tea");
        assertThat(feed.records()).singleElement().hasToString("{\"id\":\"1\",\"name\":\"Tea\"}");
    }

    @Test
    void bean_keeps_its_own_values_where_there_is_no_column() {
        ReadFeed feed = ReadFeed.csv(Bean.class, "NAME", "Tea");
        assertThat(feed.problems()).isEmpty();
        Bean bean = (Bean) feed.records().get(0);
        assertThat(bean.getName()).isEqualTo("Tea");
        assertThat(bean.getStock()).isEqualTo(7);
    }

    @Test
    void bean_without_any_column_is_a_mistake() {
        assertThat(ReadFeed.csv(Bean.class, "x,y", "1,2").problems())
                .containsExactly("/products.csv has no column for name, stock of Bean; its columns are x, y");
    }

    @Test
    void record_component_without_column_is_a_mistake() {
        assertThat(ReadFeed.csv(Product.class, "id,title,cost", "1,Tea,2").problems())
                .containsExactly(
                        "/products.csv has no column for name, price of Product; its columns are id, title, cost");
    }

    @Test
    void two_columns_for_one_component_are_a_mistake() {
        assertThat(ReadFeed.csv(Order.class, "user-id,user_id,ship to", "1,2,x").problems())
                .containsExactly("/products.csv has two columns for userId of Order: user-id and user_id");
    }

    @Test
    void duplicate_header_is_a_mistake() {
        assertThat(ReadFeed.csv(TEXT_MAP, "id,name,id", "1,2,3").problems())
                .containsExactly("/products.csv has two columns of the name 'id'");
    }

    @Test
    void column_without_name_is_a_mistake() {
        assertThat(ReadFeed.csv(TEXT_MAP, "id,,name", "1,2,3").problems())
                .containsExactly("/products.csv has no name for column 2 in its header row");
    }

    @Test
    void ragged_rows_are_mistakes() {
        assertThat(ReadFeed.csv(TEXT_MAP, "id,name", "1", "1,2,3").problems())
                .containsExactly(
                        "/products.csv line 2: has 1 field but the header has 2 columns",
                        "/products.csv line 3: has 3 fields but the header has 2 columns");
    }

    @Test
    void one_value_of_several_columns_is_a_mistake() {
        assertThat(ReadFeed.csv(String.class, "id,name", "1,2").problems())
                .containsExactly(
                        "/products.csv has the columns id, name but a parameter of type String takes a file with"
                                + " one column");
    }

    @Test
    void list_is_no_type_for_a_row() {
        assertThat(ReadFeed.csv(LIST, "id,name", "1,2").problems())
                .containsExactly(
                        "/products.csv cannot fill a parameter of type List from CSV; it must be a record, a"
                                + " class with setters, Map<String, String>, JsonNode, or, for a file with one column, one value");
    }

    @Test
    void type_that_jackson_cannot_make_is_told_once() {
        assertThat(ReadFeed.csv(Shape.class, "name", "1", "2").problems())
                .singleElement()
                .asString()
                .startsWith("/products.csv cannot fill a parameter of type Shape: Cannot construct instance of")
                .endsWith(". Hint: use a record.");
    }

    @Test
    void empty_file_is_a_mistake() {
        assertThat(ReadFeed.csv(TEXT_MAP, "").problems())
                .containsExactly("/products.csv is empty but must begin with a header row");
    }

    @Test
    void header_alone_is_a_mistake() {
        assertThat(ReadFeed.csv(TEXT_MAP, "id,name").problems()).containsExactly("/products.csv has no records");
    }

    @Test
    void open_quote_is_a_mistake() {
        assertThat(ReadFeed.csv(TEXT_MAP, "id,name", "1,\"Tea", "2,Cup").problems())
                .containsExactly(
                        "/products.csv is not valid CSV: Unclosed quoted field at end of input (record starting at line 2)");
    }

    @Test
    void text_after_a_closing_quote_is_a_mistake() {
        assertThat(ReadFeed.csv(TEXT_MAP, "id", "1", "\"Tea\"x").problems())
                .containsExactly(
                        "/products.csv is not valid CSV: Unexpected character after closing quote: 'x' (0x78) (record"
                                + " starting at line 3)");
    }

    @Test
    void endless_field_is_a_mistake() {
        assertThat(ReadFeed.csv(TEXT_MAP, "id", "x".repeat(17 << 20)).problems())
                .singleElement()
                .asString()
                .startsWith("/products.csv is not valid CSV: The maximum buffer size of 16777216 is insufficient")
                .endsWith("(record starting at line 2)");
    }

    @Test
    void byte_order_mark_is_no_part_of_the_header() {
        assertThat(ReadFeed.csv(int.class, "\uFEFFid", "1").records()).containsExactly(1);
        assertThat(ReadFeed.csv(TEXT_MAP, "\uFEFFid", "1").records()).containsExactly(Map.of("id", "1"));
    }

    @Test
    void other_encoding_is_a_mistake() {
        byte[] latin = "name\nCafé".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ReadFeed.read(TEXT_MAP, FeedFormat.CSV, "/products.csv", latin, 1_000)
                        .problems())
                .containsExactly("/products.csv is not in UTF-8");
    }

    @Test
    void other_encoding_far_down_is_a_mistake() {
        List<String> lines = new ArrayList<>(List.of("name"));
        for (int i = 0; i < 20_000; i++) {
            lines.add("Tea" + i);
        }
        lines.add("Café");
        byte[] latin = String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(ReadFeed.read(TEXT_MAP, FeedFormat.CSV, "/products.csv", latin, 1_000_000)
                        .problems())
                .containsExactly("/products.csv is not in UTF-8");
    }

    @Test
    void file_above_the_bound_is_a_mistake() {
        byte[] content = ("name\n" + "Tea\n".repeat(10_000)).getBytes(StandardCharsets.UTF_8);
        assertThat(ReadFeed.read(TEXT_MAP, FeedFormat.CSV, "/products.csv", content, 20_000)
                        .problems())
                .containsExactly(
                        "/products.csv is larger than 20000 bytes, the most that a feed holds in memory. Hint: read"
                                + " it as a stream in a method, @Feed(\"#method\").");
        assertThat(ReadFeed.read(TEXT_MAP, FeedFormat.CSV, "/products.csv", content, content.length)
                        .problems())
                .isEmpty();
    }

    record Rest(
            Year year, YearMonth month, MonthDay day, Period period, OffsetTime time, ZoneId zone, ZoneOffset offset) {}

    @Test
    void all_types_of_java_time_are_read() {
        ReadFeed feed = ReadFeed.csv(
                Rest.class,
                "year,month,day,period,time,zone,offset",
                "2026,2026-01,--01-31,P1Y2M,08:30+01:00,Europe/Paris,+01:00",
                ",,,,,,");
        assertThat(feed.problems()).isEmpty();
        assertThat(feed.records())
                .containsExactly(
                        new Rest(
                                Year.of(2026),
                                YearMonth.of(2026, 1),
                                MonthDay.of(1, 31),
                                Period.of(1, 2, 0),
                                OffsetTime.parse("08:30+01:00"),
                                ZoneId.of("Europe/Paris"),
                                ZoneOffset.ofHours(1)),
                        new Rest(null, null, null, null, null, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-128", "127", "007", "+5", " 5 "})
    void byte_at_its_bounds_is_read(String text) {
        assertThat(ReadFeed.csv(byte.class, "x", text).records()).containsExactly(Byte.valueOf(text.strip()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "+1.5", " 1.5 ", ".5", "5.", "1e300", "-4.9e-324", "007"})
    void double_is_read_as_java_reads_it(String text) {
        assertThat(ReadFeed.csv(double.class, "x", text).records()).containsExactly(Double.valueOf(text.strip()));
    }

    @Test
    void lines_of_blanks_are_skipped_where_they_cannot_be_a_record() {
        assertThat(ReadFeed.csv(TEXT_MAP, "a,b", "  ", "1,2", "\t", "").records())
                .containsExactly(Map.of("a", "1", "b", "2"));
        assertThat(ReadFeed.csv(String.class, "a", "  ", "x").records()).containsExactly("  ", "x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void wide_encoding_without_a_mark_is_a_mistake(String charset) {
        byte[] wide = "a,b\n1,2".getBytes(Charset.forName(charset));
        assertThat(ReadFeed.read(TEXT_MAP, FeedFormat.CSV, "/products.csv", wide, 1_000)
                        .problems())
                .containsExactly("/products.csv is not in UTF-8: it has NUL characters in its header row");
    }

    @Test
    void nul_in_a_row_is_a_mistake() {
        assertThat(ReadFeed.csv(TEXT_MAP, "a,b", "1,x\0").problems())
                .containsExactly("/products.csv line 2: has a NUL character; is the file in UTF-8?");
    }

    record Same(int userId, int userid) {}

    @Test
    void names_that_differ_in_case_alone_are_matched_exactly() {
        assertThat(ReadFeed.csv(Same.class, "userid,userId", "1,2").records()).containsExactly(new Same(2, 1));
    }

    @Test
    void wrong_key_of_a_map_is_told() {
        Type type = new TypeReference<Map<Color, Integer>>() {}.getType();
        assertThat(ReadFeed.csv(type, "RED,BLUE", "1,2").problems())
                .containsExactly("/products.csv line 2: was 'BLUE' but must be one of RED, GREEN");
    }

    @Test
    void file_that_does_not_fit_into_the_heap_is_a_mistake() {
        List<String> problems = new ArrayList<>();
        FeedSpec spec =
                new FeedSpec("/products.csv", FeedStrategy.CIRCULAR, TEXT_MAP, getClass(), null, 1, WorkerShare.WHOLE);
        new FileSource(
                        () -> {
                            throw new OutOfMemoryError("Java heap space");
                        },
                        FeedFormat.CSV,
                        1_000)
                .read(spec, FeedType.of(TEXT_MAP), new FeedMistakes("/products.csv", problems));
        assertThat(problems)
                .containsExactly("/products.csv does not fit into the heap of "
                        + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MiB. Hint: raise -Xmx of the test's JVM, or read it as a stream in a method,"
                        + " @Feed(\"#method\").");
    }
}
