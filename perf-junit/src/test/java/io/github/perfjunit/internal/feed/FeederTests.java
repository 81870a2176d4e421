// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.load.FeedStrategy;
import io.github.perfjunit.load.WorkerShare;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeederTests {

    private final List<String> problems = new ArrayList<>();

    @SuppressWarnings("unused")
    static List<Integer> seven() {
        return IntStream.range(0, 7).boxed().toList();
    }

    @SuppressWarnings("unused")
    static List<Integer> one() {
        return List.of(0);
    }

    @SuppressWarnings("unused")
    static Stream<Integer> endless() {
        return Stream.iterate(0, i -> i + 1);
    }

    @SuppressWarnings("unused")
    static Stream<Integer> many() {
        return Stream.iterate(0, i -> i + 1).limit(2_001);
    }

    @SuppressWarnings("unused")
    static List<Integer> thousands() {
        return IntStream.range(0, 10_000).boxed().toList();
    }

    @Test
    void circular_goes_round() throws InterruptedException {
        assertThat(take("#seven", FeedStrategy.CIRCULAR, WorkerShare.WHOLE, 9))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 0, 1);
    }

    @Test
    void once_ends() throws InterruptedException {
        assertThat(take("#seven", FeedStrategy.ONCE, WorkerShare.WHOLE, 9))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, FeedExhausted.INSTANCE, FeedExhausted.INSTANCE);
    }

    @Test
    void random_follows_the_users_numbers() throws InterruptedException {
        Random expected = new Random(42);
        Feeder feed = load("#seven", FeedStrategy.RANDOM, WorkerShare.WHOLE, 1).orElseThrow();
        Random user = new Random(42);
        for (int i = 0; i < 20; i++) {
            assertThat(feed.next(3, user)).isEqualTo(expected.nextInt(7));
        }
    }

    @Test
    void unique_per_user_is_the_same_for_a_user() throws InterruptedException {
        Feeder feed = load("#seven", FeedStrategy.UNIQUE_PER_USER, new WorkerShare(1, 3), 7)
                .orElseThrow();
        assertThat(feed.next(4, new Random(1))).isEqualTo(4);
        assertThat(feed.next(4, new Random(1))).isEqualTo(4);
        assertThat(feed.next(6, new Random(1))).isEqualTo(6);
    }

    @Test
    void fewer_records_than_users_are_a_mistake() {
        assertThat(load("#seven", FeedStrategy.UNIQUE_PER_USER, WorkerShare.WHOLE, 1_500))
                .isEmpty();
        assertThat(load("#one", FeedStrategy.UNIQUE_PER_USER, WorkerShare.WHOLE, 2))
                .isEmpty();
        assertThat(problems)
                .containsExactly(
                        "#seven has 7 records but UNIQUE_PER_USER needs one for each of the 1,500 users",
                        "#one has 1 record but UNIQUE_PER_USER needs one for each of the 2 users");
    }

    @Test
    void share_takes_its_own_records() throws InterruptedException {
        assertThat(take("#seven", FeedStrategy.CIRCULAR, new WorkerShare(0, 3), 4))
                .containsExactly(0, 3, 6, 0);
        assertThat(take("#seven", FeedStrategy.CIRCULAR, new WorkerShare(2, 3), 4))
                .containsExactly(2, 5, 2, 5);
        assertThat(take("#seven", FeedStrategy.ONCE, new WorkerShare(1, 3), 3))
                .containsExactly(1, 4, FeedExhausted.INSTANCE);
    }

    @Test
    void share_of_an_endless_method_takes_its_own_elements() throws InterruptedException {
        assertThat(take("#endless", FeedStrategy.CIRCULAR, new WorkerShare(1, 3), 3))
                .containsExactly(1, 4, 7);
        List<Object> taken = take("#many", FeedStrategy.CIRCULAR, new WorkerShare(0, 2), 1_003);
        assertThat(taken.subList(1_000, 1_003)).containsExactly(2_000, 0, 2);
    }

    @Test
    void share_without_records_is_used_up_at_once() throws InterruptedException {
        assertThat(take("#one", FeedStrategy.ONCE, new WorkerShare(1, 2), 1)).containsExactly(FeedExhausted.INSTANCE);
    }

    @Test
    void share_without_records_cannot_go_round() {
        assertThat(load("#one", FeedStrategy.CIRCULAR, new WorkerShare(1, 2), 1))
                .isEmpty();
        assertThat(problems).containsExactly("#one has 1 record but needs at least one for each of the 2 workers");
    }

    @Test
    void stream_above_the_limit_is_not_kept() throws InterruptedException {
        FeedSpec spec = spec("#many", FeedStrategy.CIRCULAR, WorkerShare.WHOLE, 1);
        FeedRecords records =
                new FeedRecords(List.of(0, 1), Collections.<Object>nCopies(3, 2).iterator(), () -> {});
        Draw draw = new StreamedDraw(spec, records, records.rest(), 4);
        List<Object> taken = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            taken.add(draw.next(0, new Random(1)));
        }
        assertThat(taken).containsExactly(0, 1, 2, 2, 2, FeedExhausted.INSTANCE);
    }

    @Test
    void interrupted_user_does_not_wait_for_an_endless_method() {
        Feeder feed = load("#endless", FeedStrategy.ONCE, WorkerShare.WHOLE, 1).orElseThrow();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> feed.next(0, new Random(1))).isInstanceOf(InterruptedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"#thousands", "#endless"})
    void users_at_the_same_time_never_share_a_record(String method) throws InterruptedException {
        Feeder feed = load(method, FeedStrategy.ONCE, WorkerShare.WHOLE, 1).orElseThrow();
        Set<Object> taken = ConcurrentHashMap.newKeySet();
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        List<Thread> users = IntStream.range(0, 4)
                .mapToObj(user -> new Thread(() -> {
                    try {
                        for (int i = 0; i < 2_500; i++) {
                            taken.add(feed.next(user, new Random(user)));
                        }
                    } catch (InterruptedException e) {
                        failures.add(e);
                    }
                }))
                .toList();
        users.forEach(Thread::start);
        for (Thread user : users) {
            user.join();
        }
        assertThat(failures).isEmpty();
        assertThat(taken).hasSize(10_000).contains(0, 9_999).doesNotContain(FeedExhausted.INSTANCE);
    }

    private List<Object> take(String value, FeedStrategy strategy, WorkerShare share, int count)
            throws InterruptedException {
        List<Object> taken = new ArrayList<>();
        try (Feeder feed = load(value, strategy, share, 1).orElseThrow()) {
            for (int i = 0; i < count; i++) {
                taken.add(feed.next(i, new Random(1)));
            }
        }
        return taken;
    }

    private Optional<Feeder> load(String value, FeedStrategy strategy, WorkerShare share, int users) {
        return Feeder.load(spec(value, strategy, share, users), problems);
    }

    private static FeedSpec spec(String value, FeedStrategy strategy, WorkerShare share, int users) {
        return new FeedSpec(value, strategy, int.class, FeederTests.class, null, users, share);
    }
}
