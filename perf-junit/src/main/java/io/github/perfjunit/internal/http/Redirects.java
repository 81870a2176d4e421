// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;

/** Where a redirect leads and how the request changes on the way (RFC 9110, section 15.4). */
final class Redirects {

    /** Most redirects of one request. */
    static final int MOST = 20;

    private Redirects() {}

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    static boolean becomesGet(int status, String method) {
        return status <= 303 && !method.equals("HEAD");
    }

    /** Resolves a location; the foreign text itself is not shown, as its query may hold secrets. */
    static RequestTarget resolve(RequestTarget from, String location) throws Broken {
        try {
            String reference = reference(location);
            if (reference.isEmpty() || reference.startsWith("?")) {
                // URI resolves these two by RFC 2396 still.
                return new RequestTarget(
                        from.origin(), reference.isEmpty() ? from.path() : from.pathWithoutQuery() + reference);
            }
            String url = new URI(from.url()).resolve(new URI(reference)).toString();
            if (Origin.schemeEnd(url) == 0) {
                throw new Broken("redirect", from.origin() + " redirected to something else than http and https");
            }
            Origin origin = Origin.parse(url);
            String path = url.substring(Origin.authorityEnd(url, Origin.schemeEnd(url)));
            return new RequestTarget(
                    origin.equals(from.origin()) ? from.origin() : origin, path.startsWith("/") ? path : "/" + path);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new Broken("redirect", from.origin() + " redirected to a location that is no URL");
        }
    }

    // Header fields are read as ISO 8859-1; what is not ASCII in a location is UTF-8 nearly always.
    private static String reference(String location) {
        int hash = location.indexOf('#');
        String text = hash < 0 ? location : location.substring(0, hash);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return PercentEncoder.LOCATION.encode(new String(bytes, StandardCharsets.UTF_8));
    }
}
