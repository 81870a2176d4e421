// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.remote;

import io.github.perfjunit.internal.util.Providers;
import io.github.perfjunit.spi.RunStore;
import io.github.perfjunit.spi.RunStoreProvider;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.TreeMap;

/** Opens stores by their addresses. */
public final class Stores {

    private Stores() {}

    /**
     * Opens a store.
     *
     * @param address such as {@code file:///tmp/run/}
     * @throws IOException if that is no address, or its store cannot be used
     */
    public static RunStore open(String address) throws IOException {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            throw new IOException("'" + address + "' is not an address: " + e.getReason(), e);
        }
        ClassLoader classLoader = Objects.requireNonNullElseGet(
                Thread.currentThread().getContextClassLoader(), Stores.class::getClassLoader);
        TreeMap<String, RunStoreProvider> providers = new TreeMap<>();
        Providers.of(RunStoreProvider.class, classLoader).forEach(each -> providers.put(each.scheme(), each));
        RunStoreProvider provider = providers.get(String.valueOf(uri.getScheme()));
        if (provider == null) {
            throw new IOException("'" + address + "' must begin with one of " + String.join(", ", providers.keySet())
                    + ". Hint: add the module with such stores to the class path");
        }
        return provider.open(uri);
    }
}
