// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.spi;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A place that the controller of a load and its workers share, where they leave messages for each other: a folder of this
 * machine, a bucket. Keys are paths such as {@code ready/00003}, of letters, digits, hyphens and slashes.
 *
 * <p>Whoever reads a message sees the whole of it or none, and sees it as soon as it was put.
 * Implementations are thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RunStore {

    /**
     * Leaves a message, in place of an earlier one with the key.
     *
     * @param key its key
     * @param content its bytes
     * @throws IOException if it could not be left; then there is nothing, or the earlier message
     */
    void put(String key, byte[] content) throws IOException;

    /**
     * Leaves a message unless there is one with the key. Of several that do so at once one succeeds.
     *
     * @param key its key
     * @param content its bytes
     * @return whether it was left
     * @throws IOException if it could not be left for another reason
     */
    boolean putIfAbsent(String key, byte[] content) throws IOException;

    /**
     * Reads a message.
     *
     * @param key its key
     * @return its bytes, or null if there is none
     * @throws IOException if that could not be found out
     */
    byte @Nullable [] get(String key) throws IOException;

    /**
     * Returns which messages there are.
     *
     * @param prefix how their keys begin, such as {@code ready/}
     * @return their keys, in lexical order
     * @throws IOException if that could not be found out
     */
    List<String> list(String prefix) throws IOException;

    /**
     * Returns how far the clock of the store is ahead of that of this machine. The start of a load is a time of the
     * store's clock, so that machines whose clocks differ begin together.
     *
     * @return zero by default, for a store whose users have the same clock; negative if this machine is ahead
     * @throws IOException if that could not be found out
     */
    default Duration clockOffset() throws IOException {
        return Duration.ZERO;
    }
}
