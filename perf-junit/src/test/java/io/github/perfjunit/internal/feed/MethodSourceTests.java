// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.WorkerShare;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MethodSourceTests {

    private static final String ALLOWED = "a Stream, Iterable, Iterator or array";

    private final List<String> problems = new ArrayList<>();
    private final Random random = new Random(1);

    static class Base {
        static List<String> inherited() {
            return List.of("a", "b");
        }
    }

    @SuppressWarnings({"unused", "DoNotCallSuggester"})
    static class Data extends Base {

        private final AtomicInteger made = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        static Stream<String> stream() {
            return Stream.of("a", "b");
        }

        static Iterator<String> iterator() {
            return List.of("a", "b").iterator();
        }

        private String[] array() {
            return new String[] {"a", "b"};
        }

        static Iterable<String> iterable() {
            return () -> List.of("a", "b").iterator();
        }

        static Object object() {
            return List.of("a", "b");
        }

        static IntStream numbers() {
            return IntStream.of(1, 2);
        }

        static int[] primitives() {
            return new int[] {1, 2};
        }

        static List<Object> wrong() {
            return Arrays.asList("a", 1, null, "b");
        }

        static List<String> none() {
            return List.of();
        }

        static List<String> nothing() {
            return null;
        }

        static String text() {
            return "a";
        }

        static Object hiddenText() {
            return "a";
        }

        static List<String> of(int size) {
            return List.of();
        }

        static List<String> failing() {
            throw new IllegalStateException("no database");
        }

        static List<String> fatal() {
            throw new OutOfMemoryError("test");
        }

        static Stream<String> failingLater() {
            return Stream.of("a").map(text -> {
                throw new IllegalStateException("no network");
            });
        }

        static Stream<Object> wrongLater() {
            return Stream.concat(IntStream.range(0, 2_000).mapToObj(i -> "a"), Stream.generate(() -> 1));
        }

        Stream<String> endless() {
            return Stream.generate(() -> "e" + made.getAndIncrement()).onClose(closed::incrementAndGet);
        }

        Stream<String> limited() {
            return Stream.generate(() -> "e" + made.getAndIncrement()).limit(1_500);
        }

        Stream<String> closing() {
            return Stream.of("a", "b").onClose(closed::incrementAndGet);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "iterator", "array", "iterable", "object", "inherited", "stream()"})
    void everything_with_elements_is_read(String method) throws InterruptedException {
        Feeder feed =
                load("#" + method, FeedStrategy.ONCE, String.class, new Data()).orElseThrow();
        assertThat(List.of(next(feed), next(feed), next(feed))).containsExactly("a", "b", FeedExhausted.INSTANCE);
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"numbers", "primitives"})
    void primitive_elements_fill_primitive_parameters(String method) throws InterruptedException {
        Feeder feed = load("#" + method, FeedStrategy.CIRCULAR, int.class, null).orElseThrow();
        assertThat(List.of(next(feed), next(feed), next(feed))).containsExactly(1, 2, 1);
    }

    @Test
    void method_of_another_class_is_called() throws InterruptedException {
        FeedSpec spec = new FeedSpec(
                Data.class.getName() + "#stream",
                FeedStrategy.ONCE,
                String.class,
                MethodSourceTests.class,
                null,
                1,
                WorkerShare.WHOLE);
        assertThat(next(Feeder.load(spec, problems).orElseThrow())).isEqualTo("a");
    }

    @Test
    void elements_of_another_type_are_mistakes() {
        assertMistakes(
                "#wrong",
                "#wrong element 2: was an Integer but must be a String",
                "#wrong element 3: was null but must be a String");
    }

    @Test
    void no_elements_are_a_mistake() {
        assertMistakes("#none", "#none has no records");
    }

    @Test
    void null_is_a_mistake() {
        assertMistakes("#nothing", "#nothing returned null but must return " + ALLOWED);
    }

    @Test
    void other_return_type_is_a_mistake() {
        assertMistakes("#text", "#text returns java.lang.String but must return " + ALLOWED);
        assertMistakes("#hiddenText", "#hiddenText returned a java.lang.String but must return " + ALLOWED);
    }

    @Test
    void parameters_are_a_mistake() {
        assertMistakes("#of", "#of names a method with parameters but it must have none");
    }

    @Test
    void missing_method_is_a_mistake() {
        assertMistakes("#missing", "#missing was not found: " + Data.class.getName() + " has no method 'missing'");
    }

    @Test
    void missing_class_is_a_mistake() {
        assertMistakes(
                "com.example.Missing#all",
                "com.example.Missing#all was not found: there is no class com.example.Missing. Hint: write a nested class"
                        + " as pkg.Outer$Inner.");
    }

    @Test
    void instance_method_without_instance_is_a_mistake() {
        assertMistakes(
                "#array",
                "#array names an instance method of " + Data.class.getName()
                        + " but it must be static unless it belongs to the test class");
    }

    @Test
    void exception_of_the_method_is_told() {
        assertMistakes("#failing", "#failing threw java.lang.IllegalStateException: no database");
        assertMistakes("#failingLater", "#failingLater threw java.lang.IllegalStateException: no network");
    }

    @Test
    void fatal_error_of_the_method_goes_on() {
        assertThatThrownBy(() -> load("#fatal", FeedStrategy.ONCE, String.class, null))
                .isInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void endless_stream_is_read_as_needed() throws InterruptedException {
        Data data = new Data();
        Feeder feed =
                load("#endless", FeedStrategy.CIRCULAR, String.class, data).orElseThrow();
        assertThat(data.made).hasValueLessThanOrEqualTo(MethodElements.LOOK_AHEAD + 1);
        for (int i = 0; i < 3_000; i++) {
            assertThat(next(feed)).isEqualTo("e" + i);
        }
        assertThat(data.closed).hasValue(0);
        feed.close();
        assertThat(data.closed).hasValue(1);
    }

    @Test
    void stream_that_ends_later_starts_again_or_is_used_up() throws InterruptedException {
        Feeder circular = load("#limited", FeedStrategy.CIRCULAR, String.class, new Data())
                .orElseThrow();
        Feeder once =
                load("#limited", FeedStrategy.ONCE, String.class, new Data()).orElseThrow();
        for (int i = 0; i < 1_500; i++) {
            assertThat(next(circular)).isEqualTo("e" + i);
            assertThat(next(once)).isEqualTo("e" + i);
        }
        assertThat(List.of(next(circular), next(circular))).containsExactly("e0", "e1");
        assertThat(List.of(next(once), next(once))).containsExactly(FeedExhausted.INSTANCE, FeedExhausted.INSTANCE);
    }

    @Test
    void endless_stream_cannot_be_drawn_from_or_dealt_out() {
        for (FeedStrategy strategy : List.of(FeedStrategy.RANDOM, FeedStrategy.UNIQUE_PER_USER)) {
            problems.clear();
            assertThat(load("#endless", strategy, String.class, new Data())).isEmpty();
            assertThat(problems)
                    .containsExactly("#endless has more than 1,000,000 elements, which " + strategy
                            + " cannot hold; use CIRCULAR or ONCE, or limit the stream");
        }
    }

    @Test
    void wrong_element_of_an_endless_stream_is_told_when_it_comes() throws InterruptedException {
        Feeder feed = load("#wrongLater", FeedStrategy.ONCE, String.class, null).orElseThrow();
        for (int i = 0; i < 2_000; i++) {
            assertThat(next(feed)).isEqualTo("a");
        }
        assertThatThrownBy(() -> next(feed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("#wrongLater element 2001: was an Integer but must be a String");
    }

    @Test
    void stream_is_closed_once_it_is_read() {
        Data data = new Data();
        assertThat(load("#closing", FeedStrategy.CIRCULAR, String.class, data)).isPresent();
        assertThat(data.closed).hasValue(1);
    }

    private void assertMistakes(String value, String... expected) {
        problems.clear();
        assertThat(load(value, FeedStrategy.CIRCULAR, String.class, null)).isEmpty();
        assertThat(problems).containsExactly(expected);
    }

    private Optional<Feeder> load(String value, FeedStrategy strategy, Type type, Data instance) {
        return Feeder.load(new FeedSpec(value, strategy, type, Data.class, instance, 1, WorkerShare.WHOLE), problems);
    }

    private Object next(Feeder feed) throws InterruptedException {
        return feed.next(0, random);
    }
}
