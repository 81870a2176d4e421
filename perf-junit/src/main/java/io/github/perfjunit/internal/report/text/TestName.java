// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.report.text;

import java.util.Locale;

/**
 * Identifies a load of a test method.
 *
 * @param testClass binary name of the test class
 * @param method name of the test method
 * @param kind {@code load}, {@code stress}, {@code spike}, {@code soak}, {@code capacity} …
 * @param number 1 for the first load of the method, 2 for the next one …
 */
public record TestName(String testClass, String method, String kind, int number) {

    private static final int LONGEST_FILE_NAME = 120;

    public TestName {
        if (number < 1) {
            throw new IllegalArgumentException("number was " + number + " but must be at least 1");
        }
    }

    /**
     * Returns the name shown to people.
     *
     * @return such as {@code CatalogLoadTest.browse} or {@code CatalogLoadTest.browse.2}
     */
    public String display() {
        String simple = testClass.substring(testClass.lastIndexOf('.') + 1).replace('$', '.');
        return simple + "." + method + suffix();
    }

    /**
     * Returns the name of the directory, which any file system takes.
     *
     * @param qualified true to begin with the package, if another class of the same simple name used the name
     * @return letters, digits, dots, hyphens and underscores, at most 120
     */
    public String fileName(boolean qualified) {
        String name = qualified ? testClass.replace('$', '.') + "." + method + suffix() : display();
        String safe = name.replaceAll("[^\\p{Alnum}._-]+", "_").replaceAll("^\\.+|\\.+$", "_");
        if (safe.equals(name) && safe.length() <= LONGEST_FILE_NAME) {
            return safe;
        }
        // A hash keeps names apart that differ only in characters that were replaced or cut off.
        String hash = String.format(Locale.ROOT, "-%08x", name.hashCode());
        return safe.substring(0, Math.min(safe.length(), LONGEST_FILE_NAME - hash.length())) + hash;
    }

    private String suffix() {
        return number == 1 ? "" : "." + number;
    }
}
