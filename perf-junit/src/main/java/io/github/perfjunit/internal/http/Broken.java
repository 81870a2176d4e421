// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import org.jspecify.annotations.Nullable;

/** Thrown for an exchange without a usable answer; becomes an HttpFailure, whose stack trace is the useful one. */
final class Broken extends Exception {

    private static final long serialVersionUID = 1L;

    private final String kind;

    Broken(String kind, String message, @Nullable Throwable cause) {
        super(message, cause, false, false);
        this.kind = kind;
    }

    Broken(String kind, String message) {
        this(kind, message, null);
    }

    String kind() {
        return kind;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
