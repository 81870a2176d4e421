// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.HttpProxy;
import io.github.perfjunit.http.HttpVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The keys {@code perf.http.*}, which change the HTTP settings of every scenario.
 *
 * @param version {@code perf.http.version}
 * @param proxy {@code perf.http.proxy}
 * @param noProxy {@code perf.http.noProxy}
 * @param allowedHosts {@code perf.http.allowedHosts}
 * @param trustAll {@code perf.http.trustAll}; true also takes the place of a trust store
 */
public record HttpKeys(
        @Nullable HttpVersion version,
        @Nullable HttpProxy proxy,
        @Nullable List<String> noProxy,
        @Nullable List<String> allowedHosts,
        @Nullable Boolean trustAll) {

    static final HttpKeys NONE = new HttpKeys(null, null, null, null, null);

    void change(HttpOptions.Builder options) {
        if (version != null) {
            options.version(version);
        }
        if (proxy != null) {
            options.proxy(proxy);
        }
        if (noProxy != null) {
            options.noProxy(noProxy.toArray(String[]::new));
        }
        if (allowedHosts != null) {
            options.allowedHosts(allowedHosts.toArray(String[]::new));
        }
        if (trustAll != null) {
            options.trustAll(trustAll);
            if (trustAll) {
                options.trustStore(null);
            }
        }
    }
}
