// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Certificates and at most one key in textual encoding (RFC 7468): the key with its chain, or certificates alone. */
final class PemFile {

    private static final Pattern BLOCK = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*)-----END \\1-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private PemFile() {}

    static KeyStore read(String text, String password) throws UnfitStore {
        List<Certificate> certificates = new ArrayList<>();
        PrivateKey key = null;
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            Matcher block = BLOCK.matcher(text);
            while (block.find()) {
                String type = block.group(1);
                byte[] content = Base64.getMimeDecoder().decode(block.group(2));
                if (type.equals("CERTIFICATE") || type.equals("TRUSTED CERTIFICATE")) {
                    certificates.add(factory.generateCertificate(new ByteArrayInputStream(content)));
                } else if (type.equals("PRIVATE KEY")) {
                    key = key(content);
                } else if (type.endsWith("PRIVATE KEY")) {
                    throw new UnfitStore("hold its key in PKCS #8 form without password, BEGIN PRIVATE KEY, as"
                            + " openssl pkcs8 -topk8 -nocrypt writes it");
                }
            }
            return store(certificates, key, password.toCharArray());
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new UnfitStore("hold certificates and keys that this JVM can read", e);
        }
    }

    private static KeyStore store(List<Certificate> certificates, @Nullable PrivateKey key, char[] password)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        if (key != null && !certificates.isEmpty()) {
            store.setKeyEntry("key", key, password, certificates.toArray(Certificate[]::new));
            return store;
        }
        for (int i = 0; i < certificates.size(); i++) {
            store.setCertificateEntry("certificate-" + i, certificates.get(i));
        }
        return store;
    }

    // The algorithm is part of the encoding, but the JDK has to be given its name.
    private static PrivateKey key(byte[] content) throws GeneralSecurityException {
        InvalidKeySpecException last = null;
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(content));
            } catch (InvalidKeySpecException e) {
                last = e;
            }
        }
        throw new InvalidKeySpecException("no key", last);
    }
}
