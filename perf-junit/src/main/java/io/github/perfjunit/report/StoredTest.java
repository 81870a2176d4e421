// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.report;

import org.apiguardian.api.API;

/**
 * The test method and the number of the load that a result belongs to.
 *
 * @param name name shown to people, such as {@code CatalogLoadTest.browse} or {@code CatalogLoadTest.browse.2}
 * @param testClass binary name of the test class
 * @param method name of the test method
 * @param kind {@code load}, {@code stress}, {@code spike} …
 * @param number 1 for the first load of the method, 2 for the next one …
 * @since 0.1
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StoredTest(String name, String testClass, String method, String kind, int number) {}
