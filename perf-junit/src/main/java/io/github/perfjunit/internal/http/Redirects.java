// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.internal.http;

/** The target of a redirect and the changes to the request (RFC 9110, section 15.4). */
final class Redirects {

    /** Maximum number of redirects of one request. */
    static final int MOST = 20;

    private Redirects() {}

    static boolean isRedirect(int status) {
        return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
    }

    /** Returns whether GET follows without the body, as in browsers (Fetch Standard, section 4.4, step 12). */
    static boolean becomesGet(int status, String method) {
        return switch (status) {
            case 301, 302 -> method.equals("POST");
            case 303 -> !method.equals("GET") && !method.equals("HEAD");
            default -> false;
        };
    }

    /** Resolves a location; the foreign text itself is not shown, as its query may hold secrets. */
    static RequestTarget resolve(RequestTarget from, String location) throws Broken {
        RequestTarget to;
        try {
            to = Location.resolve(from, location);
        } catch (IllegalArgumentException e) {
            throw new Broken("redirect", from.origin() + " redirected to a location that is no URL");
        }
        if (to == null) {
            throw new Broken("redirect", from.origin() + " redirected to something else than http and https");
        }
        return to;
    }
}
