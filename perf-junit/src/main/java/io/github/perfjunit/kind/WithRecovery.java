// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.kind;

import io.github.perfjunit.analysis.Recovery;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A finding about the recovery after a disturbance, for {@code assertThat(result).recovery()}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface WithRecovery {

    /**
     * Returns the recovery.
     *
     * @return what was found; null if there was nothing to recover from
     */
    @Nullable
    Recovery recovery();
}
