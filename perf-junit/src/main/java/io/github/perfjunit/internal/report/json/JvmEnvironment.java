// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.json;

/**
 * Where a load was made, as far as it may be published: no host name, no user, no path.
 *
 * @param java version of Java
 * @param vm name of the virtual machine
 * @param os name and version of the operating system
 * @param arch processor architecture
 * @param cores processors available to the JVM
 */
public record JvmEnvironment(String java, String vm, String os, String arch, int cores) {

    /**
     * Returns that of this JVM.
     *
     * @return this environment
     */
    public static JvmEnvironment current() {
        return new JvmEnvironment(
                System.getProperty("java.version", "unknown"),
                System.getProperty("java.vm.name", "unknown"),
                System.getProperty("os.name", "unknown") + " " + System.getProperty("os.version", ""),
                System.getProperty("os.arch", "unknown"),
                Runtime.getRuntime().availableProcessors());
    }
}
