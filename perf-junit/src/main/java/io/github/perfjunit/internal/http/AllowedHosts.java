// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.HttpOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Restricts requests and redirects to the hosts of {@code allowedHosts} and that of the base URL. */
final class AllowedHosts {

    /** Kind of the error of a request to another host. */
    static final String KIND = "not allowed";

    private final List<String> patterns;
    private final @Nullable String baseHost;

    private AllowedHosts(List<String> patterns, @Nullable String baseHost) {
        this.patterns = patterns;
        this.baseHost = baseHost;
    }

    /** Returns the restriction of a scenario; null if there is none. */
    static @Nullable AllowedHosts of(HttpOptions options, @Nullable BaseUrl base) {
        List<String> patterns = options.allowedHosts();
        return patterns.isEmpty()
                ? null
                : new AllowedHosts(patterns, base == null ? null : base.origin().host());
    }

    /** Throws for a request that is not allowed. */
    void check(Origin to) throws Broken {
        if (!covers(to)) {
            throw new Broken(KIND, "nothing was sent to " + to + ", which allowedHosts does not name");
        }
    }

    /** Throws for a redirect that is not allowed. */
    void check(Origin from, Origin to) throws Broken {
        if (!covers(to)) {
            throw new Broken(KIND, from + " redirected to " + to + ", which allowedHosts does not name");
        }
    }

    private boolean covers(Origin origin) {
        String host = origin.host();
        if (host.equals(baseHost)) {
            return true;
        }
        for (String pattern : patterns) {
            int colon = pattern.lastIndexOf(':');
            boolean hasPort = colon > pattern.indexOf(']');
            String name = hasPort ? pattern.substring(0, colon) : pattern;
            boolean named = name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
            if (named && (!hasPort || pattern.substring(colon + 1).equals(Integer.toString(origin.port())))) {
                return true;
            }
        }
        return false;
    }
}
