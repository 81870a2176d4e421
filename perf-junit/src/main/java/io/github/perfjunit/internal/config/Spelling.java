// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.config;

/**
 * How far two spellings are apart.
 */
final class Spelling {

    private Spelling() {}

    /** Returns how many letters must be added, removed or replaced (Levenshtein 1966), or the limit if that is less. */
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) >= limit) {
            return limit;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return Math.min(limit, row[b.length()]);
    }
}
