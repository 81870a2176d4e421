// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTests {

    private static final String ALLOWED =
            "; allowed are numbers, :variables, + - * / %, parentheses and the functions abs,"
                    + " double, greatest, int, least, mod, permute, random, random_exponential, random_gaussian,"
                    + " random_zipfian";

    /** :a is 7, :b is 2.5. */
    private static Variables variables() {
        Variables variables = Variables.zeros(2, new Random(42));
        variables.set(0, 7L);
        variables.set(1, 2.5);
        return variables;
    }

    private static Expression parse(String text) {
        return ExpressionParser.parse(text, name -> name.equals("a") ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 1",
                "-1 | -1",
                "- -1 | 1",
                "+3 | 3",
                "1 + 2 * 3 | 7",
                "(1 + 2) * 3 | 9",
                "2 - 3 - 4 | -5",
                "2-3 | -1",
                "7 / 2 | 3",
                "-7 / 2 | -3",
                "-7 % 3 | -1",
                "7.6 % 5 | 3",
                "100 / 10 / 5 | 2",
                "-:a + 10 | 3",
                ":a*:a | 49",
                "-9223372036854775808 | -9223372036854775808",
                "abs(-5) | 5",
                "least(3, 1, 2) | 1",
                "greatest(3, 1, 2) | 3",
                "greatest(:a) | 7",
                "mod(-7, 3) | -1",
                "int(5.4 + 3.8) | 9",
                "int(2.5) | 2",
                "int(:b) | 2",
                "permute(13, 1) | 0",
                "random(4, 4) | 4",
                "random(3.6, 4.4) | 4",
                "random_gaussian(4, 4, 2.5) | 4",
                "random_exponential(4, 4, 1) | 4",
                "random_zipfian(4, 4, 1.5) | 4"
            })
    void integer_ofWholeNumbers_isWhole(String text, long value) {
        Expression expression = parse(text);

        assertThat(expression.isReal(variables())).isFalse();
        assertThat(expression.integer(variables())).isEqualTo(value);
        assertThat(expression.real(variables())).isEqualTo((double) value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5 | 1.5 | 2",
                ".5 | 0.5 | 0",
                "3. | 3 | 3",
                "1e3 | 1000 | 1000",
                "-1.5E-1 | -0.15 | 0",
                "7 / 2.0 | 3.5 | 4",
                ":a - 0.5 | 6.5 | 6",
                ":b * 2 | 5 | 5",
                "1 + :b | 3.5 | 4",
                "double(7) / 2 | 3.5 | 4",
                "abs(-1.25) | 1.25 | 1",
                "least(3, 1.5) | 1.5 | 2",
                "greatest(3, 1.5) | 3 | 3"
            })
    void real_ofDecimals_isDecimalAndRoundsToWhole(String text, double value, long rounded) {
        Expression expression = parse(text);

        assertThat(expression.isReal(variables())).isTrue();
        assertThat(expression.real(variables())).isEqualTo(value);
        assertThat(expression.integer(variables())).isEqualTo(rounded);
    }

    @Test
    void random_whenDrawnOften_staysInItsBounds() {
        Variables variables = variables();
        Expression random = parse("random(1, 10 * :a) + permute(random(0, 9), 10, 3)");

        for (int i = 0; i < 1000; i++) {
            assertThat(random.integer(variables)).isBetween(1L, 79L);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ":a / (:a - 7) | division by zero",
                ":b / (:a - 7) | division by zero",
                ":a % (:a - 7) | division by zero",
                "9223372036854775807 + :a | long overflow",
                "int(1e30 * :a) | a decimal number is too large for a whole one"
            })
    void value_thatCannotBe_fails(String text, String message) {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> {
                    Expression expression = parse(text);
                    if (expression.isReal(variables())) {
                        expression.real(variables());
                    } else {
                        expression.integer(variables());
                    }
                })
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1 + | the expression is not complete",
                "(1 | a ')' is missing at the end of the expression",
                "random(1, 2 | a ')' is missing at the end of the expression",
                "1e | '1e' is not a number of up to 64 bits",
                "12x | '12x' is not a number of up to 64 bits",
                "1.2.3 | '1.2.3' is not a number of up to 64 bits",
                "9223372036854775808 | '9223372036854775808' is not a number of up to 64 bits",
                "random(1) | random() has 1 but takes 2 arguments",
                "abs() | abs() has 0 but takes 1 argument",
                "permute(1) | permute() has 1 but takes 2 or 3 arguments",
                "least() | least() has 0 but takes 1 or more arguments",
                "random(2, 1) | random(): the lower bound must not be above the upper one",
                "random_zipfian(1, 10, 0.5) | random_zipfian(): the parameter must be from 1.001 to 1000",
                "random_gaussian(1, 10, 1) | random_gaussian(): the parameter must be at least 2 and finite",
                "random_exponential(1, 10, 0) | random_exponential(): the parameter must be above zero and finite",
                "permute(1, 0) | permute(): the size must be above zero",
                "abs(1 / 0) | abs(): division by zero"
            })
    void parse_ofAMistake_saysWhatIsWrong(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> parse(text)).withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 = 2", "1 2", "1 +* 2", "1 < 2", ")", ":", ":1"})
    void parse_ofSomethingElse_saysWhatIsAllowed(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(text))
                .withMessageMatching("(?s)'.*' was not expected here\\Q" + ALLOWED + "\\E");
    }

    @Test
    void parse_ofUnknownNames_saysWhatIsKnown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("hash(1)"))
                .withMessage("there is no function 'hash'" + ALLOWED);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("a + 1"))
                .withMessage("'a' is neither a function nor a variable, which is written :name" + ALLOWED);
    }

    @Test
    void parse_ofHostileNesting_endsInAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("(".repeat(900)))
                .withMessage("parentheses are nested more than 100 deep");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("1" + "+1".repeat(1000)))
                .withMessage("an expression has at most 1000 characters");
    }
}
