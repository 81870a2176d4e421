// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A URL with places for values, parsed once. Immutable except for a cache of the last name. */
final class UrlTemplate {

    private static final Pattern OTHER_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://");

    private final String source;
    private final Origin origin;
    private final String namePath;
    private final String[] literals;
    private final boolean[] inQuery;
    private @Nullable Named lastName;

    private UrlTemplate(String source, Origin origin, String namePath, List<String> literals, List<Boolean> inQuery) {
        this.source = source;
        this.origin = origin;
        this.namePath = namePath;
        this.literals = literals.toArray(String[]::new);
        this.inQuery = new boolean[inQuery.size()];
        for (int i = 0; i < this.inQuery.length; i++) {
            this.inQuery[i] = inQuery.get(i);
        }
    }

    /**
     * Parses a URL; a relative one is appended to the base.
     *
     * @param method of the request, for messages
     * @throws IllegalArgumentException if it is not a URL, or is relative without a base
     */
    static UrlTemplate parse(String method, String url, @Nullable BaseUrl base) {
        int scheme = Origin.schemeEnd(url);
        if (scheme > 0) {
            int end = Origin.authorityEnd(url, scheme);
            if (url.substring(scheme, end).indexOf('{') >= 0) {
                throw never(url, "values are possible in its path and query alone");
            }
            return parse(url, origin(url), "", url.substring(end));
        }
        if (OTHER_SCHEME.matcher(url).lookingAt()) {
            throw wrong(url, "must begin with http:// or https://");
        }
        if (base == null) {
            throw new NeverPossible(method + " " + ForeignText.clean(url)
                    + " is relative, but the load has no baseUrl: set baseUrl on @LoadTest (or load.baseUrl(...)), or give"
                    + " an absolute URL");
        }
        return parse(url, base.origin(), base.path(), url);
    }

    private static UrlTemplate parse(String source, Origin origin, String prefix, String rest) {
        int hash = fragment(rest);
        String path = rest.startsWith("/") ? rest.substring(0, hash) : "/" + rest.substring(0, hash);
        List<String> literals = new ArrayList<>();
        List<Boolean> inQuery = new ArrayList<>();
        int nameEnd = path.length();
        boolean query = false;
        int from = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '?' && !query) {
                query = true;
                nameEnd = i;
            } else if (c == '{') {
                int close = path.indexOf('}', i);
                if (close < 0) {
                    throw never(source, "has a { without a }");
                }
                literals.add(
                        (literals.isEmpty() ? prefix : "") + PercentEncoder.LITERAL.encode(path.substring(from, i)));
                inQuery.add(query);
                i = close;
                from = close + 1;
            } else if (c == '}') {
                throw never(source, "has a } without a {");
            }
        }
        literals.add((literals.isEmpty() ? prefix : "") + PercentEncoder.LITERAL.encode(path.substring(from)));
        return new UrlTemplate(source, origin, path.substring(0, nameEnd), literals, inQuery);
    }

    private static Origin origin(String url) {
        try {
            return Origin.parse(url);
        } catch (IllegalArgumentException e) {
            throw wrong(url, e.getMessage());
        }
    }

    private static int fragment(String rest) {
        int hash = rest.indexOf('#');
        return hash < 0 ? rest.length() : hash;
    }

    private static IllegalArgumentException never(String url, String what) {
        return new NeverPossible("URL '" + ForeignText.clean(url) + "': " + what);
    }

    private static IllegalArgumentException wrong(String url, @Nullable String what) {
        return new IllegalArgumentException("URL '" + ForeignText.clean(url) + "': " + what);
    }

    Origin origin() {
        return origin;
    }

    /** Returns the default name of a request: method and path template, without the query. */
    String name(String method) {
        Named known = lastName;
        if (known == null || !known.method.equals(method)) {
            known = new Named(method, method + " " + namePath);
            lastName = known;
        }
        return known.name;
    }

    /**
     * Inserts the values.
     *
     * @return path and query, percent-encoded
     * @throws IllegalArgumentException if there are too few or too many values
     */
    String expand(Object... values) {
        if (values.length != inQuery.length) {
            throw never(
                    source,
                    "has " + counted(inQuery.length, "place") + " for values but got "
                            + counted(values.length, "value"));
        }
        if (values.length == 0) {
            return literals[0];
        }
        StringBuilder path = new StringBuilder(64).append(literals[0]);
        for (int i = 0; i < values.length; i++) {
            PercentEncoder encoder = inQuery[i] ? PercentEncoder.QUERY : PercentEncoder.SEGMENT;
            encoder.append(String.valueOf(values[i]), path);
            path.append(literals[i + 1]);
        }
        return path.toString();
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    /** Final fields make it safe to pass between threads without a lock. */
    private record Named(String method, String name) {}
}
