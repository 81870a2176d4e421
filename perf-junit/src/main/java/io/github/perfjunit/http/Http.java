// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import org.apiguardian.api.API;

/**
 * Blocking client of one virtual user for HTTP/1.1 and HTTP/2, with its own connections and its own cookies.
 *
 * <p>A path is a template: {@code http.get("/products/{id}", 7)} requests {@code /products/7} and is counted as
 * {@code GET /products/{id}}. Values are percent-encoded. Relative URLs are resolved against the {@code baseUrl} of the
 * load. Connections are kept alive and reused. A request that was begun and not sent by the end of its iteration fails.
 *
 * <p>Belongs to the user's thread; not thread-safe.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Http {

    /**
     * Begins a request of any method.
     *
     * @param method such as {@code GET}
     * @param url absolute URL or path, with {@code {name}} where values belong
     * @param values one for each place in the template, in order
     * @return the request, not sent yet
     * @throws IllegalArgumentException if it is not a URL, or contains a user name or password; as a {@code
     *     ConfigurationMistake}, which ends the load, if the number of values differs from the number of places, or
     *     there is no base URL for a relative one
     */
    HttpRequest request(String method, String url, Object... values);

    /**
     * Begins a GET request.
     *
     * @param url absolute URL or path, with {@code {name}} where values belong
     * @param values one for each place in the template, in order
     * @return the request, not sent yet
     */
    default HttpRequest get(String url, Object... values) {
        return request("GET", url, values);
    }

    /**
     * Begins a POST request.
     *
     * @param url absolute URL or path, with {@code {name}} where values belong
     * @param values one for each place in the template, in order
     * @return the request, not sent yet
     */
    default HttpRequest post(String url, Object... values) {
        return request("POST", url, values);
    }

    /**
     * Begins a PUT request.
     *
     * @param url absolute URL or path, with {@code {name}} where values belong
     * @param values one for each place in the template, in order
     * @return the request, not sent yet
     */
    default HttpRequest put(String url, Object... values) {
        return request("PUT", url, values);
    }

    /**
     * Begins a PATCH request.
     *
     * @param url absolute URL or path, with {@code {name}} where values belong
     * @param values one for each place in the template, in order
     * @return the request, not sent yet
     */
    default HttpRequest patch(String url, Object... values) {
        return request("PATCH", url, values);
    }

    /**
     * Begins a DELETE request.
     *
     * @param url absolute URL or path, with {@code {name}} where values belong
     * @param values one for each place in the template, in order
     * @return the request, not sent yet
     */
    default HttpRequest delete(String url, Object... values) {
        return request("DELETE", url, values);
    }

    /**
     * Begins a HEAD request.
     *
     * @param url absolute URL or path, with {@code {name}} where values belong
     * @param values one for each place in the template, in order
     * @return the request, not sent yet
     */
    default HttpRequest head(String url, Object... values) {
        return request("HEAD", url, values);
    }

    /**
     * Begins an OPTIONS request.
     *
     * @param url absolute URL or path, with {@code {name}} where values belong
     * @param values one for each place in the template, in order
     * @return the request, not sent yet
     */
    default HttpRequest options(String url, Object... values) {
        return request("OPTIONS", url, values);
    }
}
