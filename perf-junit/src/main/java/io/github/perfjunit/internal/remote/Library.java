// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

/** The library on this side of the road. */
final class Library {

    /** Raised when sides of different numbers can no longer understand each other. */
    static final int PROTOCOL = 1;

    private Library() {}

    /** Returns the version; {@code unknown} if it was not read from a jar. */
    static String version() {
        String version = Library.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
