// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** A hash of all that decides what a dataset is. Not thread-safe. */
final class Fingerprint {

    private final MessageDigest digest;

    Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(bytes);
    }

    void add(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        digest.update((byte) 0);
    }

    /** Adds the code of a class, of those within it and of those it extends; that of others it uses is not looked at. */
    void add(Class<?> type) throws IOException {
        for (Class<?> own = type; own != null && own.getClassLoader() != null; own = own.getSuperclass()) {
            String name = own.getName();
            addCode(own);
            List<Class<?>> inner = Stream.of(own.getNestMembers())
                    .filter(member -> member.getName().startsWith(name + "$"))
                    .sorted(Comparator.comparing(Class::getName))
                    .toList();
            for (Class<?> member : inner) {
                addCode(member);
            }
        }
    }

    private void addCode(Class<?> type) throws IOException {
        String file = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
        add(type.getName());
        try (InputStream in = type.getResourceAsStream(file)) {
            if (in != null) {
                add(in);
            }
        }
    }

    /** Returns 64 hex digits; nothing can be added after. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
