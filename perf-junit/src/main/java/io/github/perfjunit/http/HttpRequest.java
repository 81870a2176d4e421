// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apiguardian.api.API;

/**
 * Builds an HTTP request; {@link #send()} sends it and waits for the answer.
 *
 * <p>Belongs to the user's thread; not thread-safe. Send it once, in the iteration that began it: a request that is not
 * sent is an error of the kind {@code not sent}.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface HttpRequest {

    /**
     * Sets the name under which the request is counted.
     *
     * <p>Defaults to the method and the path template, such as {@code GET /products/{id}}.
     *
     * @param name a name without ids in it
     * @return this
     * @throws IllegalArgumentException if it is blank, or one of {@code (iteration)}, {@code (user)}, {@code (other)},
     *     {@code all requests}, under which results have figures of their own
     */
    HttpRequest name(String name);

    /**
     * Adds a header field.
     *
     * @param name field name
     * @param value field value
     * @return this
     * @throws IllegalArgumentException if name or value holds characters that could end the field (RFC 9110, 5.5)
     */
    HttpRequest header(String name, String value);

    /**
     * Adds a header field whose value is for this origin (scheme, host, port) alone: a redirect to another one does not get
     * it.
     *
     * <p>{@code Authorization}, {@code Proxy-Authorization}, {@code Cookie}, {@code X-Api-Key}, {@code X-Auth-Token}
     * and all other fields with names of secrets are treated the same by {@link #header}.
     *
     * @param name field name
     * @param value field value; it is never shown in results
     * @return this
     * @throws IllegalArgumentException if name or value holds characters that could end the field (RFC 9110, 5.5)
     */
    HttpRequest secretHeader(String name, String value);

    /**
     * Adds the headers {@code traceparent} and {@code X-Amzn-Trace-Id}, by which tracing tools find the request.
     *
     * @param id its identifier, such as {@code TraceId.next(0.01)}
     * @return this
     */
    default HttpRequest trace(TraceId id) {
        return header("traceparent", id.traceparent()).header("X-Amzn-Trace-Id", id.amazon());
    }

    /**
     * Adds a parameter to the query of the URL, percent-encoded; it does not become part of the request's name.
     *
     * @param name parameter name
     * @param value parameter value
     * @return this
     */
    HttpRequest query(String name, Object value);

    /**
     * Sets a text body in UTF-8.
     *
     * @param text the content
     * @param contentType such as {@code text/plain}
     * @return this
     */
    HttpRequest body(String text, String contentType);

    /**
     * Sets a body of bytes.
     *
     * @param bytes the content, not copied
     * @param contentType such as {@code application/octet-stream}
     * @return this
     */
    HttpRequest body(byte[] bytes, String contentType);

    /**
     * Sets a file as the body, which is read while it is sent and never held in memory as a whole.
     *
     * <p>Its length is looked up now; it is opened when the request is sent, and again for a redirect that repeats
     * the body and for a repetition on a new connection.
     *
     * @param file a file that can be read
     * @param contentType such as {@code application/pdf}
     * @return this
     * @throws IllegalArgumentException if there is no such file
     */
    HttpRequest body(Path file, String contentType);

    /**
     * Sets a body of any size that is produced while it is sent, and never held in memory as a whole.
     *
     * <p>The first {@code length} bytes of the stream are sent, so it may be endless. If it ends earlier or fails, the
     * request is aborted: {@link #send()} throws, because it is a fault of the test, and no request is counted. The
     * time it takes to read from the stream is part of the response time.
     *
     * @param length how many bytes to send, zero or more
     * @param content opens the stream, which is closed after use; once for the request, and again for a redirect that
     *     repeats the body and for a repetition on a new connection
     * @param contentType such as {@code application/octet-stream}
     * @return this
     * @throws IllegalArgumentException if the length is negative
     */
    HttpRequest body(long length, Source content, String contentType);

    /**
     * Asks the server whether it wants the body before it is sent ({@code Expect: 100-continue}, RFC 9110, 10.1.1).
     *
     * <p>The body follows once the server asks for it, or after one second without an answer. A final answer instead,
     * such as 417 or 401, is the answer of the request: the body is not sent, and the connection is not used again.
     * After an answer of 417 the request is not repeated without the header. The wait is part of the response time.
     *
     * @return this
     */
    HttpRequest expectContinue();

    /**
     * Sets a JSON body: a {@code String} is sent as it is, anything else is written by Jackson.
     *
     * @param value the content
     * @return this
     * @throws IllegalArgumentException if Jackson cannot write the value
     */
    HttpRequest json(Object value);

    /**
     * Sets a form body, {@code application/x-www-form-urlencoded}.
     *
     * @param fields names and values in order
     * @return this
     */
    HttpRequest form(Map<String, ?> fields);

    /**
     * Sets a {@code multipart/form-data} body.
     *
     * @param parts adds the parts
     * @return this
     */
    HttpRequest multipart(Consumer<Multipart> parts);

    /**
     * Adds an {@code Authorization} header with a bearer token.
     *
     * @param token the token; it is never shown in results
     * @return this
     */
    HttpRequest bearer(String token);

    /**
     * Adds an {@code Authorization} header with user and password (RFC 7617).
     *
     * @param user the user, without a colon
     * @param password the password; it is never shown in results
     * @return this
     */
    HttpRequest basicAuth(String user, String password);

    /**
     * Sets the longest time for connecting, sending and receiving together, redirects included.
     *
     * <p>Defaults to 60 seconds. Precise to about 20 ms, except that the system's name resolution is not cut off.
     *
     * @param timeout above zero
     * @return this
     */
    HttpRequest timeout(Duration timeout);

    /**
     * Sets the status codes that are not errors. To expect a redirect, set {@link #followRedirects(boolean)} to false.
     *
     * <p>Defaults to all below 400.
     *
     * @param statuses at least one, from 100 to 599
     * @return this
     */
    HttpRequest expectStatus(int... statuses);

    /**
     * Fails the request with {@link io.github.perfjunit.metrics.Outcome#CHECK} unless the body contains a text.
     *
     * @param text the text that must be there
     * @return this
     * @throws IllegalArgumentException if the body is discarded
     */
    HttpRequest expectBody(String text);

    /**
     * Reads the body of the answer to its end without keeping it: only {@link Response#size()} is available, and memory
     * does not grow with large downloads.
     *
     * @return this
     * @throws IllegalArgumentException if a text is expected in the body
     */
    HttpRequest discardBody();

    /**
     * Sets the maximum number of bytes in the body of an answer, on the wire and unpacked, kept or discarded; a longer
     * one fails the request as {@code too large}, at once if the server announces its length.
     *
     * <p>Defaults to {@link HttpOptions#maxResponseSize()}, 64 MB unless set. A body that is kept never has more than 2 GiB,
     * and all those above 64 KiB that users hold at once never more than a quarter of the heap.
     *
     * @param bytes above zero
     * @return this
     */
    HttpRequest maxResponseSize(long bytes);

    /**
     * Sets whether redirects are followed, up to 20 in a row; the time of all of them is one response time.
     *
     * <p>Defaults to true. As in browsers, a redirect of 301 or 302 turns POST into GET, and one of 303 turns every
     * method but HEAD into GET; others repeat the method and body. {@link #secretHeader Secret} fields and {@code Host}
     * are not sent on to another scheme, host or port.
     *
     * @param follow whether to follow
     * @return this
     */
    HttpRequest followRedirects(boolean follow);

    /**
     * Sends the request and reads the whole answer.
     *
     * @return the answer, with a status that was expected
     * @throws HttpFailure if there was no usable answer or one that was not expected; the request is already counted,
     *     and the iteration fails unless this is caught
     * @throws IllegalArgumentException if {@link #expectContinue()} was called without a body
     * @throws IllegalStateException if the request was sent already, or the stream of the body ended too early
     * @throws java.io.UncheckedIOException if the stream of the body failed
     */
    Response send();

    /** Opens the stream of a body, from its beginning each time. */
    @FunctionalInterface
    interface Source {

        /**
         * Opens the stream.
         *
         * @return the stream; the caller closes it
         * @throws IOException if it cannot be opened
         */
        InputStream open() throws IOException;
    }

    /** Parts of a {@code multipart/form-data} body (RFC 7578). */
    interface Multipart {

        /**
         * Adds a text field.
         *
         * @param name name of the field
         * @param value its value
         * @return this
         */
        Multipart field(String name, String value);

        /**
         * Adds a file from memory.
         *
         * @param name name of the field
         * @param fileName name of the file
         * @param content its bytes
         * @param contentType such as {@code image/png}
         * @return this
         */
        Multipart file(String name, String fileName, byte[] content, String contentType);

        /**
         * Adds a file from disk, read when this is called.
         *
         * @param name name of the field
         * @param file the file
         * @param contentType such as {@code image/png}
         * @return this
         */
        Multipart file(String name, Path file, String contentType);
    }
}
