// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.tls;

import org.jspecify.annotations.Nullable;

/** Thrown for a store that cannot be used; the message follows "but must". */
final class UnfitStore extends Exception {

    private static final long serialVersionUID = 1L;

    UnfitStore(String allowed) {
        super(allowed);
    }

    UnfitStore(String allowed, @Nullable Throwable cause) {
        super(allowed, cause);
    }

    String allowed() {
        return String.valueOf(getMessage());
    }
}
