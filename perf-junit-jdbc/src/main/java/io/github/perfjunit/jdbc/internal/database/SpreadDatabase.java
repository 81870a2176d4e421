// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.jdbc.internal.database;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Several replicas of a PostgreSQL behind one URL, over which its driver spreads connections. */
public final class SpreadDatabase {

    private SpreadDatabase() {}

    /**
     * Puts replicas together.
     *
     * @param replicas the same database in each of them, whose URLs differ in host and port alone
     * @return one for all; empty if there are none
     */
    public static Optional<TestDatabase> over(List<TestDatabase> replicas) {
        if (replicas.size() < 2) {
            return replicas.stream().findFirst();
        }
        TestDatabase first = replicas.get(0);
        String url = first.url().orElseThrow();
        String hosts = replicas.stream()
                .map(replica -> hosts(replica.url().orElseThrow()))
                .collect(Collectors.joining(","));
        String spread = url.replace("//" + hosts(url) + "/", "//" + hosts + "/") + (url.indexOf('?') < 0 ? '?' : '&')
                + "loadBalanceHosts=true";
        return Optional.of(new UrlDatabase(
                new JdbcAddress(spread, first.user(), first.password()),
                replicas.size() + " streaming replicas"
                        + first.description().substring("a streaming replica".length())));
    }

    private static String hosts(String url) {
        int begin = url.indexOf("//") + 2;
        return url.substring(begin, url.indexOf('/', begin));
    }
}
