// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.tls;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key that signed its own certificate, made by keytool into a store {@code NAME.p12} of a directory. */
public final class TestKeys {

    /** Password of all stores. */
    public static final String PASSWORD = "open-sesame";

    private final Path directory;
    private final String name;
    private final KeyStore store;

    private TestKeys(Path directory, String name, KeyStore store) {
        this.directory = directory;
        this.name = name;
        this.store = store;
    }

    /** Makes a key whose certificate is of localhost and shop.test. */
    public static TestKeys make(Path directory, String name) throws IOException, GeneralSecurityException {
        Path file = directory.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=dns:localhost,dns:shop.test",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD,
                        "-validity",
                        "2",
                        "-J-XX:TieredStopAtLevel=1")
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!Files.exists(file)) {
            throw new IOException(output);
        }
        return new TestKeys(directory, name, KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray()));
    }

    /** The file with key and certificate. */
    public Path keyStore() {
        return directory.resolve(name + ".p12");
    }

    /** Writes the certificate alone. */
    public Path trustStore(String type) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(type);
        trusted.load(null, null);
        trusted.setCertificateEntry(name, certificate());
        Path file = directory.resolve(name + "-trust." + type);
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        return file;
    }

    /** Writes certificate and key as text. */
    public Path pem() throws IOException, GeneralSecurityException {
        byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
        return Files.writeString(directory.resolve(name + ".pem"), certificatePem() + block("PRIVATE KEY", key));
    }

    /** The certificate as text. */
    public String certificatePem() throws GeneralSecurityException {
        return "Subject: somebody\n" + block("CERTIFICATE", certificate().getEncoded());
    }

    private Certificate certificate() throws GeneralSecurityException {
        return store.getCertificate(name);
    }

    private static String block(String type, byte[] content) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END " + type
                + "-----\n";
    }

    /** Returns what a server with this key needs; it trusts the certificates of clients that are given. */
    public SSLContext server(TestKeys... clients) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(name, certificate());
        for (TestKeys client : clients) {
            trusted.setCertificateEntry(client.name, client.certificate());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
