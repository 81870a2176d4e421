// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.aws.internal.classpath;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a task downloads before it can run a test.
 *
 * @param java the oldest Java that can load the classes
 * @param jars hashes and names, in the order of the class path
 */
record ClassPathList(int java, List<Entry> jars) {

    static final String KEY = "classpath";

    private static final String HEAD = "java ";
    private static final int HASH = 64;

    /** One jar. */
    record Entry(String hash, String name) {}

    static ClassPathList of(PackedClassPath packed) {
        return new ClassPathList(
                packed.java(),
                packed.jars().stream()
                        .map(jar -> new Entry(jar.hash(), jar.name()))
                        .toList());
    }

    /** Returns the key of a jar in the folder of jars. */
    static String key(String hash) {
        return hash + ".jar";
    }

    byte[] write() {
        StringBuilder text = new StringBuilder(HEAD + java + "\n");
        jars.forEach(
                jar -> text.append(jar.hash()).append(' ').append(jar.name()).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static ClassPathList read(byte[] bytes) throws IOException {
        List<String> lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
        try {
            List<Entry> jars = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String hash = line.substring(0, HASH);
                if (!hash.matches("[0-9a-f]{64}")) {
                    throw new IOException("the list of the class path is damaged");
                }
                jars.add(new Entry(hash, line.substring(HASH + 1)));
            }
            return new ClassPathList(Integer.parseInt(lines.get(0).substring(HEAD.length())), jars);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("the list of the class path is damaged", e);
        }
    }
}
