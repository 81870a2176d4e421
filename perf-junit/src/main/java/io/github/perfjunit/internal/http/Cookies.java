// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * Cookies of one user by RFC 6265, section 5, and rules that all browsers add (RFC 6265bis): the prefixes {@code
 * __Secure-} and {@code __Host-}, limits of length, and that plain http cannot touch what https has set.
 *
 * <p>Cookies without a name are ignored, by RFC 6265. Secure ones are for https alone, also on loopback.
 */
final class Cookies {

    /** Maximum number of cookies of one user, so that a server that invents names cannot fill the memory. */
    static final int MOST = 300;

    private final LongSupplier clock;
    // In the order in which they are sent: longer paths first, then older cookies (RFC 6265, section 5.4).
    private final List<Cookie> cookies = new ArrayList<>(4);
    private long uses;
    private @Nullable RequestTarget lastTarget;
    private @Nullable Header lastHeader;
    private long lastUntil;

    /**
     * Creates an empty store.
     *
     * @param clock milliseconds since 1970
     */
    Cookies(LongSupplier clock) {
        this.clock = clock;
    }

    /** Processes the fields {@code Set-Cookie} of an answer; invalid ones are silently ignored. */
    void store(RequestTarget target, List<String> fields) {
        long now = clock.getAsLong();
        lastTarget = null;
        for (String field : fields) {
            SetCookie set = SetCookie.parse(field, now);
            Cookie cookie = set == null ? null : accepted(set, target);
            if (cookie != null) {
                put(cookie, now);
            }
        }
        if (cookies.size() > MOST) {
            cookies.removeIf(cookie -> cookie.isExpired(now));
        }
        while (cookies.size() > MOST) {
            cookies.remove(longestUnused());
        }
    }

    /** Returns the header field {@code Cookie} for a request, null if there is nothing to send. */
    @Nullable
    Header header(RequestTarget target) {
        if (cookies.isEmpty()) {
            return null;
        }
        long now = clock.getAsLong();
        if (lastTarget == null || now >= lastUntil || !target.equals(lastTarget)) {
            lastHeader = select(target, now);
            lastTarget = target;
        }
        return lastHeader;
    }

    private @Nullable Header select(RequestTarget target, long now) {
        StringBuilder value = new StringBuilder();
        String path = target.pathWithoutQuery();
        long until = SetCookie.NEVER;
        uses++;
        for (Iterator<Cookie> all = cookies.iterator(); all.hasNext(); ) {
            Cookie cookie = all.next();
            if (cookie.isExpired(now)) {
                all.remove();
                continue;
            }
            until = Math.min(until, cookie.expires);
            if (cookie.isFor(target.origin(), path)) {
                cookie.lastUsed = uses;
                value.append(value.length() == 0 ? "" : "; ")
                        .append(cookie.name)
                        .append('=')
                        .append(cookie.value);
            }
        }
        lastUntil = until;
        return value.length() == 0 ? null : new HeadWriter.Encoded("Cookie", value.toString());
    }

    private @Nullable Cookie accepted(SetCookie set, RequestTarget target) {
        Origin origin = target.origin();
        String host = origin.host();
        String domain = set.domain();
        // A public suffix is allowed for the host of exactly that name, and an address has no subdomains.
        boolean hostOnly = domain.isEmpty() || (domain.equals(host) && isAlone(host));
        if (!hostOnly && (PublicSuffixes.contains(domain) || !Cookie.domainMatches(host, domain))) {
            return null;
        }
        String path = set.path().isEmpty() ? Cookie.defaultPath(target.pathWithoutQuery()) : set.path();
        if ((set.isSecure() && !origin.tls()) || !keepsPromise(set, domain)) {
            return null;
        }
        Cookie cookie = new Cookie(set, hostOnly ? host : domain, hostOnly, path);
        return !origin.tls() && hidesSecureOne(cookie) ? null : cookie;
    }

    private static boolean isAlone(String host) {
        return Origin.isAddress(host) || PublicSuffixes.contains(host);
    }

    // RFC 6265bis, section 4.1.3; those from plain http were rejected before, because they cannot be secure.
    private static boolean keepsPromise(SetCookie set, String domain) {
        if (set.name().regionMatches(true, 0, "__Host-", 0, 7)) {
            return set.isSecure() && domain.isEmpty() && set.path().equals("/");
        }
        return set.isSecure() || !set.name().regionMatches(true, 0, "__Secure-", 0, 9);
    }

    // RFC 6265bis, section 5.7, "leave secure cookies alone".
    private boolean hidesSecureOne(Cookie cookie) {
        for (Cookie known : cookies) {
            if (known.secure
                    && known.name.equals(cookie.name)
                    && (Cookie.domainMatches(known.domain, cookie.domain)
                            || Cookie.domainMatches(cookie.domain, known.domain))
                    && Cookie.pathMatches(cookie.path, known.path)) {
                return true;
            }
        }
        return false;
    }

    private void put(Cookie cookie, long now) {
        cookie.lastUsed = ++uses;
        cookie.created = uses;
        int place = 0;
        for (int i = 0; i < cookies.size(); i++) {
            Cookie known = cookies.get(i);
            if (known.isSameAs(cookie)) {
                cookie.created = known.created;
                cookies.set(i, cookie);
                if (cookie.isExpired(now)) {
                    cookies.remove(i);
                }
                return;
            }
            place += known.path.length() >= cookie.path.length() ? 1 : 0;
        }
        if (!cookie.isExpired(now)) {
            cookies.add(place, cookie);
        }
    }

    private Cookie longestUnused() {
        Cookie found = cookies.get(0);
        for (Cookie cookie : cookies) {
            boolean longer = cookie.lastUsed < found.lastUsed;
            if (longer || (cookie.lastUsed == found.lastUsed && cookie.created < found.created)) {
                found = cookie;
            }
        }
        return found;
    }
}
