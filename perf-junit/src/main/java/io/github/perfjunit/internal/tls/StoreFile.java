// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.tls;

import io.github.perfjunit.http.TlsStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;

/** Reads a store from a file or the class path, whatever its format. */
final class StoreFile {

    private static final String CLASS_PATH = "classpath:";
    private static final int LARGEST = 10_000_000;

    /** First bytes of a file in the format of the JDK's own stores. */
    private static final int JKS_MAGIC = 0xFEEDFEED;

    private StoreFile() {}

    static KeyStore read(TlsStore store) throws UnfitStore {
        byte[] content = content(store.location());
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN ")) {
            return PemFile.read(text, store.password());
        }
        boolean jks = content.length > 4 && ByteBuffer.wrap(content).getInt() == JKS_MAGIC;
        char[] password =
                store.password().isEmpty() && jks ? null : store.password().toCharArray();
        try {
            KeyStore loaded = KeyStore.getInstance(jks ? "JKS" : "PKCS12");
            loaded.load(new ByteArrayInputStream(content), password);
            return loaded;
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw wrongPassword(store, e);
            }
            throw new UnfitStore("be a PKCS #12, JKS or PEM store", e);
        } catch (GeneralSecurityException e) {
            throw new UnfitStore("be a PKCS #12, JKS or PEM store that this JVM supports", e);
        }
    }

    static UnfitStore wrongPassword(TlsStore store, Exception cause) {
        return new UnfitStore(
                store.password().isEmpty()
                        ? "be given with its password"
                        : "be given with its password: the one that is set is wrong",
                cause);
    }

    private static byte[] content(String location) throws UnfitStore {
        boolean resource = location.startsWith(CLASS_PATH);
        try (InputStream in = resource ? resource(location.substring(CLASS_PATH.length())) : file(location)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new UnfitStore("have at most 10 MB");
            }
            return content;
        } catch (IOException e) {
            throw new UnfitStore("be a file that can be read", e);
        }
    }

    private static InputStream file(String location) throws UnfitStore, IOException {
        try {
            Path path = Path.of(location);
            if (!Files.isRegularFile(path)) {
                throw new UnfitStore("be a file: there is none at " + path.toAbsolutePath());
            }
            return Files.newInputStream(path);
        } catch (InvalidPathException e) {
            throw new UnfitStore("be the path of a file", e);
        }
    }

    private static InputStream resource(String location) throws UnfitStore {
        String name = location.startsWith("/") ? location.substring(1) : location;
        ClassLoader ofTest = Thread.currentThread().getContextClassLoader();
        InputStream in = ofTest == null ? null : ofTest.getResourceAsStream(name);
        if (in == null) {
            in = StoreFile.class.getClassLoader().getResourceAsStream(name);
        }
        if (in == null) {
            throw new UnfitStore("be on the class path");
        }
        return in;
    }
}
