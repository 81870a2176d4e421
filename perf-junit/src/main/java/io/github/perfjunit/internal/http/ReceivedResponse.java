// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.Response;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** An answer that was read completely. */
class ReceivedResponse implements Response {

    private final ClassicHttpResponse head;
    private final byte[] body;
    private @Nullable String text;
    private long latencyNanos;

    ReceivedResponse(ClassicHttpResponse head, byte[] body) {
        this.head = head;
        this.body = body;
    }

    /** Sets the response time, before the answer is published. */
    void latency(long nanos) {
        latencyNanos = nanos;
    }

    /** Code and reason, fit for a message. */
    String statusText() {
        String reason = head.getReasonPhrase();
        return reason == null || reason.isBlank() ? "" + status() : status() + " " + ForeignText.clean(reason, 60);
    }

    @Nullable
    String first(String name) {
        Header field = head.getFirstHeader(name);
        return field == null ? null : value(field);
    }

    /** Returns the fields {@code Set-Cookie} unchanged, because irregular characters decide whether they count. */
    List<String> setCookies() {
        if (!head.containsHeader("Set-Cookie")) {
            return List.of();
        }
        List<String> fields = new ArrayList<>(4);
        for (Header field : head.getHeaders("Set-Cookie")) {
            String value = field.getValue();
            fields.add(value == null ? "" : value);
        }
        return fields;
    }

    @Override
    public int status() {
        return head.getCode();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(first(name));
    }

    @Override
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        for (Header field : head.getHeaders(name)) {
            values.add(value(field));
        }
        return List.copyOf(values);
    }

    @Override
    public long size() {
        return body.length;
    }

    @Override
    public String text() {
        String decoded = text;
        if (decoded == null) {
            decoded = new String(body, charset(first("Content-Type")));
            text = decoded;
        }
        return decoded;
    }

    @Override
    public byte[] bytes() {
        return body;
    }

    @Override
    public <T> T json(Class<T> type) {
        return Json.read(jsonText(), type);
    }

    @Override
    public String json(String pointer) {
        return Json.read(jsonText(), pointer);
    }

    private String jsonText() {
        String marked = JsonText.of(body);
        return marked == null ? text() : marked;
    }

    @Override
    public Duration latency() {
        return Duration.ofNanos(latencyNanos);
    }

    @Override
    public String toString() {
        return statusText() + ", " + size() + " bytes";
    }

    // RFC 9110, section 5.5: characters that could end a field or a text are replaced.
    private static String value(Header field) {
        String value = field.getValue();
        return value == null ? "" : value.replace('\0', ' ').replace('\r', ' ').replace('\n', ' ');
    }

    /** The charset that a content type names; UTF-8 if it names none, or one that this JVM does not know. */
    static Charset charset(@Nullable String contentType) {
        int start =
                contentType == null ? -1 : contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (contentType == null || start < 0) {
            return StandardCharsets.UTF_8;
        }
        int semicolon = contentType.indexOf(';', start);
        String name = contentType.substring(start + 8, semicolon < 0 ? contentType.length() : semicolon);
        try {
            return Charset.forName(name.replace("\"", "").strip());
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
