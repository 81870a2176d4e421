// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.http;

import org.apiguardian.api.API;

/**
 * A file with certificates, and keys if it is a key store: PKCS #12, JKS or PEM, recognized by content.
 *
 * @param location path of a file, or {@code classpath:} and the path of a resource
 * @param password password of store and keys; empty if there is none
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TlsStore(String location, String password) {

    /**
     * Checks that there is a location.
     *
     * @param location path of a file, or {@code classpath:} and the path of a resource
     * @param password password of store and keys; empty if there is none
     * @throws IllegalArgumentException if the location is blank
     */
    public TlsStore {
        if (location.isBlank()) {
            throw new IllegalArgumentException(
                    "location of a store was blank but must be a file or classpath: resource");
        }
    }

    /** The location, without the password. */
    @Override
    public String toString() {
        return location;
    }
}
