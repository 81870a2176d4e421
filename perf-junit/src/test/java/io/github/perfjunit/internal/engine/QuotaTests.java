// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.perfjunit.load.LoadModel;
import io.github.perfjunit.load.Segment;
import io.github.perfjunit.load.WorkerShare;
import io.github.perfjunit.metrics.Phase;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuotaTests {

    @Test
    void noNumber_anyNumberMayRun() {
        Quota quota = quota(null, null, WorkerShare.WHOLE);

        assertThat(quota.isLimited()).isFalse();
        assertThat(quota.claims().claim()).isTrue();
        assertThat(quota.claims().isUsedUp()).isFalse();
        assertThat(quota.isDone()).isFalse();
        assertThat(quota.open()).isZero();
    }

    @Test
    void together_anyUserMayRunThem() {
        Quota quota = quota(3L, null, WorkerShare.WHOLE);
        Quota.Claims one = quota.claims();

        assertThat(List.of(one.claim(), one.claim(), quota.claims().claim())).containsOnly(true);
        assertThat(quota.isDone()).isTrue();
        assertThat(one.claim()).isFalse();
        assertThat(one.isUsedUp()).isFalse();
        assertThat(quota.open()).isZero();
    }

    @Test
    void eachUser_runsItsOwnAlone() {
        Quota quota = quota(null, 2L, WorkerShare.WHOLE);
        Quota.Claims one = quota.claims();

        assertThat(List.of(one.claim(), one.claim())).containsOnly(true);
        assertThat(one.isUsedUp()).isTrue();
        assertThat(one.claim()).isFalse();
        assertThat(quota.open()).isEqualTo(6);
        assertThat(quota.isDone()).isFalse();
    }

    @Test
    void userThatCannotTakePart_leavesItsOwnOpen_andNobodyWaitsForThem() {
        Quota quota = quota(null, 1L, WorkerShare.WHOLE);
        quota.claims().abandon();
        for (int user = 0; user < 3; user++) {
            quota.claims().claim();
        }

        assertThat(quota.isDone()).isTrue();
        assertThat(quota.open()).isEqualTo(1);
    }

    @Test
    void shares_ofThePlan_addUp() {
        assertThat(quota(null, 5L, new WorkerShare(0, 3)).open()
                        + quota(null, 5L, new WorkerShare(1, 3)).open()
                        + quota(null, 5L, new WorkerShare(2, 3)).open())
                .isEqualTo(20);
    }

    private static Quota quota(@Nullable Long together, @Nullable Long each, WorkerShare share) {
        return Quota.of(
                new LoadModel.Closed(
                        List.of(new Segment(Duration.ofSeconds(1), 4, 4, Phase.MEASURE)), null, together, each),
                share,
                4);
    }
}
