// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.HttpRequest;
import io.github.perfjunit.http.Response;
import io.github.perfjunit.metrics.RequestNames;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/** A request that is being put together. */
final class PreparedRequest implements HttpRequest {

    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(365);

    private final UserHttp client;
    private final String method;
    private final UrlTemplate template;
    private final String path;
    private @Nullable String name;
    private @Nullable StringBuilder query;
    private @Nullable List<Header> headers;
    private @Nullable Content content;
    private Reception reception;
    private long timeoutNanos;
    private Expectation expectation = Expectation.DEFAULT;
    private boolean follow = true;
    private boolean expectContinue;
    private boolean sent;

    PreparedRequest(UserHttp client, String method, UrlTemplate template, String path) {
        this.client = client;
        this.method = method;
        this.template = template;
        this.path = path;
        this.timeoutNanos = client.timeoutNanos();
        this.reception = client.reception();
    }

    @Override
    public HttpRequest name(String name) {
        this.name = RequestNames.checked(name);
        return this;
    }

    @Override
    public HttpRequest header(String name, String value) {
        HeaderRules.check(name, value);
        add(new BasicHeader(name, value));
        return this;
    }

    @Override
    public HttpRequest secretHeader(String name, String value) {
        HeaderRules.check(name, value);
        add(new BasicHeader(name, value, true));
        return this;
    }

    @Override
    public HttpRequest query(String name, Object value) {
        if (query == null) {
            query = new StringBuilder(path);
            query.append(path.indexOf('?') < 0 ? '?' : '&');
        } else {
            query.append('&');
        }
        PercentEncoder.QUERY.append(name, query);
        query.append('=');
        PercentEncoder.QUERY.append(String.valueOf(value), query);
        return this;
    }

    @Override
    public HttpRequest body(String text, String contentType) {
        return body(text.getBytes(StandardCharsets.UTF_8), contentType);
    }

    @Override
    public HttpRequest body(byte[] bytes, String contentType) {
        HeaderRules.checkValue("content type", contentType);
        content = new Content.Bytes(bytes, contentType);
        return this;
    }

    @Override
    public HttpRequest body(Path file, String contentType) {
        HeaderRules.checkValue("content type", contentType);
        content = StreamedContent.of(file, contentType);
        return this;
    }

    @Override
    public HttpRequest body(long length, Source source, String contentType) {
        HeaderRules.checkValue("content type", contentType);
        content = new StreamedContent(length, source, contentType);
        return this;
    }

    @Override
    public HttpRequest expectContinue() {
        expectContinue = true;
        return this;
    }

    @Override
    public HttpRequest json(Object value) {
        byte[] json = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Json.write(value);
        return body(json, "application/json");
    }

    @Override
    public HttpRequest form(Map<String, ?> fields) {
        StringBuilder form = new StringBuilder();
        for (Map.Entry<String, ?> field : fields.entrySet()) {
            form.append(form.length() == 0 ? "" : "&")
                    .append(URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8))
                    .append('=')
                    .append(URLEncoder.encode(String.valueOf(field.getValue()), StandardCharsets.UTF_8));
        }
        return body(form.toString(), "application/x-www-form-urlencoded");
    }

    @Override
    public HttpRequest multipart(Consumer<Multipart> parts) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        MultipartBody multipart = new MultipartBody(
                "perf-junit-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong()));
        parts.accept(multipart);
        return body(multipart.toBytes(), multipart.contentType());
    }

    @Override
    public HttpRequest bearer(String token) {
        HeaderRules.checkValue("bearer token", token);
        return authorization("Bearer " + token);
    }

    @Override
    public HttpRequest basicAuth(String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("user of basicAuth holds a colon, which RFC 7617 does not allow");
        }
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return authorization("Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    @Override
    public HttpRequest timeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout was '" + timeout + "' but must be above zero");
        }
        timeoutNanos = (timeout.compareTo(LONGEST_TIMEOUT) > 0 ? LONGEST_TIMEOUT : timeout).toNanos();
        return this;
    }

    @Override
    public HttpRequest expectStatus(int... statuses) {
        expectation = expectation.withStatuses(statuses);
        return this;
    }

    @Override
    public HttpRequest expectBody(String text) {
        expectation = expectation.withText(text);
        checkBodyIsKept();
        return this;
    }

    @Override
    public HttpRequest discardBody() {
        reception = reception.discarding();
        checkBodyIsKept();
        return this;
    }

    @Override
    public HttpRequest maxResponseSize(long bytes) {
        reception = reception.withLimit(bytes);
        return this;
    }

    @Override
    public HttpRequest followRedirects(boolean follow) {
        this.follow = follow;
        return this;
    }

    @Override
    public Response send() {
        client.unsent().sending(this);
        if (sent) {
            throw new IllegalStateException("this request was sent already: begin a new one");
        }
        if (expectContinue) {
            if (content == null) {
                throw new IllegalArgumentException("expectContinue needs a body: set one or leave it out");
            }
            content.await();
        }
        sent = true;
        RequestTarget target = new RequestTarget(template.origin(), query == null ? path : query.toString());
        Outgoing first = new Outgoing(method, target, headers == null ? List.of() : headers, content, reception);
        try {
            return new CountedRequest(client, countedName(), timeoutNanos, expectation).send(first, follow);
        } catch (StreamedContent.OwnFault e) {
            throw e.thrown();
        }
    }

    /** The name under which it is counted. */
    String countedName() {
        return name == null ? template.name(method) : name;
    }

    private void checkBodyIsKept() {
        if (expectation.isOfBody() && !reception.isKept()) {
            throw new IllegalArgumentException(
                    "expectBody needs the body, which discardBody does not keep: leave out one");
        }
    }

    private HttpRequest authorization(String value) {
        if (headers != null) {
            headers.removeIf(field -> field.getName().equalsIgnoreCase("Authorization"));
        }
        add(new BasicHeader("Authorization", value));
        return this;
    }

    private void add(Header field) {
        if (headers == null) {
            headers = new ArrayList<>(4);
        }
        headers.add(field.getName().equalsIgnoreCase("Cookie") ? withOtherCookies(field, headers) : field);
    }

    // RFC 6265, section 5.4: there is never more than one such field.
    private static Header withOtherCookies(Header field, List<Header> headers) {
        for (Header other : headers) {
            if (other.getName().equalsIgnoreCase("Cookie")) {
                headers.remove(other);
                return new BasicHeader("Cookie", other.getValue() + "; " + field.getValue());
            }
        }
        return field;
    }
}
