// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import java.io.IOException;
import java.net.URI;
import org.apiguardian.api.API;

/**
 * Opens the stores of one kind by their addresses, so that a worker finds the store that its controller told it.
 * Implementations are found by {@link java.util.ServiceLoader}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RunStoreProvider {

    /**
     * Returns how the addresses of its stores begin.
     *
     * @return such as {@code file} or {@code s3}
     */
    String scheme();

    /**
     * Opens a store.
     *
     * @param address such as {@code s3://bucket/runs/20261201-a1b2}
     * @return the store
     * @throws IOException if there is none, or it may not be used; the message says what to do
     */
    RunStore open(URI address) throws IOException;
}
