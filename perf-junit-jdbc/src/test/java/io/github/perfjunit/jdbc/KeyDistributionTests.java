// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyDistributionTests {

    private static final int DRAWS = 100_000;

    /** Probabilities worked out by hand. */
    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(KeyDistribution.uniform(-1, 2), new double[] {0.25, 0.25, 0.25, 0.25}),
                // 1 + 1/4 + 1/9 = 49/36
                Arguments.of(KeyDistribution.zipfian(1, 3, 2), new double[] {36.0 / 49, 9.0 / 49, 4.0 / 49}),
                // 1 + 1/sqrt(8) + 1/sqrt(27) + 1/8 = 1.671003
                Arguments.of(
                        KeyDistribution.zipfian(7, 10, 1.5), new double[] {0.598443, 0.211582, 0.115170, 0.074805}),
                // The normal distribution between -2, -1, 0, 1 and 2, of 0.954500 between -2 and 2.
                Arguments.of(KeyDistribution.gaussian(1, 4, 2), new double[] {0.142384, 0.357616, 0.357616, 0.142384}),
                // The integral of 4^-x from 0 to 1/2 and to 1: (1 - 1/2) to (1 - 1/4).
                Arguments.of(KeyDistribution.exponential(0, 1, Math.log(4)), new double[] {2.0 / 3, 1.0 / 3}),
                // The same with e^-3 at the end: each third has e^-1 of the one before; 1 + e^-1 + e^-2 = 1.503215.
                Arguments.of(KeyDistribution.exponential(5, 7, 3), new double[] {0.665241, 0.244728, 0.090031}));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void next_whenDrawnManyTimes_hasTheProbabilitiesOfItsFormula(KeyDistribution keys, double[] probabilities) {
        int[] counts = counts(keys, probabilities.length);

        double chiSquare = IntStream.range(0, counts.length)
                .mapToDouble(i -> Math.pow(counts[i] - DRAWS * probabilities[i], 2) / (DRAWS * probabilities[i]))
                .sum();
        // 99.9 % of samples are below 16.3 with three degrees of freedom, and lower with fewer.
        assertThat(chiSquare).isLessThan(16.3);
    }

    @Test
    void next_whenZipfianOverAMillion_givesTheFirstKeyItsShare() {
        KeyDistribution keys = KeyDistribution.zipfian(1, 1_000_000, 1.1);
        Random random = new Random(7);

        long first =
                IntStream.range(0, DRAWS).filter(i -> keys.next(random) == 1).count();

        double all = LongStream.rangeClosed(1, 1_000_000)
                .mapToDouble(k -> Math.pow((double) k, -1.1))
                .sum();
        assertThat(1 / all).isEqualTo(0.124, within(0.0005));
        assertThat((double) first / DRAWS).isEqualTo(1 / all, within(0.004));
    }

    @Test
    void next_whenSpread_drawsOtherKeysAsOften() {
        KeyDistribution plain = KeyDistribution.zipfian(1, 10, 1.5);
        int[] expected = counts(plain, 10);
        int[] spread = counts(plain.spread(), 10);

        assertThat(spread).isNotEqualTo(expected);
        assertThat(IntStream.of(spread).sorted().toArray())
                .isEqualTo(IntStream.of(expected).sorted().toArray());
        assertThat(counts(plain.spread(3), 10)).isNotEqualTo(spread);
    }

    @Test
    void next_withTheSameSeed_drawsTheSameKeys() {
        KeyDistribution keys = KeyDistribution.gaussian(1, 1000, 3).spread();

        assertThat(keys(keys, 5)).isEqualTo(keys(keys, 5)).isNotEqualTo(keys(keys, 6));
    }

    @Test
    void next_atTheEdges_staysInside() {
        Random random = new Random(1);
        for (KeyDistribution keys : new KeyDistribution[] {
            KeyDistribution.uniform(5, 5).spread(),
            KeyDistribution.zipfian(5, 5, 1.001),
            KeyDistribution.gaussian(5, 5, 1e300),
            KeyDistribution.exponential(5, 5, 1e-9),
            KeyDistribution.exponential(5, 5, 1e300)
        }) {
            assertThat(keys.next(random)).isEqualTo(5);
        }
        long most = Long.MAX_VALUE - 1;
        for (KeyDistribution keys : new KeyDistribution[] {
            KeyDistribution.uniform(0, most).spread(),
            KeyDistribution.zipfian(0, most, 1000),
            KeyDistribution.gaussian(0, most, 2).spread(9),
            KeyDistribution.exponential(0, most, 1e-300)
        }) {
            assertThat(keys.next(random)).isBetween(0L, most);
        }
    }

    /** With a parameter of 2 half of the large numbers are to be taken, though 1 + 1 / x is 1 for them. */
    @ParameterizedTest
    @CsvSource({"0.49, 1152921504606846976", "0.51, 2"})
    void next_whenZipfianOverAHugeRange_takesLargeKeysAsOftenAsItShould(double height, long key) {
        // 2^60 is drawn, then 2, which is always taken at the height zero.
        Iterator<Double> draws = List.of(Math.pow(2, -60), height, 0.5, 0.0).iterator();

        assertThat(KeyDistribution.zipfian(1, Long.MAX_VALUE - 1, 2).next(scripted(draws)))
                .isEqualTo(key);
    }

    @Test
    void next_whenZipfianOverARangeThatNoDoubleHolds_staysInside() {
        long most = (1L << 62) - 1; // 2^62 as a double
        Iterator<Double> draws = List.of(Math.pow(2, -62), 0.0, 0.5, 0.0).iterator();

        assertThat(KeyDistribution.zipfian(1, most, 2).next(scripted(draws))).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-9, 1e-15, 1e-300})
    void next_whenExponentialIsNearlyLevel_isNearlyUniform(double parameter) {
        KeyDistribution keys = KeyDistribution.exponential(0, 999_999, parameter);

        assertThat(keys.next(scripted(List.of(0.25).iterator()))).isBetween(249_999L, 250_001L);
        assertThat(keys.next(scripted(List.of(0.999).iterator()))).isBetween(998_999L, 999_001L);
    }

    private static RandomGenerator scripted(Iterator<Double> draws) {
        return new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new UnsupportedOperationException();
            }

            @Override
            public double nextDouble() {
                return draws.next();
            }
        };
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        () -> KeyDistribution.uniform(2, 1),
                        "KeyDistribution.uniform(2, 1): the lower bound must not be above the upper one"),
                mistake(
                        () -> KeyDistribution.uniform(-1, Long.MAX_VALUE),
                        "KeyDistribution.uniform(-1, 9223372036854775807): the bounds must not be further apart than"
                                + " 9223372036854775806"),
                mistake(
                        () -> KeyDistribution.zipfian(1, 2, 1),
                        "KeyDistribution.zipfian(1, 2, 1.0): the parameter must be from 1.001 to 1000"),
                mistake(
                        () -> KeyDistribution.zipfian(1, 2, Double.NaN),
                        "KeyDistribution.zipfian(1, 2, NaN): the parameter must be from 1.001 to 1000"),
                mistake(
                        () -> KeyDistribution.zipfian(1, 2, 1000.5),
                        "KeyDistribution.zipfian(1, 2, 1000.5): the parameter must be from 1.001 to 1000"),
                mistake(
                        () -> KeyDistribution.gaussian(1, 2, 1.9),
                        "KeyDistribution.gaussian(1, 2, 1.9): the parameter must be at least 2 and finite"),
                mistake(
                        () -> KeyDistribution.exponential(1, 2, 0),
                        "KeyDistribution.exponential(1, 2, 0.0): the parameter must be above zero and finite"));
    }

    private static Arguments mistake(Supplier<KeyDistribution> distribution, String message) {
        return Arguments.of(distribution, message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void factories_withBadValues_saySo(Supplier<KeyDistribution> distribution, String message) {
        assertThatIllegalArgumentException().isThrownBy(distribution::get).withMessage(message);
    }

    @Test
    void toString_namesShapeAndOrder() {
        assertThat(KeyDistribution.zipfian(1, 9, 1.1).spread()).hasToString("zipfian(1, 9, 1.1).spread()");
        assertThat(KeyDistribution.uniform(1, 9).spread(4)).hasToString("uniform(1, 9).spread(4)");
        assertThat(KeyDistribution.gaussian(1, 9, 2).max()).isEqualTo(9);
    }

    private static int[] counts(KeyDistribution keys, int size) {
        Random random = new Random(42);
        int[] counts = new int[size];
        for (int i = 0; i < DRAWS; i++) {
            counts[(int) (keys.next(random) - keys.min())]++;
        }
        return counts;
    }

    private static long[] keys(KeyDistribution keys, long seed) {
        Random random = new Random(seed);
        return LongStream.generate(() -> keys.next(random)).limit(50).toArray();
    }
}
