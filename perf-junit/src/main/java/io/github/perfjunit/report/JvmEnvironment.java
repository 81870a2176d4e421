// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apiguardian.api.API;

/**
 * The environment in which a load ran, without private data: no host name, no user, no path.
 *
 * @param java version of Java
 * @param vm name of the virtual machine
 * @param os name and version of the operating system
 * @param arch processor architecture
 * @param cores processors available to the JVM
 * @param maxHeapBytes maximum size of its heap
 * @param library version of perf-junit; {@code unknown} if it does not run from its jar
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record JvmEnvironment(
        String java, String vm, String os, String arch, int cores, long maxHeapBytes, String library) {

    private static final String UNKNOWN = "unknown";
    private static final int FINGERPRINT_BYTES = 8;

    /**
     * Returns the environment of this JVM.
     *
     * @return this environment
     */
    public static JvmEnvironment current() {
        String version = JvmEnvironment.class.getPackage().getImplementationVersion();
        return new JvmEnvironment(
                System.getProperty("java.version", UNKNOWN),
                System.getProperty("java.vm.name", UNKNOWN),
                System.getProperty("os.name", UNKNOWN) + " " + System.getProperty("os.version", ""),
                System.getProperty("os.arch", UNKNOWN),
                Runtime.getRuntime().availableProcessors(),
                Runtime.getRuntime().maxMemory(),
                version == null ? UNKNOWN : version);
    }

    /**
     * Returns a fingerprint that two loads must share for their figures to be comparable: major version of Java,
     * virtual machine, name of the operating system, architecture and cores. The version of the operating system, the
     * heap and the version of the library do not count.
     *
     * @return 16 hexadecimal digits, the same for comparable environments
     */
    public String fingerprint() {
        String major = java.split("[.\\-+_]", 2)[0];
        String system = os.split(" ", 2)[0];
        return digest(String.join("\n", major, vm, system, arch, Integer.toString(cores)));
    }

    /** Shortens a text to 16 hexadecimal digits that differ for different texts. */
    static String digest(String text) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(whole, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
