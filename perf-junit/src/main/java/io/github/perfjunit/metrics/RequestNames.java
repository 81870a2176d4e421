// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.metrics;

import java.util.Set;
import org.apiguardian.api.API;

/**
 * The form that names of requests, statements and checks have in results.
 *
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RequestNames {

    private static final int LONGEST = 200;
    private static final int LONGEST_STATEMENT = 2_000;

    private static final Set<String> RESERVED =
            Set.of(LoadResult.ITERATION, LoadResult.USER, LoadResult.OTHER, LoadResult.ALL_REQUESTS);

    private RequestNames() {}

    /**
     * Returns a name in the form used in results. Names in a load, in objectives and in assertions are shortened in the
     * same way.
     *
     * @param name name of a request or of a check
     * @return the name, or its first 200 characters and {@code ...}
     */
    public static String stored(String name) {
        return cut(name, LONGEST);
    }

    /**
     * Returns the text of a database statement in the form used in results.
     *
     * @param text the statement, in the form of {@link LoadResult#statementText}
     * @return the text, or its first 2,000 characters and {@code ...}
     */
    public static String storedStatement(String text) {
        return cut(text, LONGEST_STATEMENT);
    }

    /**
     * Checks a name under which a request is to be counted; fast enough to call for each request.
     *
     * @param name name of a request
     * @return the name
     * @throws IllegalArgumentException if it is blank, or one under which results have figures of their own: {@code
     *     (iteration)}, {@code (user)}, {@code (other)}, {@code all requests}
     */
    public static String checked(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name of a request was blank but must be a text such as 'search'");
        }
        if (RESERVED.contains(name)) {
            throw new IllegalArgumentException("name of a request was '" + name
                    + "' but must be another, for results have figures of their own under it");
        }
        return name;
    }

    private static String cut(String name, int longest) {
        if (name.length() <= longest) {
            return name;
        }
        boolean splitsPair = Character.isHighSurrogate(name.charAt(longest - 1));
        return name.substring(0, splitsPair ? longest - 1 : longest) + "...";
    }
}
