// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Answer to an HTTP request, read completely, with the content coding removed. The body is kept unless the request
 * discards it. Immutable.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Response {

    /**
     * Returns the status code.
     *
     * @return from 200 to 599
     */
    int status();

    /**
     * Returns the first value of a header field.
     *
     * @param name field name, in any case
     * @return its value
     */
    Optional<String> header(String name);

    /**
     * Returns all values of a header field in order.
     *
     * @param name field name, in any case
     * @return its values, possibly none
     */
    List<String> headers(String name);

    /**
     * Returns the length of the body after unpacking, known also if the body was discarded.
     *
     * @return the number of bytes
     */
    long size();

    /**
     * Returns the body as text, in the charset of its content type, UTF-8 if it names none.
     *
     * @return the text, possibly empty
     * @throws IllegalStateException if the body was discarded
     */
    String text();

    /**
     * Returns the body.
     *
     * @return the bytes, possibly none; not copied
     * @throws IllegalStateException if the body was discarded
     */
    byte[] bytes();

    /**
     * Reads the body as JSON, in UTF-8, UTF-16 or UTF-32 if a byte order mark or the pattern of its zero bytes shows
     * it, otherwise in the charset of its content type. Numbers keep all digits that the target type can hold; without
     * a target type, as in a map, they are {@link java.math.BigDecimal}.
     *
     * @param type the type to read, such as a record; unknown properties are ignored
     * @param <T> the type to read
     * @return the value
     * @throws IllegalStateException if the body is not such JSON (the message shows its beginning), or was discarded
     */
    <T> T json(Class<T> type);

    /**
     * Reads one value of a JSON body.
     *
     * @param pointer a JSON pointer (RFC 6901), such as {@code /items/0/id}
     * @return the value as text: strings without quotes, numbers and booleans as written, objects and arrays as JSON
     * @throws IllegalStateException if the body is not JSON or has nothing there, or was discarded
     */
    String json(String pointer);

    /**
     * Returns the response time: from the moment the request was due to the last byte, without the time to open a
     * connection.
     *
     * @return the time
     */
    Duration latency();
}
