// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.perfjunit.analysis.Recovery.Verdict;
import io.github.perfjunit.analysis.Recovery.Window;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** One window a letter: g is usual, s slow, e has failures, n nothing. */
    private static List<Window> windows(String letters) {
        return letters.chars().mapToObj(RecoveryTests::window).toList();
    }

    private static Window window(int letter) {
        return switch (letter) {
            case 'g' -> new Window(100, 0, 10e6);
            case 'l' -> new Window(100, 0, 20e6);
            case 's' -> new Window(100, 0, 20.1e6);
            case 'e' -> new Window(99, 1, 10e6);
            default -> new Window(0, 0, 0);
        };
    }

    private static String times(int count, String letter) {
        return letter.repeat(count);
    }

    private static Recovery judge(String before, String during, String after) {
        return Recovery.judge(windows(before), windows(during), windows(after), SECOND, 2);
    }

    @Test
    void judge_faultWithoutTrace_isRecoveredAtOnce() {
        assertThat(judge(times(30, "g"), "gg", times(30, "g")))
                .isEqualTo(new Recovery(Verdict.RECOVERED, Duration.ZERO, 10e6, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "nnn, gggg, 0", // over when the disturbance is
        "nnn, sggg, 1", // an episode that began in it
        "n, sgggg, 0", // two bad windows are a stall
        "n, ssggg, 2",
        "n, lllggg, 0", // at the limit is not over it
        "n, ggggsssg, 7", // a relapse counts
        "n, ggsgsgsg, 0",
        "g, eeeg, 3", // failures
        "g, nnng, 3", // nothing at all
        "g, snes, 4"
    })
    void judge_badWindows_recoveryIsAfterTheLastThreeInARow(String during, String after, int seconds) {
        Recovery recovery = judge(times(30, "g"), during, after + times(60, "g"));
        assertThat(recovery.verdict()).isEqualTo(Verdict.RECOVERED);
        assertThat(recovery.after()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(recovery.remark()).isEmpty();
    }

    @Test
    void judge_relapseBeforeTheEndOfALongObservation_isNotRecovered() {
        assertThat(judge(times(30, "g"), "n", times(100, "g") + "sss" + times(29, "g")))
                .isEqualTo(new Recovery(
                        Verdict.NOT_RECOVERED,
                        Duration.ofSeconds(132),
                        10e6,
                        "not recovered within the 132 s observed"));
        assertThat(judge(times(30, "g"), "n", times(100, "g") + "sss" + times(30, "g"))
                        .verdict())
                .isEqualTo(Verdict.RECOVERED);
    }

    @Test
    void judge_shortRun_isRecoveredWithDoubt() {
        assertThat(judge(times(8, "g"), "nnn", "ss" + times(7, "g")))
                .isEqualTo(new Recovery(
                        Verdict.RECOVERED,
                        Duration.ofSeconds(2),
                        10e6,
                        "the base is only 8 s long; only 7 s of quiet were seen"));
        assertThat(judge(times(40, "g"), "nnn", times(7, "g")).remark()).isEqualTo("only 7 s of quiet were seen");
        assertThat(judge(times(8, "g"), "nnn", times(40, "g")).remark()).isEqualTo("the base is only 8 s long");
    }

    @Test
    void judge_fewQuietWindowsInAShortRun_isTooShort() {
        assertThat(judge(times(30, "g"), "nnn", "ss" + times(4, "g")))
                .isEqualTo(new Recovery(
                        Verdict.TOO_SHORT, Duration.ofSeconds(6), 10e6, "only 4 s of quiet were seen, 5 s are needed"));
        assertThat(judge(times(30, "g"), "nnn", "").verdict()).isEqualTo(Verdict.TOO_SHORT);
    }

    @Test
    void judge_badToTheEndOfAShortRun_isNotRecovered() {
        assertThat(judge(times(30, "g"), "nnn", "nnnnnn"))
                .isEqualTo(new Recovery(
                        Verdict.NOT_RECOVERED, Duration.ofSeconds(6), 10e6, "not recovered within the 6 s observed"));
    }

    @Test
    void judge_tooFewWindowsBefore_hasNoBase() {
        assertThat(judge("gggg" + times(30, "n"), "n", times(60, "g")).verdict())
                .isEqualTo(Verdict.TOO_SHORT);
        assertThat(judge("gggg", "n", times(60, "g")))
                .isEqualTo(new Recovery(
                        Verdict.TOO_SHORT,
                        Duration.ofSeconds(60),
                        0,
                        "no base: 5 windows of 1 s with successes are needed before, 4 were seen"));
        assertThat(judge("", "", "").remark())
                .isEqualTo("no base: 5 windows of 1 s with successes are needed before, 0 were seen");
    }

    @Test
    void judge_longTimeBefore_baseIsOfItsLast30Seconds() {
        assertThat(judge(times(300, "s") + times(30, "g"), "n", times(40, "g")).baseP95Nanos())
                .isEqualTo(10e6);
        assertThat(judge(times(15, "s") + times(15, "g"), "n", times(40, "g")).baseP95Nanos())
                .isEqualTo(15.05e6);
    }

    @Test
    void judge_longWindows_baseIsOfFiveOfThem() {
        List<Window> before = windows(times(9, "s") + "ggggg");
        Recovery recovery = Recovery.judge(before, windows("n"), windows(times(5, "g")), Duration.ofSeconds(20), 2);
        assertThat(recovery).isEqualTo(new Recovery(Verdict.RECOVERED, Duration.ZERO, 10e6, ""));
    }

    @Test
    void judge_failuresAsBefore_areNoneOfTheDisturbance() {
        // 2 % fail: of 100, 2 +/- 1.4 are expected, and 6.2 are three standard errors more.
        List<Window> before = Collections.nCopies(30, new Window(98, 2, 10e6));
        List<Window> usual = Collections.nCopies(60, new Window(94, 6, 10e6));
        List<Window> excess = Collections.nCopies(60, new Window(93, 7, 10e6));
        assertThat(Recovery.judge(before, List.of(), usual, SECOND, 2).verdict())
                .isEqualTo(Verdict.RECOVERED);
        assertThat(Recovery.judge(before, List.of(), excess, SECOND, 2).verdict())
                .isEqualTo(Verdict.NOT_RECOVERED);
    }

    @Test
    void judge_baseOfNothing_isAMicrosecond() {
        List<Window> zeros = Collections.nCopies(40, new Window(100, 0, 0));
        assertThat(Recovery.judge(zeros, List.of(), zeros, SECOND, 2))
                .isEqualTo(new Recovery(Verdict.RECOVERED, Duration.ZERO, 1000, ""));
    }

    @ParameterizedTest
    @CsvSource({"100, 1", "20, 1", "19.9, 2", "10, 2", "0.1, 200", "1e-300, 1000000000"})
    void windowLength_rate_holds20Completions(double perSecond, long seconds) {
        assertThat(Recovery.windowLength(perSecond)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void judge_windowWithoutLength_isRefused() {
        assertThatThrownBy(() -> Recovery.judge(List.of(), List.of(), List.of(), Duration.ZERO, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window was 0 ms but must be above zero");
    }

    @Test
    void windowLength_withoutRate_isRefused() {
        assertThatThrownBy(() -> Recovery.windowLength(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("perSecond was 0.0 but must be above zero");
        assertThatThrownBy(() -> Recovery.windowLength(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void judge_workStillWaiting_isNotRecovered() {
        List<Window> before = Collections.nCopies(30, new Window(100, 0, 10e6, 0));
        List<Window> few = Collections.nCopies(60, new Window(100, 0, 10e6, 2));
        List<Window> backlog = Collections.nCopies(60, new Window(100, 0, 10e6, 3));
        assertThat(Recovery.judge(before, List.of(), few, SECOND, 2).verdict()).isEqualTo(Verdict.RECOVERED);
        assertThat(Recovery.judge(before, List.of(), backlog, SECOND, 2).verdict())
                .isEqualTo(Verdict.NOT_RECOVERED);
        assertThat(Recovery.judge(backlog, List.of(), backlog, SECOND, 2).verdict())
                .isEqualTo(Verdict.RECOVERED);
    }

    @Test
    void observation_ofADisturbance_isThreeTimesAsLong() {
        assertThat(Recovery.observation(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(60));
        assertThat(Recovery.observation(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void watch_tenGoodWindowsInARow_areARecovery() {
        RecoveryWatch watch = new RecoveryWatch(windows(times(30, "g")), SECOND, 2);
        for (Window window : windows(times(9, "g") + "s" + times(9, "g"))) {
            assertThat(watch.accept(window)).isFalse();
        }
        assertThat(watch.accept(window('g'))).isTrue();
        assertThat(watch.accept(window('n'))).isFalse();
        assertThatThrownBy(() -> new RecoveryWatch(windows("gggg"), SECOND, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no base: 5 windows of 1 s with successes are needed before, 4 were seen");
    }
}
