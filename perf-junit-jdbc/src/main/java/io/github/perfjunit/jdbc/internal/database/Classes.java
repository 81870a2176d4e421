// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

/** Tells which optional libraries are there. */
final class Classes {

    private Classes() {}

    static boolean present(String name) {
        try {
            Class.forName(name, false, Classes.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
