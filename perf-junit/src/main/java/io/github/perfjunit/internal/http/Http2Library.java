// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import io.github.perfjunit.http.HttpVersion;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Checks that the optional library for HTTP/2 is present. */
final class Http2Library {

    private Http2Library() {}

    /** Returns the problem as a sentence; null if there is none. */
    static @Nullable String problem(HttpVersion version, BooleanSupplier present) {
        if (version == HttpVersion.HTTP_1_1 || present.getAsBoolean()) {
            return null;
        }
        return "version of HTTP was '" + version
                + "' but needs the library org.apache.httpcomponents.core5:httpcore5-h2,"
                + " which is missing: add it to the test class path, in the version of httpcore5";
    }

    /** Returns whether the library can be used: its classes are present, in a compatible version. */
    static boolean isPresent() {
        try {
            return Http2Headers.isUsable();
        } catch (LinkageError e) {
            return false;
        }
    }
}
