// SPDX-License-Identifier: Apache-2.0
/**
 * Wrappers that count and time the requests of clients that a project already has: {@link java.net.http.HttpClient},
 * Spring's {@code RestClient} and {@code RestTemplate}, OkHttp.
 *
 * <p>A wrapped client behaves as before. One client may serve all virtual users: the request counts for the user on
 * whose thread it was made, and for nobody outside a load.
 *
 * <p>A request begins with the call and ends when its answer is complete: its body was read to the end or closed. An
 * exception, and a status of 400 or more, is a failure. Spring and OkHttp are optional dependencies: only the classes
 * named after them need them.
 */
@NullMarked
package io.github.perfjunit.clients;

import org.jspecify.annotations.NullMarked;
