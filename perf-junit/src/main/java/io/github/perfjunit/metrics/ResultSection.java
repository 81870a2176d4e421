// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * A section that an extension adds to the result of a load. Immutable.
 *
 * <p>Sections are written independently. If one throws, or returns null or data that JSON cannot express, {@code
 * results.json} has its name and the error in its place, the notes of the load mention it, and everything else is
 * written.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ResultSection {

    /**
     * Returns the name of the section in {@code results.json}.
     *
     * @return lower-case letters and hyphens, such as {@code jdbc}; a second section of the same name becomes {@code
     *     jdbc-2}
     */
    String name();

    /**
     * Returns the section as data.
     *
     * @return strings, numbers, booleans, lists and maps with string keys, to any depth; without secrets;
     *     numbers that are not finite become null
     */
    Map<String, ?> data();

    /**
     * Returns the tables of the section for people to read, in order.
     *
     * @return tables, possibly none
     */
    List<ResultTable> tables();

    /**
     * Returns what in the section may explain why a load missed its objectives: it stands in the message of the failure.
     *
     * @return sentences, the most telling first; the first three are shown, each on one line and shortened to 600 characters.
     *     Defaults to none
     */
    default List<String> hints() {
        return List.of();
    }
}
