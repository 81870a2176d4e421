// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.CookieStore;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Cookies of one user, by the rules of {@link CookieManager}; only those of the original server are kept. */
final class Cookies {

    /** Most cookies of one user, so that a server that invents names does not fill the memory; the oldest go first. */
    static final int MOST = 300;

    private final CookieManager manager = new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER);

    /** Keeps cookies of an answer; malformed ones are ignored, as browsers do. */
    void store(RequestTarget target, List<String> fields) {
        List<String> wellFormed = fields.stream().filter(Cookies::isWellFormed).toList();
        URI uri = uri(target);
        if (uri == null || wellFormed.isEmpty()) {
            return;
        }
        try {
            manager.put(uri, Map.of("Set-Cookie", wellFormed));
        } catch (IOException e) {
            throw new IllegalStateException("cookies are kept in memory", e);
        }
        CookieStore store = manager.getCookieStore();
        List<HttpCookie> kept = List.copyOf(store.getCookies());
        for (int i = 0; i < kept.size() - MOST; i++) {
            store.remove(null, kept.get(i));
        }
    }

    /** Returns the value of the header field {@code Cookie}, null if there is nothing to send. */
    @Nullable
    String header(RequestTarget target) {
        URI uri = uri(target);
        if (uri == null) {
            return null;
        }
        try {
            List<String> cookies = manager.get(uri, Map.of()).getOrDefault("Cookie", List.of());
            return cookies.isEmpty() ? null : String.join("; ", cookies);
        } catch (IOException e) {
            throw new IllegalStateException("cookies are kept in memory", e);
        }
    }

    // CookieManager itself would write a line to the log for each malformed field, with the secret in it.
    private static boolean isWellFormed(String field) {
        try {
            for (HttpCookie cookie : HttpCookie.parse(field)) {
                HeaderRules.checkValue("cookie", cookie.toString());
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    // URI knows no underscores in hosts; only equality of hosts matters here.
    private static @Nullable URI uri(RequestTarget target) {
        Origin origin = target.origin();
        try {
            String scheme = origin.tls() ? "https" : "http";
            String host = origin.host().replace('_', '-');
            return new URI(scheme, null, host, origin.port(), target.pathWithoutQuery(), null, null);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
