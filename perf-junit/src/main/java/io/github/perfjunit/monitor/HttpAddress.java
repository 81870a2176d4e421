// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An address that is read again and again by HTTP. Its user, password and query are never shown. Thread-safe. */
final class HttpAddress {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_BYTES = 16 << 20;
    private static final int WELL = 200;

    private final URI uri;
    private final @Nullable String authorization;
    private final AtomicReference<@Nullable HttpClient> client;

    private HttpAddress(URI uri, @Nullable String authorization, AtomicReference<@Nullable HttpClient> client) {
        this.uri = uri;
        this.authorization = authorization;
        this.client = client;
    }

    /**
     * Reads an address, perhaps with a user and a password as in {@code http://user:password@host/}.
     *
     * @throws IllegalArgumentException if it is none of HTTP; the message does not repeat it
     */
    static HttpAddress of(String text) {
        URI given;
        try {
            given = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw notHttp();
        }
        String scheme = given.getScheme() == null ? "" : given.getScheme().toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || given.getHost() == null) {
            throw notHttp();
        }
        String user = given.getUserInfo();
        String port = given.getPort() < 0 ? "" : ":" + given.getPort();
        String path = given.getRawPath() == null ? "" : given.getRawPath();
        String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
        return new HttpAddress(
                URI.create(scheme + "://" + given.getHost() + port + path + query),
                user == null
                        ? null
                        : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)),
                new AtomicReference<>());
    }

    private static IllegalArgumentException notHttp() {
        return new IllegalArgumentException("the address must be one of HTTP such as http://localhost:9090");
    }

    /** Returns the same address with more of a path, and one parameter for each pair of texts; they share connections. */
    HttpAddress at(String path, String... parameters) {
        String base = shown();
        StringBuilder text =
                new StringBuilder(base.endsWith("/") ? base.substring(0, base.length() - 1) : base).append(path);
        for (int i = 0; i < parameters.length; i += 2) {
            text.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        return new HttpAddress(URI.create(text.toString()), authorization, client);
    }

    /** Returns the address without what could be secret. */
    String shown() {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }

    /**
     * Returns the answer.
     *
     * @throws IOException if there is none, or its status is not 200
     */
    String get() throws IOException {
        Answer answer = ask();
        if (answer.status != WELL) {
            throw new IOException("status " + answer.status + " of " + shown());
        }
        return answer.text;
    }

    /** An answer of any status. */
    record Answer(int status, String text) {}

    Answer ask() throws IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).GET();
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            HttpResponse<InputStream> answer =
                    client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(MOST_BYTES + 1);
                if (bytes.length > MOST_BYTES) {
                    throw new IOException("the answer of " + shown() + " was over " + (MOST_BYTES >> 20) + " MiB");
                }
                return new Answer(answer.statusCode(), new String(bytes, StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private HttpClient client() {
        HttpClient known = client.get();
        if (known != null) {
            return known;
        }
        HttpClient made = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        client.set(made);
        return made;
    }

    /** Releases the connections. */
    void close() {
        client.set(null); // a client without references ends its thread
    }
}
