// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.http.HttpFailure;
import io.github.perfjunit.http.HttpRequest;
import io.github.perfjunit.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Many random answers to one user, whose connection lives on where it may. A failure names its seed; with
 * {@code -Dfuzz.seed} and {@code -Dfuzz.count} others are tried.
 */
class WireFuzzTests {

    private static final long SEED = Long.getLong("fuzz.seed", 20261121);
    private static final int COUNT = Integer.getInteger("fuzz.count", 400);
    private static final String KINDS = "timeout|reset|closed|protocol|too large|redirect|[1-9][0-9][0-9]";

    /** Writes the answer to the request at hand, and returns whether the connection goes on. */
    @FunctionalInterface
    private interface Answer {
        boolean write(RawServer.Exchange exchange) throws Exception;
    }

    private volatile Answer answer;
    private final RawServer server = RawServer.running(this::serve);
    private final TestUser user = new TestUser(server.url());

    @AfterEach
    void close() {
        user.close();
        server.close();
    }

    private void serve(RawServer.Exchange exchange) throws Exception {
        for (String head = exchange.readHead(); head != null; head = exchange.readHead()) {
            if (head.startsWith("GET /next/")) {
                exchange.write(RawServer.ok(head.substring(5, head.indexOf(" HTTP"))));
            } else if (!answer.write(exchange)) {
                return;
            }
        }
    }

    @Test
    void validAnswer_cutIntoSegments_isReadTheSame() {
        for (long seed = SEED; seed < SEED + COUNT; seed++) {
            Random random = new Random(seed);
            RandomAnswer valid = RandomAnswer.of(random);
            Random cuts = new Random(random.nextLong());
            answer = exchange -> {
                writeInPieces(exchange, valid.bytes(), cuts);
                return !valid.toTheEnd();
            };
            boolean discarded = random.nextBoolean();
            HttpRequest request = user.http.request("POST", "/x").timeout(Duration.ofSeconds(10));
            Response response = (discarded ? request.discardBody() : request).send();

            assertThat(response.status()).as("seed " + seed).isEqualTo(valid.status());
            assertThat(response.size()).as("seed " + seed).isEqualTo(valid.body().length);
            if (!discarded) {
                assertThat(response.bytes()).as("seed " + seed).isEqualTo(valid.body());
            }
            assertNextIsRight(seed);
        }
    }

    @Test
    void damagedAnswer_endsInAnAnswerOrAKnownFailure_andTheNextOneIsRight() {
        int failures = 0;
        for (long seed = SEED; seed < SEED + COUNT; seed++) {
            Random random = new Random(seed);
            byte[] damaged = damaged(RandomAnswer.of(random).bytes(), random);
            boolean reset = random.nextInt(10) == 0;
            answer = exchange -> {
                exchange.write(damaged);
                if (reset) {
                    exchange.reset();
                }
                return false;
            };
            HttpRequest request = user.http.request("POST", "/x").timeout(Duration.ofSeconds(5));
            failures += fails(random.nextBoolean() ? request.discardBody() : request, seed) ? 1 : 0;
            assertNextIsRight(seed);
        }
        // Neither a set of answers nobody damaged nor one of which nothing is left.
        assertThat(failures).isBetween(COUNT / 4, COUNT - COUNT / 10);
    }

    private static boolean fails(HttpRequest request, long seed) {
        long started = System.nanoTime();
        boolean failed = false;
        try {
            request.send();
        } catch (HttpFailure e) {
            failed = true;
            assertThat(e.kind()).as("seed " + seed + ": " + e.getMessage()).matches(KINDS);
            assertThat(e.getMessage()).as("seed " + seed).matches("\\P{Cntrl}{1,300}");
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
        assertThat(System.nanoTime() - started).as("seed " + seed).isLessThan(TimeUnit.SECONDS.toNanos(4));
        return failed;
    }

    private void assertNextIsRight(long seed) {
        String text;
        try {
            text = user.http.get("/next/{seed}", seed).send().text();
        } catch (HttpFailure e) {
            throw new AssertionError("next request after seed " + seed, e);
        }
        assertThat(text).as("next request after seed " + seed).isEqualTo("next/" + seed);
    }

    private static void writeInPieces(RawServer.Exchange exchange, byte[] bytes, Random random) throws IOException {
        int from = 0;
        while (from < bytes.length) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 10 : 5000));
            exchange.write(Arrays.copyOfRange(bytes, from, to));
            from = to;
            if (random.nextInt(4) == 0) {
                LockSupport.parkNanos(random.nextInt(300_000));
            }
        }
    }

    private static byte[] damaged(byte[] valid, Random random) {
        byte[] damaged = valid;
        if (random.nextBoolean()) {
            damaged = Arrays.copyOf(damaged, random.nextInt(damaged.length));
        }
        // The head is where damage hurts.
        int reach = Math.min(damaged.length, random.nextInt(4) == 0 ? damaged.length : 200);
        for (int i = random.nextInt(4); i > 0 && reach > 0; i--) {
            int at = random.nextInt(reach);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(damaged, 0, at);
            int kind = random.nextInt(4);
            if (kind < 2) {
                out.write(someByte(random));
            }
            int rest = kind == 1 ? at : Math.min(damaged.length, at + 1 + (kind == 3 ? random.nextInt(20) : 0));
            out.write(damaged, rest, damaged.length - rest);
            damaged = out.toByteArray();
            reach = Math.min(reach, damaged.length);
        }
        return damaged;
    }

    private static int someByte(Random random) {
        String marks = "\r\n :;,-+0123456789abcfx\0\t\"";
        return random.nextBoolean() ? random.nextInt(256) : marks.charAt(random.nextInt(marks.length()));
    }
}
