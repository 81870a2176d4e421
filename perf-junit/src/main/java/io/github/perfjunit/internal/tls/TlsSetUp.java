// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.tls;

import io.github.perfjunit.http.HttpOptions;
import io.github.perfjunit.http.TlsStore;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Collections;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** Sets up the TLS of a scenario from its stores. */
public final class TlsSetUp {

    private TlsSetUp() {}

    /**
     * Returns whether a scenario needs a context of its own.
     *
     * @param options of the scenario
     * @return false if that of the JVM is sufficient
     */
    public static boolean isNeeded(HttpOptions options) {
        return options.trustAll() || options.trustStore() != null || options.keyStore() != null;
    }

    /**
     * Checks that certificates can be read from a store.
     *
     * @param store the store
     * @return the requirement, which follows "but must"; empty if the store is usable
     */
    public static Optional<String> trustProblem(TlsStore store) {
        try {
            trust(store);
            return Optional.empty();
        } catch (UnfitStore e) {
            return Optional.of(e.allowed());
        }
    }

    /**
     * Checks that a key can be read from a store.
     *
     * @param store the store
     * @return the requirement, which follows "but must"; empty if the store is usable
     */
    public static Optional<String> keyProblem(TlsStore store) {
        try {
            keys(store);
            return Optional.empty();
        } catch (UnfitStore e) {
            return Optional.of(e.allowed());
        }
    }

    /**
     * Creates the context of a scenario. Options that are not set are as in the JVM's own context.
     *
     * @param options of the scenario
     * @return a context with sessions of its own
     */
    public static SSLContext context(HttpOptions options) {
        try {
            TlsStore key = options.keyStore() == null ? ofJvm() : options.keyStore();
            TrustManager[] trusted = null;
            if (options.trustAll()) {
                trusted = new TrustManager[] {new TrustAll()};
            } else if (options.trustStore() != null) {
                trusted = trust(options.trustStore());
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(key == null ? null : keys(key), trusted, null);
            return context;
        } catch (UnfitStore | GeneralSecurityException e) {
            throw new IllegalStateException("no TLS: a store cannot be read any more: " + e.getMessage(), e);
        }
    }

    /** Returns the store that the JVM's own context takes its key from; null if there is none. */
    private static @Nullable TlsStore ofJvm() {
        String location = System.getProperty("javax.net.ssl.keyStore", "");
        return location.isEmpty() || location.equals("NONE")
                ? null
                : new TlsStore(location, System.getProperty("javax.net.ssl.keyStorePassword", ""));
    }

    private static TrustManager[] trust(TlsStore store) throws UnfitStore {
        KeyStore loaded = StoreFile.read(store);
        try {
            boolean empty = true;
            for (String alias : Collections.list(loaded.aliases())) {
                empty &= loaded.getCertificate(alias) == null;
            }
            if (empty) {
                throw new UnfitStore("hold at least one certificate to trust");
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(loaded);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw new UnfitStore("hold certificates that this JVM can read", e);
        }
    }

    private static KeyManager[] keys(TlsStore store) throws UnfitStore {
        KeyStore loaded = StoreFile.read(store);
        try {
            boolean empty = true;
            for (String alias : Collections.list(loaded.aliases())) {
                empty &= !loaded.isKeyEntry(alias);
            }
            if (empty) {
                throw new UnfitStore("hold a private key with its certificate");
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(loaded, store.password().toCharArray());
            return factory.getKeyManagers();
        } catch (UnrecoverableKeyException e) {
            throw new UnfitStore("hold a key with the same password as the store", e);
        } catch (GeneralSecurityException e) {
            throw new UnfitStore("hold a key that this JVM can read", e);
        }
    }
}
