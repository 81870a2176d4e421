// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.util;

/** Throws any exception, checked or not, from a method that declares none. */
public final class Rethrow {

    private Rethrow() {}

    /**
     * Throws an exception unchanged.
     *
     * @param failure the exception
     * @return never; the return type lets the caller write {@code throw}, which the compiler needs
     */
    public static RuntimeException unchecked(Throwable failure) {
        return Rethrow.<RuntimeException>as(failure);
    }

    @SuppressWarnings("unchecked") // the cast is erased, so nothing is wrapped or checked at run time
    private static <X extends Throwable> RuntimeException as(Throwable failure) throws X {
        throw (X) failure;
    }
}
